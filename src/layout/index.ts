import type { DeviceProfile } from '../devices/profile.js';
import type { Report } from '../diagnostics/report.js';
import type { Book, BookDocument, BookOrigin, BookResource, Cover, NotesPolicy, ThemeName } from '../model/book.js';
import type { Story, StoryFiles } from '../model/story.js';
import { needsOf } from '../pictures/fit-picture.js';
import { letDraw } from '../pictures/let-draw.js';
import { directionOf } from '../text/scripts.js';
import { accessibilityClaims } from './accessibility.js';
import { onCover, shortened } from './anthology-title.js';
import { colophon } from './colophon.js';
import { contentsOf, landmarksOf } from './contents.js';
import { coverFor } from './cover.js';
import { type FittedImages, fitImages } from './fit-images.js';
import { bookResources, shownImages } from './images.js';
import { indexPages } from './index-pages.js';
import { modifiedDate } from './modified.js';
import { notesPage, sectionPages } from './section-pages.js';
import { type Setting, settingOf } from './setting.js';
import { type SettledFootnotes, settleFootnotes } from './settle-footnotes.js';
import { titlePage } from './title-page.js';
import { unshownImages } from './unshown-images.js';

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
  const settled = settleFootnotes(given, report);
  const { story } = settled;
  const setting = settingOf(story, options.vertical);
  const { identifier, title, language, words, isVertical } = setting;
  // The cover is drawn while the pages are laid out.
  const drawing = bookCover(story, setting, options, report);
  // It is awaited further down; until then a cover that cannot be had is nobody's unhandled rejection.
  drawing.catch(() => undefined);
  await letDraw();
  const pages = await bookPages(settled, setting, options.notes);
  const cover = await drawing;
  const coverOnPage = options.device?.hasCoverPage === false ? undefined : cover;
  const documents = [...coverPage(coverOnPage, setting), ...pages];
  const shown = shownImages(documents);
  const images = await imagesFor(bookResources(shown, story, files), story, options, report, signal);
  const unshown = setting.isAnthology ? [] : bookResources(unshownImages(story, shown), story, files);
  return {
    identifier,
    modified: modifiedDate(story.metadata, options.sourceDateEpoch),
    title,
    language,
    direction: directionOf(language),
    isVertical,
    theme: options.theme,
    metadata: story.metadata,
    documents,
    contents: contentsOf(documents, story.sections, language),
    landmarks: landmarksOf(documents, words),
    ...(cover && { cover }),
    resources: images.resources,
    words,
    accessibility: accessibilityClaims(shown, coverOnPage, options.certifiedBy),
    ...(!setting.isAnthology && { origin: originOf(images.story, settled, unshown, options) }),
  };
}

const bookCover = (
  { metadata }: Story,
  setting: Setting,
  { cover, device, grey }: LayoutOptions,
  report: Report,
): Promise<Cover | undefined> =>
  coverFor(
    cover,
    { ...setting, metadata: setting.isAnthology ? onCover(metadata) : metadata },
    report,
    device && needsOf(device, grey === true),
  );

const coverPage = (image: Cover | undefined, { words }: Setting): readonly BookDocument[] =>
  image ? [{ kind: 'cover', id: 'page-cover', href: 'text/cover.xhtml', title: words.cover, image }] : [];

/** Every page but the cover’s, in reading order. */
async function bookPages(
  { story, closings }: SettledFootnotes,
  setting: Setting,
  policy: NotesPolicy,
): Promise<readonly BookDocument[]> {
  const { metadata, sections, notes: footnotes } = story;
  const { title, language, words, isVertical, isAnthology } = setting;
  const context = {
    title,
    language,
    bookLanguage: language,
    notes: policy,
    words,
    footnotes,
    isVertical,
    closings,
  };
  const pages = await sectionPages(sections, context);
  const notes = policy === 'end' ? notesPage(pages, context) : undefined;
  return [
    titlePage(isAnthology ? shortened(metadata, language) : metadata, title, language, words),
    ...pages,
    ...(notes ? [notes] : []),
    ...indexPages(pages, language, words),
    colophon(story, words, language),
  ];
}

/** As they are, or as the device shows them. */
const imagesFor = async (
  resources: readonly BookResource[],
  story: Story,
  { device, grey = false }: LayoutOptions,
  report: Report,
  signal?: AbortSignal,
): Promise<FittedImages> => (device ? fitImages(resources, story, device, grey, report, signal) : { resources, story });

const originOf = (
  story: Story,
  { unused }: SettledFootnotes,
  unshown: readonly BookResource[],
  { notes, cover }: LayoutOptions,
): BookOrigin => ({
  story,
  notesPolicy: notes,
  hasOwnCover: typeof cover !== 'boolean',
  unusedNotes: unused,
  unshown,
});
