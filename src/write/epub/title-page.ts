import type { Book, LabelledBlocks, TitlePage, Titling } from '../../model/book.js';
import { renderBlocks } from './blocks.js';
import type { Content } from './content-document.js';
import { renderFacts } from './facts.js';
import { openPage, type Page } from './page.js';
import { element, type XmlElement } from './xml.js';

/** The title page: who wrote what, then what it is about, then what is to be known before reading. */
export function renderTitlePage(book: Book, document: TitlePage): Content {
  const page = openPage(book, document);
  const headingId = `${document.id}-title`;
  const title = element('h1', { id: headingId }, [document.heading]);
  const children = renderTitling(title, document, page);
  const section = element(
    'section',
    { class: 'titlepage', 'epub:type': 'titlepage', 'aria-labelledby': headingId },
    children,
  );
  return { href: document.href, title: document.title, partition: 'frontmatter', children: [section] };
}

/** The title, then what a title page says below it. */
export const renderTitling = (title: XmlElement, titling: Titling, page: Page): readonly XmlElement[] => [
  withSubtitle(title, titling.subtitle),
  ...lines('author', titling.creators),
  ...lines('contributor', titling.contributors),
  ...lines('series', titling.series),
  ...renderPassage('summary', titling.summary, page),
  ...renderFacts(titling.facts, page.language.tag),
  ...renderPassage('disclaimer', titling.disclaimer, page),
  ...renderPassage('dedication', titling.dedication, page),
];

function withSubtitle(title: XmlElement, subtitle: string | undefined): XmlElement {
  if (subtitle === undefined) return title;
  return element('hgroup', {}, [title, element('p', { class: 'subtitle', role: 'doc-subtitle' }, [subtitle])]);
}

const lines = (name: string, values: readonly string[]): readonly XmlElement[] =>
  values.map((value) => element('p', { class: name }, [value]));

function renderPassage(name: string, passage: LabelledBlocks | undefined, page: Page): readonly XmlElement[] {
  if (!passage) return [];
  const id = `${page.id}-${name}`;
  const label = element(`h${page.headings.next(1)}`, { id }, [passage.label]);
  return [element('section', { class: name, 'aria-labelledby': id }, [label, ...renderBlocks(passage.blocks, page)])];
}
