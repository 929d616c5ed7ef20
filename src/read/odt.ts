import type { ElementContent } from 'hast';
import type { XmlDocument, XmlElement } from '../container/xml-tree.js';
import type { Report } from '../diagnostics/report.js';
import type { Place, Story } from '../model/story.js';
import { DEFAULT_LIMITS } from './limits.js';
import { MetadataBuilder } from './metadata-builder.js';
import { readAuthorLines } from './odt/author-lines.js';
import { blocksOf } from './odt/blocks.js';
import type { LeftOut, OdtContext } from './odt/context.js';
import { attributeOf, nameOf } from './odt/names.js';
import { openTextDocument, type TextDocument } from './odt/open.js';
import { outlineNumbers } from './odt/outline-numbers.js';
import { picturesOf } from './odt/pictures.js';
import { propertiesTitle, readProperties } from './odt/properties.js';
import { raiseHeadings } from './odt/raise-headings.js';
import { roleOf } from './odt/roles.js';
import { looksLikeOpenDocument } from './odt/sniff.js';
import { readStyles, type StyleBook } from './odt/styles.js';
import { usualLook } from './odt/usual-look.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { storyOfTree } from './tree-story.js';
import { rootOf } from './xml-hast.js';

/** OpenDocument text, packed (`.odt`) or flat (`.fodt`). */
export const odtReader: Reader = {
  name: 'odt',
  extensions: ['odt', 'fodt', 'ott'],
  sniff: looksLikeOpenDocument,
  read: readOpenDocument,
};

async function readOpenDocument(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  const { limits = DEFAULT_LIMITS } = options;
  const document = openTextDocument(source, limits);
  options.signal?.throwIfAborted();
  const pictures = picturesOf(document, source);
  const metadata = new MetadataBuilder();
  const context = contextOf(document, pictures.addressOf, metadata, report);
  const content = raiseHeadings(blocksOf(document.text, context));
  sayLeftOut(context);
  const tree = rootOf([...content, ...context.notes], report);
  options.signal?.throwIfAborted();
  const title = propertiesTitle(document.meta);
  const { story, files } = await storyOfTree({
    tree,
    source: pictures.source,
    metadata,
    report,
    ...options,
    ...(title !== undefined && { fallbackTitle: title }),
  });
  readProperties(document.meta, metadata);
  const { encoding } = document.text.document;
  return {
    story: { ...story, metadata: withReceipt(metadata.metadata) },
    files,
    reader: 'odt',
    encoding: encoding === 'utf-16' ? 'utf-16le' : 'utf-8',
  };
}

function contextOf(
  { text, styles: holders }: TextDocument,
  addressOf: OdtContext['addressOf'],
  metadata: MetadataBuilder,
  report: Report,
): OdtContext {
  const styles = readStyles(holders);
  const notes: ElementContent[] = [];
  const placeOf = paragraphPlaces(text.document);
  return {
    styles,
    report,
    usual: usualLook(text.document.elements, styles),
    placeOf,
    numbers: outlineNumbers(holders),
    taken: readAuthorLines(text, { styles, placeOf }, metadata),
    notes,
    leftOut: new Map<LeftOut, number>(),
    addressOf,
    shift: hasTitle(text, styles) ? 1 : 0,
    blocks: blocksOf,
  };
}

/** Whether a line of the text has the title’s style. */
function hasTitle({ document }: XmlElement, styles: StyleBook): boolean {
  return document.elements.some((element) => {
    if (!isParagraph(element)) return false;
    return roleOf(element, styles.paragraph(attributeOf(element, 'text:style-name'))) === 'title';
  });
}

const isParagraph = (element: XmlElement): boolean => {
  const name = nameOf(element);
  return name === 'text:p' || name === 'text:h';
};

/** Paragraphs stand for lines, which a document has not: the place of an element is that of its paragraph. */
function paragraphPlaces({ elements }: XmlDocument): (element: XmlElement) => Place {
  const ordinals = new Uint32Array(elements.length);
  let paragraphs = 0;
  let deletionsDepth = Number.POSITIVE_INFINITY;
  for (const element of elements) {
    if (element.depth <= deletionsDepth) {
      deletionsDepth = nameOf(element) === 'text:tracked-changes' ? element.depth : Number.POSITIVE_INFINITY;
    }
    if (isParagraph(element) && element.depth <= deletionsDepth) paragraphs += 1;
    ordinals[element.index] = paragraphs;
  }
  return ({ index }) => ({ line: Math.max(1, ordinals[index] ?? 1), column: 1 });
}

const MESSAGES: Readonly<Record<LeftOut, (count: number) => string>> = {
  comment: (count) =>
    count === 1 ? 'A comment was left out of the book.' : `${count} comments were left out of the book.`,
  deletion: () => 'The text that the tracked changes delete was left out of the book; what they insert was kept.',
};

function sayLeftOut({ leftOut, report }: OdtContext): void {
  for (const [what, count] of leftOut) report.add('markup-dropped', MESSAGES[what](count));
}

/** A title of last resort came from the document’s properties. */
function withReceipt(metadata: Story['metadata']): Story['metadata'] {
  const { title } = metadata.receipts;
  if (title?.how !== 'HTML meta') return metadata;
  return { ...metadata, receipts: { ...metadata.receipts, title: { ...title, how: 'document properties' } } };
}
