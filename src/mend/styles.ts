import { documentsOf, XHTML_TYPE } from '../check/content.js';
import { stylesOf } from '../check/css/book-styles.js';
import { readStyles, type StyleFacts } from '../check/css/style-sheet.js';
import { type Edit, edited, editedDocument, startTag, withAttribute } from '../container/markup-edits.js';
import type { Publication } from '../container/publication.js';
import { attribute, ownText } from '../container/xml-query.js';
import type { XmlElement } from '../container/xml-tree.js';

/** What is to be done to one text of CSS. */
export type EditStyles = (facts: StyleFacts, text: string) => readonly Edit[];

const utf8 = new TextEncoder();

/** The files whose styles the edits change: sheets, `style` elements, `style` attributes. */
export function editStyles(book: Publication, editsOf: EditStyles): ReadonlyMap<string, Uint8Array> {
  return new Map([...editedSheets(book, editsOf), ...editedPages(book, editsOf)]);
}

function* editedSheets(book: Publication, editsOf: EditStyles): Generator<readonly [string, Uint8Array]> {
  const items = book.packages.flatMap(({ manifest }) => manifest.filter(({ mediaType }) => mediaType === 'text/css'));
  for (const path of new Set(items.flatMap((item) => item.path ?? []))) {
    const styles = stylesOf(book, path);
    const edits = styles ? editsOf(styles.facts, styles.text) : [];
    if (!styles || edits.length === 0) continue;
    const text = edited(styles.text, edits);
    const isFaithful = styles.encoding !== 'other';
    // A sheet in an encoding that was guessed might lose letters.
    if (isFaithful) yield [path, utf8.encode(text.replace(/^@charset\s+"[^"]*";/iu, '@charset "utf-8";'))];
  }
}

function* editedPages(book: Publication, editsOf: EditStyles): Generator<readonly [string, Uint8Array]> {
  for (const { document } of documentsOf(book, XHTML_TYPE)) {
    const edits = document.elements.flatMap((element) => [
      ...(element.name === 'style' ? elementEdits(element, editsOf) : []),
      ...attributeEdits(element, editsOf),
    ]);
    if (edits.length > 0) yield [document.path, editedDocument(document, edits)];
  }
}

/** Edits of what a `style` element holds, where that is written plainly: no references, and at most one CDATA section. */
function elementEdits(element: XmlElement, editsOf: EditStyles): readonly Edit[] {
  const css = ownText(element);
  const from = element.offset + startTag(element).length;
  const at = element.document.text.indexOf(css, from);
  const end = element.document.text.indexOf('</', from);
  if (css === '' || at < 0 || at + css.length > end) return [];
  return editsOf(readStyles(css, 'sheet'), css).map((edit) => ({
    ...edit,
    start: at + edit.start,
    end: at + edit.end,
  }));
}

function attributeEdits(element: XmlElement, editsOf: EditStyles): readonly Edit[] {
  const css = attribute(element, 'style');
  const edits = css === undefined ? [] : editsOf(readStyles(css, 'declarations'), css);
  if (css === undefined || edits.length === 0) return [];
  const rest = edited(css, edits).trim();
  return [withAttribute(element, 'style', rest === '' ? undefined : rest)];
}
