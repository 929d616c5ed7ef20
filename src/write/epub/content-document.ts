import type { Book, PageLanguage } from '../../model/book.js';
import { languageOf } from './page.js';
import { relativePath } from './paths.js';
import { stylesheetFor } from './themes/stylesheet.js';
import { element, type XmlElement, xhtmlDocument } from './xml.js';

/** Which part of the book a page belongs to. EPUB SSV 1.1 §partitions. */
export type Partition = 'frontmatter' | 'bodymatter' | 'backmatter';

export interface Content {
  readonly href: string;
  readonly title: string;
  readonly partition: Partition;
  /** Left out where it is the book's. */
  readonly language?: PageLanguage;
  readonly children: readonly XmlElement[];
}

/**
 * A page's document. `lang` is for HTML, `xml:lang` for XML; the encoding is declared twice because Kindle reads a
 * document that does not say it as Latin-1. The body carries no role and no id: a role would hide the page's own
 * structure from assistive technology, and Kindle drops links to it.
 */
export function contentDocument(book: Book, content: Content): string {
  const { href, title, partition, children } = content;
  const language = languageOf(book, content);
  return xhtmlDocument(
    element(
      'html',
      {
        xmlns: 'http://www.w3.org/1999/xhtml',
        'xmlns:epub': 'http://www.idpf.org/2007/ops',
        lang: language.tag,
        'xml:lang': language.tag,
        dir: language.direction === 'rtl' ? 'rtl' : undefined,
      },
      [
        element('head', {}, [
          element('meta', { charset: 'utf-8' }),
          element('title', {}, [title]),
          element('link', {
            rel: 'stylesheet',
            type: 'text/css',
            href: relativePath(href, stylesheetFor(book, language)),
          }),
        ]),
        element('body', { 'epub:type': partition }, children),
      ],
    ),
  );
}
