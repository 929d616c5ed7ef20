import { type Dirent, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { StoryError } from '../diagnostics/report.js';
import { isFolder } from '../io/files.js';
import { explainSystemError } from '../io/system-errors.js';
import { isFolderFile } from '../read/folder/describe.js';
import { READERS } from '../read/index.js';
import { isBookFolder } from './book-folder.js';

/** A story of a collection: a file, or a folder whose files are its chapters. */
export interface FoundStory {
  /** What the catalogue knows it by: its absolute path, with slashes. */
  readonly key: string;
  /** Its path as people gave it; diagnostics show it. */
  readonly path: string;
  /** Its path below the folder that was given, with slashes: what its book is called after. */
  readonly place: string;
  readonly kind: 'file' | 'folder';
  /** The files that it is read from, absolute, in the order of their names. */
  readonly files: readonly string[];
}

export interface ScanOptions {
  /** Patterns of what is left out, as in a `.gitignore`; beside the `.storybindignore` files of the folders. */
  readonly ignored?: readonly string[];
  /** Folders that are never entered: where the books go. */
  readonly excluded?: readonly string[];
  /** Every file is a story of its own, whatever the files are called. */
  readonly isEach?: boolean;
}

export const IGNORE_FILE = '.storybindignore';

const EXTENSIONS: ReadonlySet<string> = new Set(READERS.flatMap(({ extensions }) => extensions));

/**
 * Every story at the paths and below them, in the order of their keys. Hidden files, `node_modules` and links that lead
 * out of the folder are passed over. Throws `input-unreadable` for a folder given that cannot be read.
 */
export function findStories(paths: readonly string[], options: ScanOptions = {}): readonly FoundStory[] {
  const found = new Map<string, FoundStory>();
  for (const path of paths) {
    const stories = isFolder(path) ? storiesBelow(path, options) : [fileStory(path, dirname(path))];
    for (const story of stories) found.set(story.key, story);
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whether the folder holds stories rather than the chapters of one. */
export function isCollection(path: string): boolean {
  if (!isFolder(path)) return false;
  const folder: Folder = { path, root: path, rules: [] };
  return !isBook(folder, listFolder(folder).entries);
}

function isBook(folder: Folder, entries: readonly Entry[]): boolean {
  const files = entries.filter(({ name, isStory }) => isStory || isFolderFile(name));
  const folders = entries.filter((entry) => entry.isFolder && holdsStories(entry.path, folder));
  const names = { files: files.map(({ name }) => name), folders: folders.map(({ name }) => name) };
  return isBookFolder(names, folder.path === folder.root);
}

function holdsStories(path: string, { root, rules }: Folder): boolean {
  return listFolder({ path, root, rules }).entries.some(({ isStory }) => isStory);
}

interface Folder {
  readonly path: string;
  /** The folder given, which the place of a story is told from. */
  readonly root: string;
  readonly rules: readonly Rules[];
}

/** What an ignore file says, for the paths below its folder. */
interface Rules {
  readonly base: string;
  readonly matcher: Ignore;
}

function* storiesBelow(root: string, options: ScanOptions): Generator<FoundStory> {
  const excluded = new Set((options.excluded ?? []).map((path) => resolve(path)));
  const asked: Rules = { base: resolve(root), matcher: ignore().add([...(options.ignored ?? [])]) };
  const open: Folder[] = [{ path: root, root, rules: [asked] }];
  for (let folder = open.pop(); folder; folder = open.pop()) {
    const { entries, rules } = listFolder(folder);
    if (!options.isEach && isBook({ ...folder, rules }, entries)) {
      yield folderStory({ ...folder, rules }, entries);
      continue;
    }
    for (const { path, isStory } of entries) if (isStory) yield fileStory(path, folder.root);
    for (const { path, isFolder } of entries) {
      if (isFolder && !excluded.has(resolve(path))) open.push({ path, root: folder.root, rules });
    }
  }
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly isStory: boolean;
}

/** What the folder holds that is not passed over, and the rules that hold below it. */
function listFolder({ path, root, rules }: Folder): { readonly entries: readonly Entry[]; readonly rules: Rules[] } {
  const found = readFolder(path);
  const own = found.some(({ name }) => name === IGNORE_FILE) ? [readRules(path)] : [];
  const all = [...rules, ...own];
  const entries = found
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .map((entry) => entryOf(entry, path, root))
    .filter((entry): entry is Entry => entry !== undefined && !isIgnored(entry, all))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { entries, rules: all };
}

function readFolder(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (cause) {
    const message = `The folder \`${path}\` cannot be read: ${explainSystemError(cause)}.`;
    throw new StoryError('input-unreadable', message, { file: path }, { cause });
  }
}

function entryOf(entry: Dirent, folder: string, root: string): Entry | undefined {
  const path = join(folder, entry.name);
  // A link to a folder may lead in a circle; one to a file must stay below the folder that was given.
  const isFile = entry.isFile() || (entry.isSymbolicLink() && leadsInside(path, root));
  const isFolder = entry.isDirectory();
  if (!isFile && !isFolder) return undefined;
  const isStory = isFile && EXTENSIONS.has(extname(entry.name).slice(1).toLowerCase());
  return { name: entry.name, path, isFolder, isStory };
}

function leadsInside(link: string, root: string): boolean {
  try {
    const way = relative(realpathSync(root), realpathSync(link));
    return !way.startsWith(`..${sep}`) && !isAbsolute(way) && extname(way) !== '';
  } catch {
    return false;
  }
}

function readRules(folder: string): Rules {
  return { base: resolve(folder), matcher: ignore().add(readFileSync(join(folder, IGNORE_FILE), 'utf8')) };
}

function isIgnored({ path, isFolder }: Entry, rules: readonly Rules[]): boolean {
  let isOut = false;
  for (const { base, matcher } of rules) {
    const way = slashed(relative(base, resolve(path)));
    const verdict = matcher.test(isFolder ? `${way}/` : way);
    if (verdict.ignored) isOut = true;
    else if (verdict.unignored) isOut = false;
  }
  return isOut;
}

const fileStory = (path: string, root: string): FoundStory => ({
  key: slashed(resolve(path)),
  path,
  place: slashed(relative(root, path)) || basename(path),
  kind: 'file',
  files: [resolve(path)],
});

/** How deep below a book's folder its files are looked for: a folder a part, in it one a chapter. */
const DEEPEST_MEMBER = 3;

function folderStory({ path, root, rules }: Folder, entries: readonly Entry[]): FoundStory {
  return {
    key: slashed(resolve(path)),
    path,
    place: slashed(relative(root, path)) || basename(resolve(path)),
    kind: 'folder',
    files: [...memberFiles(entries, root, rules, DEEPEST_MEMBER)],
  };
}

function* memberFiles(
  entries: readonly Entry[],
  root: string,
  rules: readonly Rules[],
  depth: number,
): Generator<string> {
  for (const { name, path, isStory, isFolder } of entries) {
    if (isStory || isFolderFile(name)) yield resolve(path);
    else if (isFolder && depth > 0)
      yield* memberFiles(listFolder({ path, root, rules }).entries, root, rules, depth - 1);
  }
}

const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));
