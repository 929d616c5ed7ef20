import type { Report } from '../diagnostics/report.js';
import type { Book, BookDocument, Colophon, LabelledNote, NotesPolicy, ThemeName } from '../model/book.js';
import type { NoteId, Story, StoryFiles } from '../model/story.js';
import { blocksText, plainText, walkSections } from '../model/visit.js';
import { directionOf } from '../text/scripts.js';
import { countWords } from '../text/word-count.js';
import { accessibilityClaims } from './accessibility.js';
import { contentsOf, landmarksOf } from './contents.js';
import { coverFor } from './cover.js';
import { colophonFacts } from './facts.js';
import { settleNotes } from './footnotes.js';
import { bookIdentifier } from './identity.js';
import { bookResources, shownImages } from './images.js';
import { modifiedDate } from './modified.js';
import { notesPage, sectionPages } from './section-pages.js';
import { titlePage } from './title-page.js';
import { unshownImages } from './unshown-images.js';
import { wordsFor } from './words/index.js';
import type { LayoutWords } from './words/words.js';

export interface LayoutOptions {
  readonly theme: ThemeName;
  readonly notes: NotesPolicy;
  readonly vertical: boolean;
  readonly cover: boolean | Uint8Array;
  readonly certifiedBy?: string;
  readonly sourceDateEpoch?: number;
}

const VERTICAL: ReadonlySet<string> = new Set(['ja', 'zh']);

/** The book that a refined story makes: its pages in order, what they say, and in which words. */
export async function layOut(given: Story, files: StoryFiles, options: LayoutOptions, report: Report): Promise<Book> {
  const { story, closing, unused } = settleFootnotes(given, report);
  const { metadata } = story;
  const language = metadata.language ?? 'und';
  const words = wordsFor(language);
  const title = metadata.title ?? words.untitled;
  const identifier = bookIdentifier(metadata);
  const drawing = coverFor(options.cover, { title, language, identifier, metadata, words }, report);
  const context = {
    title,
    language,
    notes: options.notes,
    words,
    footnotes: story.notes,
    ...(closing && { closing }),
  };
  const pages = sectionPages(story.sections, context);
  const notes = options.notes === 'end' ? notesPage(pages, context) : undefined;
  const cover = await drawing;
  const documents: readonly BookDocument[] = [
    ...(cover
      ? [{ kind: 'cover', id: 'page-cover', href: 'text/cover.xhtml', title: words.cover, image: cover } as const]
      : []),
    titlePage(metadata, title, language, words),
    ...pages,
    ...(notes ? [notes] : []),
    colophon(story, words, language),
  ];
  const shown = shownImages(documents);
  return {
    identifier,
    modified: modifiedDate(metadata, options.sourceDateEpoch),
    title,
    language,
    direction: directionOf(language),
    isVertical: options.vertical && VERTICAL.has(language.split('-')[0] ?? ''),
    theme: options.theme,
    metadata,
    documents,
    contents: contentsOf(documents, story.sections, language),
    landmarks: landmarksOf(documents, words),
    ...(cover && { cover }),
    resources: bookResources(shown, story, files),
    words,
    accessibility: accessibilityClaims(shown, cover, options.certifiedBy),
    origin: {
      story,
      notesPolicy: options.notes,
      hasOwnCover: typeof options.cover !== 'boolean',
      unusedNotes: unused,
      unshown: bookResources(unshownImages(story, shown), story, files),
    },
  };
}

interface Settled {
  readonly story: Story;
  /** The footnotes that nothing refers to, which stand at the end of the last page. */
  readonly closing?: LabelledNote;
  readonly unused: readonly NoteId[];
}

/** The story with every footnote reachable: references that lead nowhere are dropped, unused footnotes kept. */
function settleFootnotes(given: Story, report: Report): Settled {
  const { story, missing, unused } = settleNotes(given);
  for (const id of missing) {
    report.add(
      'note-missing',
      `The text refers to the footnote \`${id}\`, which is not there; the mark was left out. Add the footnote.`,
    );
  }
  for (const { id } of unused) {
    report.add(
      'note-unused',
      `Nothing refers to the footnote \`${id}\`; it stands at the end. Refer to it with \`[^${id}]\`.`,
    );
  }
  if (unused.length === 0) return { story, unused: [] };
  const words = wordsFor(story.metadata.language ?? 'und');
  const closing = { label: words.footnotes, blocks: unused.flatMap((note) => note.blocks) };
  return { story, closing, unused: unused.map(({ id }) => id) };
}

function colophon(story: Story, words: LayoutWords, language: string): Colophon {
  return {
    kind: 'colophon',
    id: 'page-colophon',
    href: 'text/colophon.xhtml',
    title: words.about,
    heading: words.about,
    facts: colophonFacts(story.metadata, words, language, storyWords(story)),
    paragraphs: [words.madeWith],
  };
}

/** The words of the story itself: its sections' titles and text. */
function storyWords({ sections }: Story): number {
  return [...walkSections(sections)].reduce(
    (sum, section) => sum + countWords(plainText(section.title ?? [])) + countWords(blocksText(section.blocks)),
    0,
  );
}
