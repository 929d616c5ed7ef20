import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { PackageDocument, SpineItem } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import type { Report } from '../../diagnostics/report.js';
import { countWords } from '../../text/word-count.js';
import { attribute, semanticsOf, textOf } from '../hast/attributes.js';
import { flattenDeep, isElement, TagLimiter } from '../hast/nesting.js';
import { pageOf } from '../html/page.js';
import { applyPageStyles } from '../html/page-styles.js';
import { countMarkup, needOf, type ReadingLimits, refuseHeavy } from '../limits.js';
import type { Source } from '../reader.js';
import { cleanTree } from './clean-tree.js';
import { containerAddress } from './container-path.js';
import { refuseBomb } from './open.js';
import { decodeContent, htmlOfXhtml } from './xhtml-text.js';

/** A document of the spine, parsed and cleaned. */
export interface SpineDocument {
  readonly path: string;
  readonly body: Element;
  /** What to add to its lines to have those of the whole book, all documents one below the other. */
  readonly lineOffset: number;
  readonly isLinear: boolean;
  /** True for the navigation document, which stands in some spines. */
  readonly isNavigation: boolean;
  /** The `epub:type` of its body, and of the one section that holds everything. */
  readonly types: readonly string[];
  readonly title: string;
  readonly words: number;
}

const CONTENT_TYPES = /^(?:application\/(?:xhtml\+xml|x-dtbook\+xml|xml)|text\/(?:html|x-oeb1-document))$/i;

/** The book's content documents in reading order, each parsed as a browser would, broken or not. */
export function readSpine(context: SpineContext, signal?: AbortSignal): readonly SpineDocument[] {
  const { publication, pack, source, report, limits } = context;
  const documents: SpineDocument[] = [];
  const known = new Set<string>();
  let need = 0;
  let lineOffset = 0;
  for (const { path, isLinear, isNavigation } of contentItems(pack)) {
    if (known.has(path)) continue;
    known.add(path);
    signal?.throwIfAborted();
    const bytes = publication.bytesOf(path);
    refuseBomb(publication, path, source);
    if (!bytes) {
      const message = `The book's document \`${path}\` is not in the file, so its text is missing. Fetch the book again.`;
      report.add('document-missing', message);
      continue;
    }
    const text = decodeContent(bytes);
    need += needOf('html', countMarkup(text));
    refuseHeavy(need, limits, source.name);
    const body = parseBody(text, path, context);
    shiftLines(body.body, lineOffset);
    documents.push({ ...body, path, lineOffset, isLinear, isNavigation });
    lineOffset += text.split('\n').length;
  }
  return documents;
}

interface SpineContext {
  readonly publication: Publication;
  readonly pack: PackageDocument;
  readonly source: Source;
  readonly report: Report;
  readonly limits: ReadingLimits;
}

interface ContentItem {
  readonly path: string;
  readonly isLinear: boolean;
  readonly isNavigation: boolean;
}

/** The spine's items; of a package without a spine that leads anywhere, all content documents of the manifest. */
function contentItems(pack: PackageDocument): readonly ContentItem[] {
  const listed = pack.spine.flatMap((itemref) => contentItem(pack, itemref));
  if (listed.length > 0) return listed;
  return pack.manifest.flatMap((item) =>
    contentItem(pack, { item, isLinear: !item.properties.includes('nav') } as SpineItem),
  );
}

function contentItem(
  pack: PackageDocument,
  { item, isLinear }: Pick<SpineItem, 'item' | 'isLinear'>,
): readonly ContentItem[] {
  const path = item && (item.path ?? containerAddress(pack.path, item.href)?.path);
  if (!item || path === undefined || !CONTENT_TYPES.test(item.mediaType)) return [];
  return [{ path, isLinear, isNavigation: item.properties.includes('nav') }];
}

function parseBody(
  text: string,
  path: string,
  context: SpineContext,
): Pick<SpineDocument, 'body' | 'types' | 'title' | 'words'> {
  const limiter = new TagLimiter();
  const root = fromHtml(limiter.limit(htmlOfXhtml(text)), { fragment: false });
  if (flattenDeep(root) || limiter.wasExceeded) {
    const message = `Markup of \`${path}\` is nested deeper than any story needs; it was kept as text from there on.`;
    context.report.add('input-too-deep', message);
  }
  addStyles(root, path, context);
  const { hasBoilerplate } = cleanTree(root);
  if (hasBoilerplate) {
    context.report.add('boilerplate-dropped', `An archive's own header or footer in \`${path}\` was set aside.`);
  }
  const html = root.children.find(isElement);
  const body = html?.children.find((child): child is Element => isElement(child) && child.tagName === 'body');
  const head = html?.children.find((child): child is Element => isElement(child) && child.tagName === 'head');
  const title = head?.children.find((child) => isElement(child) && child.tagName === 'title');
  const whole = body ?? { type: 'element', tagName: 'body', properties: {}, children: [] };
  return {
    body: whole,
    types: typesOfPage(whole),
    title: title ? textOf(title).replace(/\s+/g, ' ').trim() : '',
    words: countWords(textOf(whole)),
  };
}

/** What the book's style sheets say of single classes, as styles of the elements: many tools mark emphasis so only. */
function addStyles(root: Root, path: string, { publication, source }: SpineContext): void {
  const page = pageOf(root, source);
  const sheets = page.findAll('link').flatMap((link) => {
    const address = /stylesheet/i.test(attribute(link, 'rel'))
      ? containerAddress(path, attribute(link, 'href'))
      : undefined;
    const bytes = address && publication.bytesOf(address.path);
    return bytes ? [new TextDecoder().decode(bytes)] : [];
  });
  if (sheets.length > 0) {
    const style: Element = {
      type: 'element',
      tagName: 'style',
      properties: {},
      children: [{ type: 'text', value: sheets.join('\n') }],
    };
    root.children.unshift(style);
  }
  applyPageStyles(page);
  if (sheets.length > 0) root.children.shift();
}

/** The types of the body and of each element that is alone in the one around it. */
function typesOfPage(body: Element): readonly string[] {
  const types: string[] = [];
  let element: Element | undefined = body;
  for (let depth = 0; element && depth < 6; depth += 1) {
    types.push(...semanticsOf(element));
    const shown: Element['children'] = element.children.filter(
      (child) => isElement(child) || (child.type === 'text' && child.value.trim() !== ''),
    );
    const [only] = shown;
    element =
      shown.length === 1 && isElement(only) && /^(?:section|div|article|main)$/.test(only.tagName) ? only : undefined;
  }
  return types.map((type) => type.replace(/^doc-/, ''));
}

function shiftLines(body: Element, offset: number): void {
  const waiting: Element[] = [body];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of [next, ...next.children.filter((one) => !isElement(one))]) {
      if (!child.position) continue;
      const { start, end } = child.position;
      child.position = {
        start: { ...start, line: start.line + offset },
        end: { ...end, line: end.line + offset },
      };
    }
    for (const child of next.children) if (isElement(child)) waiting.push(child);
  }
}
