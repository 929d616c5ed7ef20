import type { Book, LabelledBlocks, TitlePage } from '../../model/book.js';
import { renderBlocks } from './blocks.js';
import type { Content } from './content-document.js';
import { renderFacts } from './facts.js';
import { openPage, type Page } from './page.js';
import { element, type XmlElement } from './xml.js';

/** The title page: who wrote what, then what it is about, then what is to be known before reading. */
export function renderTitlePage(book: Book, document: TitlePage): Content {
  const page = openPage(book, document);
  const headingId = `${document.id}-title`;
  const children = [
    ...renderTitle(document, headingId),
    ...lines('author', document.creators),
    ...lines('contributor', document.contributors),
    ...lines('series', document.series),
    ...renderPassage('summary', document.summary, page),
    ...renderFacts(document.facts, book.language),
    ...renderPassage('disclaimer', document.disclaimer, page),
    ...renderPassage('dedication', document.dedication, page),
  ];
  const section = element(
    'section',
    { class: 'titlepage', 'epub:type': 'titlepage', 'aria-labelledby': headingId },
    children,
  );
  return { href: document.href, title: document.title, partition: 'frontmatter', children: [section] };
}

function renderTitle({ heading, subtitle }: TitlePage, id: string): readonly XmlElement[] {
  const title = element('h1', { id }, [heading]);
  if (subtitle === undefined) return [title];
  return [element('hgroup', {}, [title, element('p', { class: 'subtitle', role: 'doc-subtitle' }, [subtitle])])];
}

const lines = (name: string, values: readonly string[]): readonly XmlElement[] =>
  values.map((value) => element('p', { class: name }, [value]));

function renderPassage(name: string, passage: LabelledBlocks | undefined, page: Page): readonly XmlElement[] {
  if (!passage) return [];
  const id = `${page.id}-${name}`;
  const label = element(`h${page.headings.next(1)}`, { id }, [passage.label]);
  return [element('section', { class: name, 'aria-labelledby': id }, [label, ...renderBlocks(passage.blocks, page)])];
}
