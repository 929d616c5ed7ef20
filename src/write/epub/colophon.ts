import type { Book, Colophon } from '../../model/book.js';
import type { Content } from './content-document.js';
import { renderFacts } from './facts.js';
import { element } from './xml.js';

/** The colophon: where the story comes from and how the book was made. */
export function renderColophon(book: Book, { id, href, title, heading, facts, paragraphs }: Colophon): Content {
  const headingId = `${id}-title`;
  const section = element(
    'section',
    { class: 'colophon', 'epub:type': 'colophon', role: 'doc-colophon', 'aria-labelledby': headingId },
    [
      element('h1', { id: headingId }, [heading]),
      ...renderFacts(facts, book.language),
      ...paragraphs.map((paragraph) => element('p', {}, [paragraph])),
    ],
  );
  return { href, title, partition: 'backmatter', children: [section] };
}
