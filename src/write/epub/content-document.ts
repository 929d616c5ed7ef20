import type { Book } from '../../model/book.js';
import { relativePath, STYLESHEET } from './paths.js';
import { element, type XmlElement, xhtmlDocument } from './xml.js';

/** Which part of the book a page belongs to. EPUB SSV 1.1 §partitions. */
export type Partition = 'frontmatter' | 'bodymatter' | 'backmatter';

export interface Content {
  readonly href: string;
  readonly title: string;
  readonly partition: Partition;
  readonly children: readonly XmlElement[];
}

/**
 * A page's document. `lang` is for HTML, `xml:lang` for XML; the encoding is declared twice because Kindle reads a
 * document that does not say it as Latin-1. The body carries no role and no id: a role would hide the page's own
 * structure from assistive technology, and Kindle drops links to it.
 */
export function contentDocument(book: Book, { href, title, partition, children }: Content): string {
  return xhtmlDocument(
    element(
      'html',
      {
        xmlns: 'http://www.w3.org/1999/xhtml',
        'xmlns:epub': 'http://www.idpf.org/2007/ops',
        lang: book.language,
        'xml:lang': book.language,
        dir: book.direction === 'rtl' ? 'rtl' : undefined,
      },
      [
        element('head', {}, [
          element('meta', { charset: 'utf-8' }),
          element('title', {}, [title]),
          element('link', { rel: 'stylesheet', type: 'text/css', href: relativePath(href, STYLESHEET) }),
        ]),
        element('body', { 'epub:type': partition }, children),
      ],
    ),
  );
}
