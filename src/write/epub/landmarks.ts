import type { Book, Landmark } from '../../model/book.js';
import { NAVIGATION } from './paths.js';

/** The book's landmarks, one of a kind, with the contents page among them. EPUB 3.3 #sec-nav-landmarks. */
export function landmarksOf({ landmarks, words }: Book): readonly Landmark[] {
  const contents: Landmark = { type: 'toc', label: words.contents, href: NAVIGATION };
  const others = landmarks.filter(
    ({ type }, index) => type !== 'toc' && landmarks.findIndex((other) => other.type === type) === index,
  );
  const text = others.findIndex(({ type }) => type === 'bodymatter' || type === 'backmatter');
  return text < 0 ? [...others, contents] : others.toSpliced(text, 0, contents);
}
