import type { XmlElement } from '../../container/xml-tree.js';
import { escapeMarkup } from '../../text/escape-markup.js';
import { type Line, segmentOf, writeBetween } from './line.js';
import type { ImageNote, Settling } from './settling.js';
import { attributeValue, childOf, childrenOf, nameOf, xml } from './word-xml.js';

/**
 * Takes what a story has of a drawing: its images, the texts of its boxes, a horizontal rule. What else there is (charts,
 * diagrams) is said. Old and new markup for one drawing stand side by side: one of them is taken.
 */
export function settleDrawing(element: XmlElement, line: Line, settling: Settling, alt?: string): void {
  switch (nameOf(element)) {
    case 'w:txbxContent':
      line.boxes.push(element);
      return;
    case 'mc:AlternateContent':
      for (const child of childrenOf(chosenContent(element))) settleDrawing(child, line, settling, alt);
      return;
    case 'a:blip':
      addImage(line, settling, attributeValue(element, 'r:embed') ?? attributeValue(element, 'r:link'), alt);
      return;
    case 'v:imagedata':
      addImage(line, settling, attributeValue(element, 'r:id') ?? attributeValue(element, 'o:relid'), alt);
      return;
    case 'v:textpath':
      addText(line, attributeValue(element, 'string') ?? '');
      return;
    case 'c:chart':
    case 'dgm:relIds':
      settling.tally.add(
        'markup-dropped',
        'drawing',
        undefined,
        (times) => `A chart or diagram was left out of the book${times}. Put it into the document as a picture.`,
      );
      return;
    default:
  }
  if (nameOf(element) === 'v:rect' && ['t', 'true', '1'].includes(attributeValue(element, 'o:hr') ?? ''))
    line.hasRule = true;
  const own = altOf(element) ?? alt;
  for (const child of childrenOf(element)) settleDrawing(child, line, settling, own);
}

/** The branch of `mc:AlternateContent` that holds something: the first, or what older programs are given. */
export function chosenContent(element: XmlElement): XmlElement | undefined {
  const [fallback] = childrenOf(element, 'mc:Fallback');
  const choices = childrenOf(element, 'mc:Choice');
  return choices.find(holdsStory) ?? fallback ?? choices[0];
}

const STORY: ReadonlySet<string> = new Set(['w:t', 'a:blip', 'v:imagedata', 'w:sym', 'w:tab', 'w:br']);

function holdsStory(element: XmlElement): boolean {
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (STORY.has(nameOf(next))) return true;
    waiting.push(...childrenOf(next));
  }
  return false;
}

/** The text alternative that a drawing states; empty where it says that it is decoration. */
function altOf(element: XmlElement): string | undefined {
  const name = nameOf(element);
  if (name === 'v:shape' || name === 'v:rect') return tidyAlt(attributeValue(element, 'alt') ?? '');
  const properties = name === 'wp:inline' || name === 'wp:anchor' ? childOf(element, 'wp:docPr') : undefined;
  if (!properties) return undefined;
  if (isDecorative(properties)) return '';
  return tidyAlt(attributeValue(properties, 'descr') ?? '') ?? tidyAlt(attributeValue(properties, 'title') ?? '');
}

function isDecorative(properties: XmlElement): boolean {
  const extensions = childrenOf(childOf(properties, 'a:extLst'), 'a:ext').flatMap((one) =>
    childrenOf(one, 'adec:decorative'),
  );
  return extensions.some((one) => ['1', 'true'].includes(attributeValue(one, 'val') ?? ''));
}

/** The alternative without the sentence that Word puts below those that it makes itself. */
function tidyAlt(alt: string): string | undefined {
  const words = alt
    .replace(
      /(?:description automatically generated|automatisch generierte beschreibung)(?: with [\p{L} ]{1,40} confidence)?\s*$/iu,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? undefined : words;
}

function addImage(line: Line, settling: Settling, id: string | undefined, alt: string | undefined): void {
  const relationship = settling.relationships.get(id ?? '');
  if (!relationship) return;
  const src = relationship.isExternal
    ? relationship.target
    : encodeURI(relationship.target).replace(/[?#]/g, encodeURIComponent);
  const note: ImageNote = { src, ...(alt !== undefined && { alt }) };
  const segment = segmentOf(line);
  writeBetween(segment, xml('w:r', {}, pictureOf(settling.references.image(note))));
  segment.plain = undefined;
  segment.hasContent = true;
}

const pictureOf = (id: string): string =>
  xml(
    'w:drawing',
    {},
    xml(
      'wp:inline',
      {},
      xml(
        'a:graphic',
        {},
        xml('a:graphicData', {}, xml('pic:pic', {}, xml('pic:blipFill', {}, xml('a:blip', { 'r:embed': id })))),
      ),
    ),
  );

function addText(line: Line, words: string): void {
  if (words.trim() === '') return;
  const segment = segmentOf(line);
  writeBetween(segment, xml('w:r', {}, xml('w:t', {}, escapeMarkup(words))));
  segment.plain = undefined;
  segment.hasContent = true;
}
