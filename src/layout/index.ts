import type { DeviceProfile } from '../devices/profile.js';
import type { Report } from '../diagnostics/report.js';
import type {
  Book,
  BookDocument,
  BookResource,
  Colophon,
  LabelledNote,
  NotesPolicy,
  ThemeName,
} from '../model/book.js';
import type { Footnote, NoteId, SectionId, Story, StoryFiles } from '../model/story.js';
import { walkSections } from '../model/visit.js';
import { needsOf } from '../pictures/fit-picture.js';
import { directionOf } from '../text/scripts.js';
import { accessibilityClaims } from './accessibility.js';
import { onCover, shortened, titleByAuthors } from './anthology-title.js';
import { contentsOf, landmarksOf } from './contents.js';
import { coverFor } from './cover.js';
import { colophonFacts } from './facts.js';
import { type FittedImages, fitImages } from './fit-images.js';
import { settleNotes } from './footnotes.js';
import { bookIdentifier } from './identity.js';
import { bookResources, shownImages } from './images.js';
import { indexPages } from './index-pages.js';
import { modifiedDate } from './modified.js';
import { canBeVertical } from './page-language.js';
import { notesPage, sectionPages } from './section-pages.js';
import { storyWords } from './story-words.js';
import { titlePage } from './title-page.js';
import { unshownImages } from './unshown-images.js';
import { wordsFor } from './words/index.js';
import type { LayoutWords } from './words/words.js';
import { worksIn } from './works.js';

export interface LayoutOptions {
  readonly theme: ThemeName;
  readonly notes: NotesPolicy;
  readonly vertical: boolean;
  readonly cover: boolean | Uint8Array;
  readonly certifiedBy?: string;
  readonly sourceDateEpoch?: number;
  /** Whose screen the cover and the pictures are fitted to. Without one they stay as they are. */
  readonly device?: DeviceProfile;
  /** Whether a device's cover and pictures are grey. */
  readonly grey?: boolean;
}

/** The book that a refined story makes: its pages in order, what they say, and in which words. */
export async function layOut(
  given: Story,
  files: StoryFiles,
  options: LayoutOptions,
  report: Report,
  signal?: AbortSignal,
): Promise<Book> {
  const { story, closings, unused } = settleFootnotes(given, report);
  const { metadata } = story;
  const language = metadata.language ?? 'und';
  const words = wordsFor(language);
  const isAnthology = worksIn(story.sections).length > 0;
  const title = metadata.title ?? (isAnthology ? titleByAuthors(metadata, language, words) : words.untitled);
  const identifier = bookIdentifier(metadata);
  const drawing = coverFor(
    options.cover,
    { title, language, identifier, metadata: isAnthology ? onCover(metadata) : metadata, words },
    report,
    options.device && needsOf(options.device, options.grey === true),
  );
  const isVertical = options.vertical && canBeVertical(language);
  const context = {
    title,
    language,
    bookLanguage: language,
    notes: options.notes,
    words,
    footnotes: story.notes,
    isVertical,
    closings,
  };
  const pages = sectionPages(story.sections, context);
  const notes = options.notes === 'end' ? notesPage(pages, context) : undefined;
  const cover = await drawing;
  const coverOnPage = options.device?.hasCoverPage === false ? undefined : cover;
  const documents: readonly BookDocument[] = [
    ...(coverOnPage
      ? [{ kind: 'cover', id: 'page-cover', href: 'text/cover.xhtml', title: words.cover, image: coverOnPage } as const]
      : []),
    titlePage(isAnthology ? shortened(metadata, language) : metadata, title, language, words),
    ...pages,
    ...(notes ? [notes] : []),
    ...indexPages(pages, language, words),
    colophon(story, words, language),
  ];
  const shown = shownImages(documents);
  const images = await imagesFor(bookResources(shown, story, files), story, options, report, signal);
  return {
    identifier,
    modified: modifiedDate(metadata, options.sourceDateEpoch),
    title,
    language,
    direction: directionOf(language),
    isVertical,
    theme: options.theme,
    metadata,
    documents,
    contents: contentsOf(documents, story.sections, language),
    landmarks: landmarksOf(documents, words),
    ...(cover && { cover }),
    resources: images.resources,
    words,
    accessibility: accessibilityClaims(shown, coverOnPage, options.certifiedBy),
    ...(!isAnthology && {
      origin: {
        story: images.story,
        notesPolicy: options.notes,
        hasOwnCover: typeof options.cover !== 'boolean',
        unusedNotes: unused,
        unshown: bookResources(unshownImages(story, shown), story, files),
      },
    }),
  };
}

/** As they are, or as the device shows them. */
const imagesFor = async (
  resources: readonly BookResource[],
  story: Story,
  { device, grey = false }: LayoutOptions,
  report: Report,
  signal?: AbortSignal,
): Promise<FittedImages> => (device ? fitImages(resources, story, device, grey, report, signal) : { resources, story });

interface Settled {
  readonly story: Story;
  /** The footnotes that nothing refers to, by the section at whose end they stand: the last of their story. */
  readonly closings: ReadonlyMap<SectionId, LabelledNote>;
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
  return { story, closings: closingNotes(story, unused), unused: unused.map(({ id }) => id) };
}

function closingNotes(
  { metadata, sections }: Story,
  unused: readonly Footnote[],
): ReadonlyMap<SectionId, LabelledNote> {
  const works = worksIn(sections);
  const owners = new Map(works.flatMap((part) => part.work.notes.map((id) => [id, part] as const)));
  const closings = new Map<SectionId, LabelledNote>();
  for (const { id, blocks } of unused) {
    const owner = owners.get(id);
    const last = [...walkSections(owner ? [owner] : sections)].at(-1);
    if (!last) continue;
    const words = wordsFor((owner?.work.metadata ?? metadata).language ?? 'und');
    const known = closings.get(last.id);
    closings.set(last.id, { label: words.footnotes, blocks: [...(known?.blocks ?? []), ...blocks] });
  }
  return closings;
}

function colophon(story: Story, words: LayoutWords, language: string): Colophon {
  return {
    kind: 'colophon',
    id: 'page-colophon',
    href: 'text/colophon.xhtml',
    title: words.about,
    heading: words.about,
    facts: colophonFacts(story.metadata, words, language, storyWords(story.sections)),
    paragraphs: [words.madeWith],
  };
}
