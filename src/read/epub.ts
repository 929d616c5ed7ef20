import type { Element, Root } from 'hast';
import { Report, StoryError } from '../diagnostics/report.js';
import type { AuthorNote, Receipt, Section, Story } from '../model/story.js';
import { languageTag } from '../text/language.js';
import { joinLinks } from './epub/book-links.js';
import { readContents } from './epub/contents.js';
import { coverPath } from './epub/cover-path.js';
import { blocksOfDescription } from './epub/fragments.js';
import { dropGutenberg } from './epub/gutenberg.js';
import { holdsImage } from './epub/judge-page.js';
import { openBook } from './epub/open.js';
import { type PackageReading, readPackageMetadata } from './epub/package-metadata.js';
import { type Pages, sortPages } from './epub/pages.js';
import { BookPlaces } from './epub/places.js';
import { type Boundary, planOf } from './epub/plan.js';
import { plannedSections } from './epub/planned-sections.js';
import { looksLikeEpub } from './epub/sniff.js';
import { readSpine } from './epub/spine.js';
import { readSubjects } from './epub/subjects.js';
import type { Piece } from './flow.js';
import { markEpigraphs } from './hast/quotes.js';
import { survey } from './hast/survey.js';
import { readTree } from './hast.js';
import { loadImages } from './images.js';
import { DEFAULT_LIMITS } from './limits.js';
import { MetadataBuilder } from './metadata-builder.js';
import { nameAfterFile } from './pieces/file-title.js';
import { readFrontPage } from './pieces/front-page.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { withNotesAfter } from './sections/note-sections.js';
import { imageRequests, joinNotes, storyOfTree, withJoinedLines } from './tree-story.js';

/** EPUB 2 and 3 by whatever made it: its package, its contents and its documents, broken or not. */
export const epubReader: Reader = {
  name: 'epub',
  extensions: ['epub'],
  sniff: looksLikeEpub,
  read: readEpub,
};

/** What storybind writes into its own books, so that they can be read again as they were. */
const OWN_RECORD = 'META-INF/storybind.json';

async function readEpub(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  const { limits = DEFAULT_LIMITS } = options;
  const { publication, pack, diagnostics } = openBook(source, limits);
  report.take(diagnostics);
  if (publication.files.has(OWN_RECORD)) {
    const { readOwnBook } = await import('./epub/own-book.js');
    const own = await readOwnBook(publication, source, report);
    if (own) return own;
  }
  const metadata = new MetadataBuilder();
  const reading = readPackageMetadata(pack, metadata, (words) => blocksOfDescription(words, report), source.name);
  const documents = readSpine({ publication, pack, source, report, limits }, options.signal);
  if (!documents.some(({ body, words }) => words > 0 || holdsImage(body))) {
    const { fault } = pack.document;
    if (fault) {
      const reason = `The EPUB’s package document breaks off (${fault.message}) before it names any text. Fetch it again.`;
      throw new StoryError('input-damaged', reason, { file: source.name });
    }
    const message = 'The EPUB holds no text: none of the documents that it lists can be read. Fetch it again.';
    throw new StoryError('input-empty', message, { file: source.name });
  }
  const links = joinLinks(documents);
  const contents = readContents(publication, pack);
  const joined = new Report(source.name);
  const places = new BookPlaces(documents, source.name);
  const pages = sortPages(documents, { contents, metadata, report: joined, receiptOf });
  dropGutenberg(
    pages.pages.map(({ document }) => document.body),
    report,
  );
  const sibling = async (path: string): Promise<Uint8Array | undefined> => publication.bytesOf(path);
  const book: Book = { source: { ...source, sibling }, metadata, report: joined, options, pages };
  const plan = planOf(pages.pages, contents, links);
  const read = await (plan ? storyOfPlan(book, plan) : storyOfHeadings(book));
  finishMetadata(reading);
  places.tell(joined.diagnostics, report);
  const story = places.story({ ...read.story, metadata: metadata.metadata });
  const cover = coverPath(pack, publication);
  return {
    story,
    files: read.files,
    reader: 'epub',
    encoding: 'utf-8',
    ...(cover !== undefined && { wishes: { coverPath: cover }, sibling }),
  };
}

interface Book {
  /** Its `sibling` answers with the container's members. */
  readonly source: Source;
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly options: ReadOptions;
  readonly pages: Pages;
}

type Read = Pick<ReadResult, 'story' | 'files'>;

const receiptOf = ({ position }: Element): Receipt => ({
  line: position?.start.line ?? 1,
  column: position?.start.column ?? 1,
  how: 'header line',
  confidence: 0.9,
});

const treeOf = ({ pages }: Pages): Root => ({
  type: 'root',
  children: pages.map(({ document }) => ({ ...document.body, tagName: 'div' })),
});

/** A book that says where its sections begin. */
async function storyOfPlan(
  { source, metadata, report, options, pages }: Book,
  plan: readonly Boundary[],
): Promise<Read> {
  const tree = treeOf(pages);
  const known = survey(tree);
  const images = await loadImages(imageRequests(known), source, report, options);
  const { pieces, notes } = readTree(tree, { report, images }, known);
  nameAfterFile(source.name, metadata, report);
  const story = {
    pieces: markEpigraphs(pieces.map(withJoinedLines)),
    boundaries: plan,
    pages: pages.pages,
    names: [metadata.metadata.title ?? '', ...metadata.metadata.creators.map(({ name }) => name)],
    readLead: (lead: readonly Piece[]) => readFrontPage(lead, { metadata, report }).pieces,
    notesBefore: pages.notesBefore,
    notesAfter: pages.notesAfter,
  };
  const sections = plannedSections(story);
  return {
    story: { metadata: metadata.metadata, sections, notes: joinNotes(notes), resources: images.resources },
    files: images.files,
  };
}

/** A book whose headings alone say where its chapters begin. */
async function storyOfHeadings({ source, metadata, report, options, pages }: Book): Promise<Read> {
  const inside = pages.pages;
  const { story, files } = await storyOfTree({
    tree: treeOf(pages),
    source,
    metadata,
    report,
    ...options,
    notesBefore: [...pages.notesBefore, ...inside.flatMap(({ notesBefore }) => notesBefore)],
  });
  const after = [...inside.flatMap(({ notesAfter }) => notesAfter), ...pages.notesAfter];
  return { story: { ...story, sections: closedWith(story, after) }, files };
}

function closedWith({ sections }: Story, notes: readonly AuthorNote[]): readonly Section[] {
  const last = sections.at(-1);
  return last && notes.length > 0 ? [...sections.slice(0, -1), withNotesAfter(last, notes)] : sections;
}

/** What is read last: the language, which its text may correct, and subjects, which repeat other fields. */
function finishMetadata(reading: PackageReading): void {
  const { facts, metadata, receipt } = reading;
  const language = facts.all('dc:language').find((entry) => languageTag(facts.text(entry)) !== undefined);
  const tag = language && languageTag(facts.text(language));
  if (language && tag !== undefined && tag !== 'und') metadata.set('language', tag, receipt(language, 0.6));
  readSubjects(reading);
}
