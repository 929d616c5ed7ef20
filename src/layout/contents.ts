import type { BookDocument, ContentsEntry, Landmark, SectionPage } from '../model/book.js';
import type { Section } from '../model/story.js';
import { headingText } from './headings.js';
import type { LayoutWords } from './words/words.js';

/** The table of contents: a line for every page that a reader may look for, in spine order, chapters under their parts. */
export function contentsOf(
  documents: readonly BookDocument[],
  sections: readonly Section[],
  language: string,
): readonly ContentsEntry[] {
  const pages = new Map(
    documents.flatMap((document) => (document.kind === 'section' ? [[document.section.id, document] as const] : [])),
  );
  const entry = (section: Section): ContentsEntry[] => {
    const page = pages.get(section.id);
    const label = headingText(section, language) || page?.title;
    return page && label ? [{ label, href: page.href, entries: section.sections.flatMap(entry) }] : [];
  };
  const alone = (document: BookDocument): ContentsEntry => ({
    label: document.title,
    href: document.href,
    entries: [],
  });
  const first = documents.findIndex(({ kind }) => kind === 'section');
  const isOwn = ({ kind }: BookDocument): boolean => kind !== 'section' && kind !== 'cover';
  return [
    ...documents.slice(0, Math.max(first, 0)).filter(isOwn).map(alone),
    ...sections.flatMap(entry),
    ...documents.slice(Math.max(first, 0)).filter(isOwn).map(alone),
  ];
}

const BACK_MATTER: ReadonlySet<string> = new Set(['afterword', 'appendix']);

/** Where reading systems offer to jump to. EPUB 3.3 #sec-nav-landmarks. */
export function landmarksOf(documents: readonly BookDocument[], words: LayoutWords): readonly Landmark[] {
  const pages = documents.filter((document): document is SectionPage => document.kind === 'section');
  const cover = documents.find(({ kind }) => kind === 'cover');
  const title = documents.find(({ kind }) => kind === 'titlePage');
  const body = pages.find(({ section }) => section.role !== 'foreword' && !BACK_MATTER.has(section.role)) ?? pages[0];
  const back =
    pages.find(({ section }) => BACK_MATTER.has(section.role)) ??
    documents.find(({ kind }) => kind === 'notes' || kind === 'colophon');
  return [
    ...(cover ? [{ type: 'cover', label: words.cover, href: cover.href } as const] : []),
    ...(title ? [{ type: 'titlepage', label: words.titlePage, href: title.href } as const] : []),
    { type: 'toc', label: words.contents, href: 'nav.xhtml' },
    ...(body ? [{ type: 'bodymatter', label: words.startOfText, href: body.href } as const] : []),
    ...(back && back !== body ? [{ type: 'backmatter', label: back.title, href: back.href } as const] : []),
  ];
}
