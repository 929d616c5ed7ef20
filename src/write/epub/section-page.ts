import type { Book, SectionPage } from '../../model/book.js';
import type { Section, SectionRole } from '../../model/story.js';
import { renderAuthorNotes } from './author-notes.js';
import { renderBlocks } from './blocks.js';
import type { Content, Partition } from './content-document.js';
import { renderFootnotes } from './footnotes.js';
import { renderInlines } from './inlines.js';
import { openPage, type Page } from './page.js';
import { renderTitling } from './title-page.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/** What each kind of section is called in EPUB SSV 1.1, and so in DPUB-ARIA 1.1; and where it stands. */
const ROLES: Readonly<Record<SectionRole, { readonly type: string; readonly partition: Partition }>> = {
  part: { type: 'part', partition: 'bodymatter' },
  chapter: { type: 'chapter', partition: 'bodymatter' },
  prologue: { type: 'prologue', partition: 'bodymatter' },
  epilogue: { type: 'epilogue', partition: 'bodymatter' },
  interlude: { type: 'chapter', partition: 'bodymatter' },
  foreword: { type: 'foreword', partition: 'frontmatter' },
  afterword: { type: 'afterword', partition: 'backmatter' },
  appendix: { type: 'appendix', partition: 'backmatter' },
};

/** A section of the story: its heading, the author's notes where they belong, its text, and its footnotes. */
export function renderSectionPage(book: Book, document: SectionPage): Content {
  const { section, headingLevel, footnotes, titling, isOfWork } = document;
  const page = openPage(book, document, headingLevel, footnotes);
  const { type, partition } = ROLES[section.role];
  const headingId = `${document.id}-title`;
  const heading = renderHeading(document, headingId, page);
  const head = titling
    ? element('div', { class: 'titlepage' }, renderTitling(heading, titling, page))
    : withByline(heading, section);
  const text = [
    ...renderAuthorNotes(document.notesBefore, 'before', page),
    ...renderBlocks(section.blocks, page),
    ...renderAuthorNotes(document.notesAfter, 'after', page),
    ...renderFootnotes(footnotes, page),
  ];
  const attributes = { class: section.role, 'epub:type': type, role: `doc-${type}`, 'aria-labelledby': headingId };
  const isApart = titling !== undefined && text.length > 0;
  const root = element('section', attributes, [head, ...(isApart ? [element('div', { class: 'story' }, text)] : text)]);
  return {
    href: document.href,
    title: document.title,
    partition: isOfWork ? 'bodymatter' : partition,
    children: [root],
  };
}

function renderHeading(document: SectionPage, id: string, page: Page): XmlElement {
  const { section, headingLevel, hasVisibleHeading, title } = document;
  const words = headingWords(section, page);
  const isVisible = hasVisibleHeading && words.length > 0;
  return element(
    `h${headingLevel}`,
    { class: isVisible ? 'opening' : 'hidden-heading', id },
    isVisible ? words : [title],
  );
}

function withByline(heading: XmlElement, { byline }: Section): XmlElement {
  if (byline === undefined) return heading;
  return element('hgroup', {}, [heading, element('p', { class: 'byline' }, [byline])]);
}

/** Number and title on a line each; where no style sheet is read, a space stands between them. */
function headingWords({ label, title }: Section, page: Page): readonly XmlNode[] {
  const titleWords = title && renderInlines(title, page);
  if (label === undefined || titleWords === undefined) return titleWords ?? (label === undefined ? [] : [label]);
  return [element('span', { class: 'label' }, [label]), ' ', element('span', { class: 'title' }, titleWords)];
}
