import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { StoryError } from '../diagnostics/report.js';
import { explainSystemError, systemErrorCode } from './system-errors.js';

/** A story file opened: what a reader asks of a `Source`. */
export interface StoryFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sibling?: (path: string) => Promise<Uint8Array | undefined>;
  readonly members?: readonly StoryFile[];
  readonly isOneStory?: boolean;
}

export interface FileLimits {
  /** The extensions (lower case, without the dot) of a folder's files that tell its story. */
  readonly extensions: readonly string[];
  /** In bytes. Default `STORY_LIMIT`. */
  readonly limit?: number;
}

const MEBIBYTE = 2 ** 20;
/** The longest stories told on the web, of many million words, stay below this. */
const STORY_LIMIT = 64 * MEBIBYTE;
/** Books hold images. */
export const BOOK_LIMIT = 256 * MEBIBYTE;
export const IMAGE_LIMIT = 64 * MEBIBYTE;

/**
 * The story at the path: a file with a way to the files beside it, or a folder with its story files as members.
 * Throws `input-missing`, `input-unreadable`, `input-directory` and `input-too-large`.
 */
export function openStory(path: string, { extensions, limit = STORY_LIMIT }: FileLimits): StoryFile {
  const descriptor = openRegular(path);
  if (descriptor === 'folder') return openFolder(path, extensions, limit);
  return { name: path, bytes: readWithin(descriptor, path, limit), sibling: siblingsOf(dirname(path)) };
}

/** True when there is a folder at the path. */
export const isFolder = (path: string): boolean => fileStats(path)?.isDirectory() === true;

/** Throws `input-missing`, with the name that may be meant, where there is neither a file nor a folder of that path. */
export function expectPath(path: string): void {
  try {
    statSync(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** What the system knows of the file that the path leads to; undefined where there is none to be had. */
export function fileStats(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The bytes of the file, of at most `limit` bytes. Throws as `openStory` does. */
export function readBytes(path: string, limit: number): Uint8Array {
  const descriptor = openRegular(path);
  if (descriptor !== 'folder') return readWithin(descriptor, path, limit);
  throw new StoryError('input-directory', `\`${path}\` is a folder. Give a file.`, { file: path });
}

/** All that the stream holds, as a story without a folder. Once aborted, it rejects with the signal's reason. */
export async function readStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  { limit = STORY_LIMIT, signal }: { readonly limit?: number; readonly signal?: AbortSignal } = {},
): Promise<StoryFile> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    signal?.throwIfAborted();
    const next = await Promise.race([iterator.next(), aborted]);
    if (next.done) return { name, bytes: new Uint8Array(Buffer.concat(chunks)) };
    chunks.push(next.value);
    size += next.value.length;
    if (size > limit) throw tooLarge(name, `more than ${limit / MEBIBYTE} MiB`, limit);
  }
}

/** How deep below the folder files of its story are looked for: a folder a part, in it one a chapter. */
const DEEPEST_FOLDER = 3;
const MOST_MEMBERS = 20_000;

function openFolder(path: string, extensions: readonly string[], limit: number): StoryFile {
  const names = [...memberPaths(path, extensions, DEEPEST_FOLDER)];
  if (names.length === 0) {
    throw new StoryError(
      'input-directory',
      `The folder \`${path}\` holds no story files. Give a story file, or a folder of ${listOf(extensions)} files.`,
      { file: path },
    );
  }
  return { name: path, bytes: new Uint8Array(), sibling: siblingsOf(path), members: openMembers(names, limit, path) };
}

/** The folder with these files of it as members, for who has looked through it already. Throws as `openStory` does. */
export const openFolderOf = (path: string, files: readonly string[], limit = STORY_LIMIT): StoryFile => ({
  name: path,
  bytes: new Uint8Array(),
  sibling: siblingsOf(path),
  members: openMembers(files, limit, path),
});

/** The files as members of one story, of at most `limit` bytes together; beside them are the files of the `root`. */
function openMembers(paths: readonly string[], limit: number, root?: string): readonly StoryFile[] {
  let left = limit;
  return paths.map((path) => {
    const bytes = readBytes(path, left);
    left -= bytes.length;
    return { name: path, bytes, sibling: siblingsOf(dirname(path), root) };
  });
}

/**
 * Several files as one story, in the order given. Throws as `openStory` does; a folder among the files is refused.
 */
export function openAsOne(paths: readonly string[], limit = STORY_LIMIT): StoryFile {
  const [first = '.'] = paths;
  return {
    name: dirname(first) === '.' ? first : dirname(first),
    bytes: new Uint8Array(),
    sibling: siblingsOf(dirname(first)),
    members: openMembers(paths, limit),
    isOneStory: true,
  };
}

function* memberPaths(folder: string, extensions: readonly string[], depth: number): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  let count = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && extensions.includes(extensionOf(entry.name))) yield path;
    else if (entry.isDirectory() && depth > 0) yield* memberPaths(path, extensions, depth - 1);
    count += 1;
    if (count > MOST_MEMBERS) throw tooMany(folder);
  }
}

const tooMany = (folder: string): StoryError =>
  new StoryError(
    'input-too-large',
    `The folder \`${folder}\` holds more than ${MOST_MEMBERS} files, which is no story. Give the story's own folder.`,
    { file: folder },
  );

// Windows has no such flag.
const NEVER_WAIT = constants.O_NONBLOCK ?? 0;

/** The file, open and known to be one; or the word that it is a folder. Never waits for a pipe's other end. */
function openRegular(path: string): number | 'folder' {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | NEVER_WAIT);
    const stats = fstatSync(descriptor);
    if (stats.isFile()) return descriptor;
    closeSync(descriptor);
    if (stats.isDirectory()) return 'folder';
  } catch (cause) {
    if (systemErrorCode(cause) === 'EISDIR') return 'folder';
    throw unreadable(path, cause);
  }
  throw new StoryError(
    'input-unreadable',
    `\`${path}\` is a pipe or a device, not a file. Pipe its text in and give \`-\` as the file.`,
    { file: path },
  );
}

function readWithin(descriptor: number, path: string, limit: number): Uint8Array {
  try {
    const { size } = fstatSync(descriptor);
    if (size > limit) throw tooLarge(path, `${Math.ceil(size / MEBIBYTE)} MiB`, limit);
    const bytes = readFileSync(descriptor);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (cause) {
    throw cause instanceof StoryError ? cause : unreadable(path, cause);
  } finally {
    closeSync(descriptor);
  }
}

/** The files of the folder and below it, by their relative path; never one outside it, whatever links lead there. */
function siblingsOf(folder: string, within = folder): (path: string) => Promise<Uint8Array | undefined> {
  return async (path) => {
    try {
      const root = realpathSync(within);
      const target = realpathSync(resolve(realpathSync(folder), path));
      const way = relative(root, target);
      if (way === '..' || way.startsWith(`..${sep}`) || resolve(root, way) !== target) return undefined;
      return readBytes(target, IMAGE_LIMIT);
    } catch {
      return undefined;
    }
  };
}

function unreadable(path: string, cause: unknown): StoryError {
  const code = systemErrorCode(cause);
  if ((code !== 'ENOENT' && code !== 'ENOTDIR') || path.includes('\ufffd')) {
    const message = `\`${path}\` cannot be read: ${explainSystemError(cause, path)}.`;
    return new StoryError('input-unreadable', message, { file: path }, { cause });
  }
  const similar = similarName(path);
  const mend = similar ? `Did you mean \`${similar}\`?` : 'Check the path.';
  return new StoryError('input-missing', `There is no file \`${path}\`. ${mend}`, { file: path }, { cause });
}

/** A file beside the one that is not there, of the same name but for case or extension. */
function similarName(path: string): string | undefined {
  const stem = (name: string): string => name.toLowerCase().slice(0, name.length - extname(name).length);
  try {
    const wanted = basename(path);
    const names = readdirSync(dirname(path));
    const found =
      names.find((name) => name.toLowerCase() === wanted.toLowerCase()) ??
      names.find((name) => stem(name) === stem(wanted));
    return found && join(dirname(path), found);
  } catch {
    return undefined;
  }
}

const tooLarge = (name: string, size: string, limit: number): StoryError =>
  new StoryError(
    'input-too-large',
    `\`${name}\` is ${size}; at most ${limit / MEBIBYTE} MiB can be read. Split it into several stories.`,
    { file: name },
  );

const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase();

const listOf = (extensions: readonly string[]): string => extensions.map((one) => `.${one}`).join(', ');
