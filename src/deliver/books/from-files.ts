import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { nameOf } from '../../collection/book-names.js';
import { cataloguedMetadata } from '../../collection/catalogue/metadata-of.js';
import type { CataloguedMetadata } from '../../collection/catalogue/row.js';
import { nameFacts } from '../../collection/name-facts.js';
import { openTracked } from '../../collection/run/tracked-source.js';
import { type FoundStory, findStories } from '../../collection/scan.js';
import { convert } from '../../convert.js';
import { unsoundBook } from '../../diagnostics/our-faults.js';
import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import { BOOK_LIMIT, isFolder, readBytes } from '../../io/files.js';
import { bookKey, scopeOf } from './book-keys.js';
import { deviceBookOf, madeBytes } from './device-book.js';
import { epubMetadata, noMetadata } from './epub-metadata.js';
import type { Failure, Preparation, PreparedBook, PreparedBooks } from './prepared.js';

const BOOK = /\.(?:epub|azw3)$/iu;

/** The books at the path: a book, a story, a folder of either. Stories are bound for the device. Throws for a path that cannot be read. */
export async function booksAtPath(path: string, preparation: Preparation): Promise<PreparedBooks> {
  const scope = scopeOf(isFolder(path) ? path : dirname(path));
  const found = BOOK.test(path) && !isFolder(path) ? [bookFile(path)] : findStories([path]);
  const books: PreparedBook[] = [];
  const failures: Failure[] = [];
  for (const story of found) {
    preparation.signal.throwIfAborted();
    const key = bookKey(scope, story.key);
    try {
      const isBook = story.kind === 'file' && BOOK.test(story.path);
      books.push(isBook ? bookOf(story, key, preparation) : await storyBook(story, key, preparation));
    } catch (cause) {
      preparation.signal.throwIfAborted();
      failures.push({ file: story.path, key, cause });
    }
  }
  return { books, failures };
}

const bookFile = (path: string): FoundStory => {
  const [story] = findStories([path]);
  if (!story) throw new Error(`No file was found at \`${path}\`.`);
  return story;
};

/** A book as it is, or with what the device wants added when its turn comes. */
function bookOf({ path, place, key: identity }: FoundStory, key: string, preparation: Preparation): PreparedBook {
  const book = deviceBookOf(path, preparation.target);
  const bytes = readBytes(identity, BOOK_LIMIT);
  const metadata = book.extension === 'azw3' ? noMetadata : epubMetadata(bytes, path);
  const stem = basename(place).replace(/(?:\.kepub)?\.[^.]+$/iu, '');
  const made = madeBytes(book, path, () => readBytes(identity, BOOK_LIMIT));
  return {
    file: path,
    diagnostics: made.diagnostics,
    loadable: {
      key,
      name: nameFor(stem, 'folder', metadata, book.extension, preparation),
      version: hashOf(bytes) + (book.isConverted ? `+kepub@${preparation.tool}` : ''),
      size: book.isConverted ? grown(bytes.length) : bytes.length,
      bytes: made.bytes,
    },
  };
}

/** A KEPUB has marks around each sentence. */
export const grown = (size: number): number => Math.ceil(size * 1.3);

/** The story bound for the device. Its version is that of its bytes: whatever it is made from may change. */
async function storyBook(story: FoundStory, key: string, preparation: Preparation): Promise<PreparedBook> {
  const { target, isGrey, keep, sourceDateEpoch, signal } = preparation;
  // A Kindle by cable takes nothing that storybind makes: that is said before the work.
  deviceBookOf(story.path, target);
  const options = {
    device: target.profile.id,
    grey: isGrey,
    ...(sourceDateEpoch !== undefined && { sourceDateEpoch }),
  };
  const bound = await convert(openTracked(story).source, options, signal);
  if (!bound.isSound) throw StoryError.of(unsoundBook('loaded', story.path));
  const metadata = cataloguedMetadata(bound.story);
  return {
    file: story.path,
    diagnostics: bound.diagnostics.map((one): Diagnostic => ({ file: story.path, ...one })),
    loadable: {
      key,
      name: nameFor(story.place, story.kind, metadata, bound.extension, preparation),
      version: hashOf(bound.bytes),
      size: bound.bytes.length,
      bytes: lent(keep(bound.bytes)),
    },
  };
}

const lent =
  (bytes: () => Uint8Array): (() => Promise<Uint8Array>) =>
  async () =>
    bytes();

export function nameFor(
  place: string,
  kind: 'file' | 'folder',
  metadata: CataloguedMetadata,
  extension: string,
  { template }: Pick<Preparation, 'template'>,
): string {
  return `${nameOf(template, nameFacts(place, kind, metadata))}.${extension}`;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
