import type { Element } from 'hast';
import { type Block, type List, sceneBreak, text, type Verse } from '../../model/story.js';
import { alignmentOf, attribute, classesOf, semanticsOf, textOf } from './attributes.js';
import { drawingText, readFigure, readLoneImage } from './figures.js';
import type { Flow, Funnel, Handler } from './handler.js';
import { isElement } from './nesting.js';
import { quoteOf } from './quotes.js';
import { isBlank, splitLines, trimStart } from './runs.js';
import { readTable } from './tables.js';

type ReadBlock = (element: Element, flow: Flow, funnel: Funnel) => void;

const block = (read: ReadBlock): Handler => ({ kind: 'block', read });
const SILENT: Handler = { kind: 'dropped', isSaid: false };
const SAID: Handler = { kind: 'dropped', isSaid: true };

const all = (tags: readonly string[], handler: Handler): Record<string, Handler> =>
  Object.fromEntries(tags.map((tag) => [tag, handler]));

/** Everything that is not within a paragraph. */
export const BLOCK_HANDLERS: Readonly<Record<string, Handler>> = {
  p: block(readParagraph),
  ...all(
    ['address', 'article', 'aside', 'body', 'caption', 'dd', 'details', 'dialog', 'div', 'fieldset'],
    block(readContainer),
  ),
  ...all(
    ['figcaption', 'footer', 'form', 'header', 'hgroup', 'html', 'legend', 'li', 'main', 'menu'],
    block(readContainer),
  ),
  ...all(['nav', 'section', 'summary', 'tbody', 'td', 'th', 'tr'], block(readContainer)),
  center: block((element, flow, funnel) => contain(element, flow, funnel, 'center')),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [
      `h${level}`,
      block((element, flow, funnel) => readHeading(level, element, flow, funnel)),
    ]),
  ),
  hr: block((element, flow, funnel) => flow.addBlock(sceneBreak(), funnel.placeOf(element))),
  blockquote: block((element, flow, funnel) => readQuote(element, flow, funnel, false)),
  ul: block(readList),
  ol: block(readList),
  dl: block(readContainer),
  dt: block((element, flow, funnel) => {
    flow.endParagraph();
    funnel.continue(element.children, flow, { wraps: [(children) => [{ type: 'strong', children }]] });
    flow.endParagraph();
  }),
  pre: block(readPreformatted),
  table: block(readTable),
  figure: block((element, flow, funnel) => {
    flow.endParagraph();
    if (!readFigure(element, flow, funnel)) contain(element, flow, funnel, alignmentOf(element));
  }),
  svg: block(readDrawing),
  ...all(
    ['base', 'col', 'colgroup', 'head', 'link', 'meta', 'noscript', 'param', 'source', 'template', 'title', 'track'],
    SILENT,
  ),
  ...all(['rp', 'datalist'], SILENT),
  ...all(['applet', 'audio', 'button', 'canvas', 'embed', 'frame', 'frameset', 'iframe', 'object'], SAID),
  ...all(['script', 'select', 'style', 'textarea', 'video'], SAID),
};

/** What a class or a role says a container is. */
const MEANINGS: readonly { readonly names: RegExp; readonly read: ReadBlock }[] = [
  { names: /^epigraph$/, read: (element, flow, funnel) => readQuote(element, flow, funnel, true) },
  { names: /^(?:letter|z3998:letter|telegram|message)$/, read: readLetter },
  { names: /^(?:poem|poetry|verse|z3998:verse|z3998:poem)$/, read: readVerse },
];

function readContainer(element: Element, flow: Flow, funnel: Funnel): void {
  const names = [...classesOf(element), ...semanticsOf(element)];
  const meaning = names.length > 0 && MEANINGS.find((one) => names.some((name) => one.names.test(name)));
  if (meaning) meaning.read(element, flow, funnel);
  else contain(element, flow, funnel, alignmentOf(element));
}

function contain(element: Element, flow: Flow, funnel: Funnel, align: 'center' | 'end' | undefined): void {
  flow.endParagraph();
  funnel.continue(element.children, flow, align && { align });
  flow.endParagraph();
}

function readParagraph(element: Element, flow: Flow, funnel: Funnel): void {
  flow.endParagraph();
  if (readLoneImage(element, flow, funnel)) return;
  const align = alignmentOf(element);
  const { position } = element;
  const lines = position && position.end.line - position.start.line + 1;
  funnel.continue(element.children, flow, align && { align }, lines);
}

function readHeading(level: number, element: Element, flow: Flow, funnel: Funnel): void {
  flow.endParagraph();
  if (readLoneImage(element, flow, funnel)) return;
  flow.addHeading(level, funnel.run(element.children), funnel.placeOf(element));
}

function readQuote(element: Element, flow: Flow, funnel: Funnel, isEpigraph: boolean): void {
  const blocks = funnel.blocks(element.children);
  const isMarked = isEpigraph || [...classesOf(element), ...semanticsOf(element)].includes('epigraph');
  if (blocks.length > 0) flow.addBlock(quoteOf(blocks, isMarked), funnel.placeOf(element));
  else flow.endParagraph();
}

function readLetter(element: Element, flow: Flow, funnel: Funnel): void {
  const blocks = funnel.blocks(element.children);
  if (blocks.length > 0) flow.addBlock({ type: 'letter', blocks }, funnel.placeOf(element));
}

/** Verse that is marked as such: paragraphs and blocks are stanzas, or lines where each holds only one. */
function readVerse(element: Element, flow: Flow, funnel: Funnel): void {
  const stanzas = funnel.blocks(element.children).flatMap((one): Verse['stanzas'] => {
    if (one.type === 'verse') return one.stanzas;
    if (one.type !== 'paragraph') return [];
    const lines = splitLines(one.children, 'breaks').filter((line) => !isBlank(line));
    return [lines.map((line) => ({ indent: 0, children: trimStart(line) }))];
  });
  const isLinePerBlock = stanzas.length > 1 && stanzas.every((lines) => lines.length === 1);
  const place = funnel.placeOf(element);
  if (stanzas.length > 0) flow.addBlock({ type: 'verse', stanzas: isLinePerBlock ? [stanzas.flat()] : stanzas }, place);
}

function readList(element: Element, flow: Flow, funnel: Funnel): void {
  const isOrdered = element.tagName === 'ol';
  const items = element.children
    .filter(isElement)
    .filter((item) => item.tagName !== 'li' || !funnel.isLeftOut(item))
    .map((item): readonly Block[] => funnel.blocks(item.tagName === 'li' ? item.children : [item], { isListed: true }))
    .filter((blocks) => blocks.length > 0);
  if (items.length === 0) {
    flow.endParagraph();
    return;
  }
  const start = Number.parseInt(attribute(element, 'start'), 10);
  const isShifted = isOrdered && Number.isInteger(start) && start !== 1 && start >= 0;
  const list: List = { type: 'list', isOrdered, ...(isShifted && { start }), items };
  flow.addBlock(list, funnel.placeOf(element));
}

function readPreformatted(element: Element, flow: Flow, funnel: Funnel): void {
  const shown = textOf(element)
    .replace(/^\r?\n/, '')
    .trimEnd();
  if (shown.trim() !== '') flow.addBlock({ type: 'preformatted', text: shown }, funnel.placeOf(element));
}

function readDrawing(element: Element, flow: Flow, funnel: Funnel): void {
  const place = funnel.placeOf(element);
  funnel.context.report.add(
    'image-format',
    'A drawing in SVG, which can hold scripts, was left out; its text was kept. Save it as a PNG beside the story.',
    place,
  );
  const shown = drawingText(element);
  if (shown !== '') flow.addInlines([text(shown)], place);
}
