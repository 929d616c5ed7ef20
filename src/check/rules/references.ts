import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute, elementsById } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { documentsOf, SVG_TYPE, XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import { isAudioOrVideo, isContentType, isCoreType, isFontType } from '../media-types.js';
import { type ContentReference, referencesOf } from '../references.js';
import type { Rule } from '../rule.js';
import { shorten } from '../schema/vocabulary.js';
import { fallbackChain } from './fallbacks.js';

/** Every link leads somewhere, every image and style sheet is in the book, and nothing points out of it unasked. */
export const references: Rule = {
  name: 'references',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-resource-locations, #sec-publication-resources',
  check(book, findings) {
    for (const one of [...documentsOf(book, XHTML_TYPE), ...documentsOf(book, SVG_TYPE)]) {
      for (const reference of referencesOf(one.document)) checkReference(book, one.package, reference, findings);
    }
  },
};

function checkReference(
  book: Publication,
  one: PackageDocument,
  { element, kind, href, reference }: ContentReference,
  findings: Findings,
): void {
  const quoted = `\`${shorten(href)}\``;
  switch (reference.kind) {
    case 'invalid':
      findings.add('reference-invalid', `${quoted} is no valid URL: ${reference.reason}.`, element);
      break;
    case 'file':
      findings.add('reference-outside', `${quoted} points to a file of somebody’s own machine.`, element);
      break;
    case 'outside':
      findings.add('reference-outside', `${quoted} points out of the container.`, element);
      break;
    case 'data':
      if (kind === 'hyperlink' || kind === 'object') {
        findings.add('reference-data', `A ${kind} may not be a data URL.`, element);
      }
      break;
    case 'remote':
      checkRemote(one, { element, kind, href, reference }, findings);
      break;
    case 'local':
      checkLocal(book, one, { element, kind, href, reference }, findings);
      break;
    default:
      reference satisfies never;
  }
}

const MAY_BE_REMOTE: ReadonlySet<string> = new Set(['hyperlink', 'audio', 'video', 'font', 'citation', 'link']);
const KNOWN_SCHEMES: ReadonlySet<string> = new Set(
  `http https ftp mailto tel sms geo urn doi irc ircs xmpp news nntp sip sips magnet cid mid about javascript info
  ws wss ldap telnet gopher feed ni bitcoin webcal callto skype kindle ibooks epubcfi`.split(/\s+/),
);

/** What a book may fetch, it must list. EPUB 3.3 #sec-manifest-elem. */
const MUST_BE_LISTED: ReadonlySet<string> = new Set(['audio', 'video', 'font']);

function checkRemote(
  one: PackageDocument,
  { element, kind, href, reference }: ContentReference,
  findings: Findings,
): void {
  if (!one.isEpub3 || reference.kind !== 'remote') return;
  const quoted = `\`${shorten(href)}\``;
  const { scheme } = reference;
  if (!MAY_BE_REMOTE.has(kind)) {
    findings.add('reference-remote', `${quoted}: a ${kind} must be inside of the book. Put it there.`, element);
  } else if (MUST_BE_LISTED.has(kind) && !one.manifest.some((item) => item.href.trim() === href.trim())) {
    findings.add('reference-undeclared', `${quoted} is not in the manifest. List it.`, element);
  } else if (MUST_BE_LISTED.has(kind) && scheme === 'http') {
    findings.add('reference-insecure', `${quoted} is fetched without encryption. Use \`https\`.`, element);
  } else if (kind === 'hyperlink' && scheme !== '' && !KNOWN_SCHEMES.has(scheme)) {
    findings.add('reference-scheme', `${quoted}: the scheme \`${scheme}\` is not registered.`, element);
  }
}

function checkLocal(book: Publication, one: PackageDocument, found: ContentReference, findings: Findings): void {
  const { element, kind, href, reference } = found;
  if (reference.kind !== 'local') return;
  const { path, fragment, hasQuery } = reference;
  const quoted = `\`${shorten(href)}\``;
  if (href.trim() === '' && kind !== 'hyperlink') {
    findings.add('reference-empty', `The URL of a ${kind} is empty.`, element);
    return;
  }
  if (hasQuery) findings.add('reference-query', `${quoted} has a query; files of the container have none.`, element);
  const item = one.itemsByPath.get(path);
  if (path === one.path && item === undefined) {
    if (kind === 'hyperlink' && !fragment?.startsWith('epubcfi('))
      findings.add('reference-package', `${quoted} leads to the package document.`, element);
  } else if (!book.files.has(path)) {
    const mend = 'Correct the URL or add the file.';
    if (kind === 'link') return;
    findings.add('reference-missing', `${quoted} leads to \`${path}\`, which is not in the book. ${mend}`, element);
  } else if (item === undefined) {
    if (kind === 'link') return;
    findings.add('reference-undeclared', `${quoted} leads to \`${path}\`, which the manifest does not list.`, element);
  } else {
    checkTarget(book, one, found, item, findings);
    if (kind === 'use' && !fragment) {
      findings.add('reference-fragment', `${quoted}: \`use\` shows a part of a file; name its id.`, element);
    }
    if (fragment !== undefined && fragment !== '') checkFragment(book, found, item.mediaType, path, fragment, findings);
  }
}

function checkTarget(
  _book: Publication,
  one: PackageDocument,
  { element, kind, href }: ContentReference,
  item: PackageDocument['manifest'][number],
  findings: Findings,
): void {
  const { mediaType } = item;
  const chain = fallbackChain(one, item);
  const quoted = `\`${shorten(href)}\``;
  if (kind === 'hyperlink') {
    if (!chain.some((each) => isContentType(each.mediaType, one.isEpub3))) {
      findings.add('reference-type', `${quoted} leads to \`${mediaType}\`, which is no document to read.`, element);
    } else if (!chain.some((each) => one.spine.some((place) => place.item === each))) {
      findings.add('reference-spine', `${quoted} leads to a document that is not in the spine.`, element);
    }
    return;
  }
  if (kind === 'citation' || kind === 'style sheet') return;
  const isCore = chain.some((each) => isCoreType(each.mediaType, one.isEpub3));
  if (isCore || hasInlineFallback(kind, mediaType, element)) return;
  findings.add('reference-foreign', `${quoted} is \`${mediaType}\`: a ${kind} that readers need not know.`, element);
}

function hasInlineFallback(kind: ContentReference['kind'], mediaType: string, element: XmlElement): boolean {
  if (kind === 'font' || isFontType(mediaType) || kind === 'track' || kind === 'link') return true;
  if (/^video\//.test(mediaType) || kind === 'script') return true;
  if (kind === 'audio' && !isAudioOrVideo(mediaType)) return false;
  if (kind === 'audio') return hasCoreSibling(element);
  if (kind === 'object') return element.name === 'object' && element.children.length > 0;
  if (kind === 'image' && element.parent?.name === 'picture') return attribute(element, 'type') !== undefined;
  return false;
}

function hasCoreSibling(element: XmlElement): boolean {
  const holder = element.name === 'source' ? element.parent : element;
  return (holder?.children ?? []).some((child) => typeof child !== 'string' && child !== element);
}

const FRAGMENT_TYPES: ReadonlySet<string> = new Set([XHTML_TYPE, SVG_TYPE]);

function checkFragment(
  book: Publication,
  { element, kind, href }: ContentReference,
  mediaType: string,
  path: string,
  fragment: string,
  findings: Findings,
): void {
  if (kind === 'style sheet') {
    findings.add('reference-fragment', `\`${href}\`: a style sheet has no fragments.`, element);
    return;
  }
  if (kind !== 'hyperlink' && mediaType === XHTML_TYPE) return;
  if (!FRAGMENT_TYPES.has(mediaType) || /^epubcfi\(|=|^:~:/.test(fragment)) return;
  const target = book.documentOf(path);
  if (target === undefined || target.fault !== undefined || elementsById(target).has(fragment)) return;
  if (mediaType === SVG_TYPE && /^svgView\(/.test(fragment)) return;
  findings.add('reference-fragment', `\`${shorten(href)}\`: \`${path}\` has no id \`${shorten(fragment)}\`.`, element);
}
