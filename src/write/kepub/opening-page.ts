import { escapedText } from '../../container/markup-edits.js';
import type { PackageDocument } from '../../container/package-document.js';
import { childNamed, textOf } from '../../container/xml-query.js';
import type { XmlDocument } from '../../container/xml-tree.js';
import { DECLARATION } from './encoding.js';

/**
 * Kobo shows a book’s first page across the whole screen, without margins (kepubify#33): well for a cover or a title page,
 * bad for text. True where an empty page must go before it.
 */
export function needsOpeningPage(one: PackageDocument, page: (path: string) => XmlDocument | undefined): boolean {
  const first = one.spine.find(({ isLinear }) => isLinear)?.item;
  if (first?.path === undefined || isPrepaginated(one)) return false;
  const name = first.path.slice(first.path.lastIndexOf('/') + 1);
  if (/cover|title/i.test(name)) return false;
  const document = page(first.path);
  return !document || document.fault !== undefined || !looksLikeTitlePage(document);
}

/** Pages of a fixed layout fill the screen by design. */
const isPrepaginated = ({ metadata }: PackageDocument): boolean =>
  metadata.some(({ name, value }) => name === 'rendition:layout' && value === 'pre-paginated');

const MOST_PARAGRAPHS = 4;
const MOST_IMAGES = 4;
const MOST_WORDS = 20;
/** With no image, fewer words are no title page but an empty one. */
const FEWEST_WORDS = 5;
/** Words of more bytes than that count. */
const SHORT_WORD = 3;

/** True of a page of a few words or images, and no story’s beginning. */
export function looksLikeTitlePage({ root, elements }: XmlDocument): boolean {
  const body = childNamed(root, 'body');
  if (!body) return false;
  const count = (...names: readonly string[]): number => elements.filter(({ name }) => names.includes(name)).length;
  const images = count('img', 'svg');
  const words = textOf(body)
    .split(/\s+/)
    .filter((word) => Buffer.byteLength(word) > SHORT_WORD).length;
  const isFew = count('p') <= MOST_PARAGRAPHS && images <= MOST_IMAGES && words <= MOST_WORDS;
  return isFew && (images > 0 || words >= FEWEST_WORDS);
}

/** Says that it is a title page: converted again, the book needs no second one. */
export const OPENING_NAME = 'kepub-titlepage';

/** The name, with a number where it is taken. */
export function freeName(name: string, extension: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const wanted = `${name}${number > 1 ? `-${number}` : ''}${extension}`;
    if (!isTaken(wanted)) return wanted;
  }
}

/** An empty page. It has no text, so that the book says what it said; every document needs a title, though. */
export const openingPage = (title: string): string => `${DECLARATION}<html xmlns="http://www.w3.org/1999/xhtml">
<head><title>${escapedText(title)}</title></head>
<body><div></div></body>
</html>
`;
