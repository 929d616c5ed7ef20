import type { BookDocument, ContentsEntry, Landmark, SectionPage } from '../model/book.js';
import { authorNames } from '../model/creators.js';
import type { Section, Work } from '../model/story.js';
import { headingText } from './headings.js';
import type { LayoutWords } from './words/words.js';
import { worksIn } from './works.js';

/** The table of contents: a line for every page that a reader may look for, in spine order, chapters under their parts. */
export function contentsOf(
  documents: readonly BookDocument[],
  sections: readonly Section[],
  language: string,
): readonly ContentsEntry[] {
  const pages = new Map(
    documents.flatMap((document) => (document.kind === 'section' ? [[document.section.id, document] as const] : [])),
  );
  const hasAuthors = new Set(worksIn(sections).map(byline)).size > 1;
  const entry = (section: Section, above = ''): ContentsEntry[] => {
    const page = pages.get(section.id);
    const label = headingText(section, page?.language?.tag ?? language) || page?.title;
    if (!page || !label) return [];
    const author = section.work && hasAuthors ? byline({ work: section.work }) : '';
    const by = author === above ? '' : author;
    const entries = section.sections.flatMap((child) => entry(child, label));
    return [
      { label, ...(by && { by }), href: page.href, ...(page.language && { language: page.language.tag }), entries },
    ];
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
    ...sections.flatMap((section) => entry(section)),
    ...documents.slice(Math.max(first, 0)).filter(isOwn).map(alone),
  ];
}

/** Names stand beside each other as on a spine, whatever the language. */
const byline = ({ work: { metadata } }: { readonly work: Work }): string => authorNames(metadata).join(', ');

const BACK_MATTER: ReadonlySet<string> = new Set(['afterword', 'appendix']);

/** Where reading systems offer to jump to. EPUB 3.3 #sec-nav-landmarks. */
export function landmarksOf(documents: readonly BookDocument[], words: LayoutWords): readonly Landmark[] {
  const pages = documents.filter((document): document is SectionPage => document.kind === 'section');
  const cover = documents.find(({ kind }) => kind === 'cover');
  const title = documents.find(({ kind }) => kind === 'titlePage');
  const isBack = ({ section, isOfWork }: SectionPage): boolean => !isOfWork && BACK_MATTER.has(section.role);
  const body = pages.find((page) => (page.isOfWork || page.section.role !== 'foreword') && !isBack(page)) ?? pages[0];
  const back = pages.find(isBack) ?? documents.find(({ kind }) => kind === 'notes' || kind === 'colophon');
  const index = documents.find(({ kind }) => kind === 'index');
  return [
    ...(cover ? [{ type: 'cover', label: words.cover, href: cover.href } as const] : []),
    ...(title ? [{ type: 'titlepage', label: words.titlePage, href: title.href } as const] : []),
    { type: 'toc', label: words.contents, href: 'nav.xhtml' },
    ...(body ? [{ type: 'bodymatter', label: words.startOfText, href: body.href } as const] : []),
    ...(back && back !== body ? [{ type: 'backmatter', label: back.title, href: back.href } as const] : []),
    ...(index ? [{ type: 'index', label: index.title, href: index.href } as const] : []),
  ];
}
