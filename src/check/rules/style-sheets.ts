import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { resolveReference } from '../../container/reference.js';
import { attribute, ownText } from '../../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import { type BookStyles, stylesOf } from '../css/book-styles.js';
import { readStyles, type StyleFacts } from '../css/style-sheet.js';
import type { Findings, Spot } from '../findings.js';
import { isCoreType } from '../media-types.js';
import type { Rule } from '../rule.js';
import { shorten } from '../schema/vocabulary.js';
import { fallbackChain } from './fallbacks.js';

/** Style sheets parse, name files that are in the book, and ask nothing that books may not ask or old readers die of. */
export const styleSheets: Rule = {
  name: 'style-sheets',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-css',
  check(book, findings) {
    for (const one of book.packages) {
      for (const { path, mediaType } of one.manifest) {
        if (mediaType === 'text/css' && path !== undefined) checkSheet(book, one, path, findings);
      }
    }
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.attributes.length > 0 || element.name === 'style') checkInline(element, findings);
      }
    }
  },
};

function checkSheet(book: Publication, one: PackageDocument, path: string, findings: Findings): void {
  const styles = stylesOf(book, path);
  if (styles === undefined) return;
  const { text, facts } = styles;
  checkEncoding(styles, path, findings);
  const sheet: XmlDocument = { path, text, encoding: 'utf-8', hasBom: false, elements: [], instructions: [] };
  checkFacts(facts, (offset) => ({ document: sheet, offset }), findings);
  if (one.isEpub3) checkUrls(book, one, sheet, facts, findings);
}

function checkEncoding({ text, encoding }: BookStyles, path: string, findings: Findings): void {
  if (encoding === 'utf-16') {
    findings.add('css-encoding-utf16', 'The style sheet is encoded in UTF-16. Save it as UTF-8.', path);
  } else if (encoding === 'other') {
    findings.add('css-encoding', 'The style sheet holds bytes that are not UTF-8. Save it as UTF-8.', path);
  }
  const charset = /^@charset\s+["']([^"']{0,60})["']/i.exec(text)?.[1];
  if (charset !== undefined && !/^utf-8$/i.test(charset)) {
    findings.add('css-encoding', `The style sheet declares \`${charset}\`; it must be \`utf-8\`.`, path);
  }
}

function checkInline(element: XmlElement, findings: Findings): void {
  const here: Spot = element;
  if (element.name === 'style') checkFacts(readStyles(ownText(element), 'sheet'), () => here, findings);
  const inline = attribute(element, 'style');
  if (inline !== undefined) checkFacts(readStyles(inline, 'declarations'), () => here, findings);
}

const FATAL_VALUE = /(?:^|[\s,(*/+-])(?:min|max|clamp|calc|env|var)\(/i;
const FATAL_RULES: ReadonlySet<string> = new Set(['media', 'supports', 'layer', 'container']);

function checkFacts(
  { declarations, atRules, faults }: StyleFacts,
  at: (offset: number) => Spot,
  findings: Findings,
): void {
  for (const { message, offset } of faults)
    findings.add('css-syntax', `The style sheet breaks: ${message}.`, at(offset));
  for (const { property, value, owner, offset } of declarations) {
    const quoted = `\`${property}: ${shorten(value)}\``;
    if (property === 'direction' || property === 'unicode-bidi') {
      findings.add('css-property', `${quoted}: directions belong in the markup (\`dir\`).`, at(offset));
    } else if (property === 'position' && /\bfixed\b/i.test(value)) {
      findings.add('css-fixed', `${quoted} takes the text off its page. Leave it out.`, at(offset));
    } else if (FATAL_VALUE.test(value) || property.startsWith('--')) {
      findings.add('css-fatal', `${quoted}: readers built on RMSDK drop the whole style sheet at this.`, at(offset));
    } else if (/^(?:font-size|line-height)$/.test(property) && /^[0-9.]+(?:px|pt|cm|mm|in)\b/i.test(value)) {
      findings.add('css-fixed-size', `${quoted}: the reader cannot enlarge it. Use \`em\` or \`%\`.`, at(offset));
    }
    if (owner === '@font-face' && property === 'src' && value === '') findings.add('css-syntax', quoted, at(offset));
  }
  for (const { name, offset } of atRules) {
    if (!FATAL_RULES.has(name)) continue;
    findings.add('css-fatal', `\`@${name}\`: readers built on RMSDK drop the whole style sheet at this.`, at(offset));
  }
}

function checkUrls(
  book: Publication,
  one: PackageDocument,
  sheet: XmlDocument,
  { urls }: StyleFacts,
  findings: Findings,
): void {
  for (const { url, kind, offset } of urls) {
    const spot = { document: sheet, offset };
    if (url === '') {
      findings.add('reference-empty', 'A `url()` is empty.', spot);
      continue;
    }
    const reference = resolveReference(sheet.path, url);
    const quoted = `\`${shorten(url)}\``;
    if (reference.kind === 'invalid') findings.add('reference-invalid', `${quoted}: ${reference.reason}.`, spot);
    else if (reference.kind === 'remote' && kind === 'font' && !one.manifest.some((item) => item.href.trim() === url)) {
      findings.add('reference-undeclared', `${quoted} is not in the manifest. List it.`, spot);
    } else if (reference.kind === 'remote' && kind !== 'font') {
      findings.add('reference-remote', `${quoted} must be inside of the book.`, spot);
    } else if (reference.kind === 'outside' || reference.kind === 'file') {
      findings.add('reference-outside', `${quoted} points out of the container.`, spot);
    } else if (reference.kind === 'local' && reference.path !== sheet.path) {
      const { path } = reference;
      const item = one.itemsByPath.get(path);
      if (!book.files.has(path))
        findings.add('reference-missing', `${quoted} leads to \`${path}\`, which is not in the book.`, spot);
      else if (item === undefined) {
        findings.add('reference-undeclared', `${quoted} leads to \`${path}\`, which the manifest does not list.`, spot);
      } else if (kind === 'image' && !fallbackChain(one, item).some(({ mediaType }) => isCoreType(mediaType, true))) {
        findings.add('reference-foreign', `${quoted} is \`${item.mediaType}\`, which readers need not know.`, spot);
      }
    }
  }
}
