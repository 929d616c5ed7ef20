import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { isFolder, readBytes } from '../io/files.js';
import { explainSystemError } from '../io/system-errors.js';
import { isFolderFile } from '../read/folder/describe.js';
import { READERS } from '../read/index.js';
import { isBookFolder } from './book-folder.js';
import { HOUSE_FOLDER } from './catalogue/house-folder.js';

/** A story of a collection: a file, or a folder whose files are its chapters. */
export interface FoundStory {
  /** What the catalogue knows it by: see `keyOf`. */
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
  /** Told of each folder below those given that cannot be read, or whose ignore file cannot: it is passed over then. */
  readonly passOver?: (reason: Diagnostic) => void;
}

const IGNORE_FILE = '.storybindignore';

const EXTENSIONS: ReadonlySet<string> = new Set(READERS.flatMap(({ extensions }) => extensions));

/**
 * Every story at the paths and below them, in the order of their keys. Hidden files, `node_modules`, folders of books and
 * links that lead out of the folder are passed over. Throws `input-unreadable` for a folder that cannot be read, where
 * nobody is told of those passed over.
 */
export function findStories(paths: readonly string[], options: ScanOptions = {}): readonly FoundStory[] {
  const found = new Map<string, FoundStory>();
  for (const path of paths) {
    const stories = isFolder(path) ? storiesBelow(path, options) : [fileStory(path, scanOf(dirname(path), options))];
    for (const story of stories) found.set(story.key, story);
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The absolute path, with slashes, of the folder or of the file in its folder, by whatever links it was reached. */
export function keyOf(path: string): string {
  return slashed(isFolder(path) ? realPath(path) : join(realPath(dirname(path)), basename(resolve(path))));
}

/** Whether what has the one key lies somewhere below the folder that has the other. */
export const isBelow = (key: string, folder: string): boolean =>
  key !== folder && key.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** Whether the folder holds stories rather than the chapters of one. */
export function isCollection(path: string): boolean {
  if (!isFolder(path)) return false;
  const folder: Folder = { path, scan: scanOf(path, { passOver: () => {} }), rules: [] };
  return !isBook(folder, listFolder(folder).entries);
}

function isBook(folder: Folder, entries: readonly Entry[]): boolean {
  const files = entries.filter(({ isMember }) => isMember);
  const folders = entries.filter((entry) => entry.isFolder && holdsStories(entry.path, folder));
  const names = { files: files.map(({ name }) => name), folders: folders.map(({ name }) => name) };
  return isBookFolder(names, folder.path === folder.scan.root);
}

function holdsStories(path: string, { scan, rules }: Folder): boolean {
  return listFolder({ path, scan, rules }).entries.some(({ isStory }) => isStory);
}

interface Folder {
  readonly path: string;
  readonly scan: Scan;
  readonly rules: readonly Rules[];
}

/** A folder given, with all that is below it. */
interface Scan {
  /** As it was given; the place of a story is told from it. */
  readonly root: string;
  /** The same by no links; the key of a story is told from it. */
  readonly base: string;
  readonly options: ScanOptions;
  /** Folders by no links. */
  readonly excluded: ReadonlySet<string>;
}

function scanOf(root: string, options: ScanOptions): Scan {
  return { root, base: realPath(root), options, excluded: new Set((options.excluded ?? []).map(realPath)) };
}

const pathIn = ({ root, base }: Scan, path: string): string => join(base, relative(root, path));

/** The path with its links followed, or as it is where it leads nowhere. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** What an ignore file says, for the paths below its folder. */
interface Rules {
  readonly base: string;
  readonly matcher: Ignore;
}

function* storiesBelow(root: string, options: ScanOptions): Generator<FoundStory> {
  const scan = scanOf(root, options);
  const asked: Rules = { base: resolve(root), matcher: ignore().add([...(options.ignored ?? [])]) };
  const open: Folder[] = [{ path: root, scan, rules: [asked] }];
  for (let folder = open.pop(); folder; folder = open.pop()) {
    const { entries, rules } = listFolder(folder);
    if (!options.isEach && isBook({ ...folder, rules }, entries)) {
      yield folderStory({ ...folder, rules }, entries);
      continue;
    }
    for (const { path, isStory } of entries) if (isStory) yield fileStory(path, scan);
    for (const { path, isFolder } of entries) if (isFolder) open.push({ path, scan, rules });
  }
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly isStory: boolean;
  /** A story's file, or one that says what its folder is. */
  readonly isMember: boolean;
}

/** What the folder holds that is not passed over, and the rules that hold below it. */
interface Listing {
  readonly entries: readonly Entry[];
  readonly rules: readonly Rules[];
}

/** A folder below those given that cannot be read is passed over, and told of where somebody listens. */
function listFolder(folder: Folder): Listing {
  const { path, scan, rules } = folder;
  try {
    return listReadable(folder);
  } catch (cause) {
    const { passOver } = scan.options;
    if (!(cause instanceof StoryError) || path === scan.root || !passOver) throw cause;
    passOver({ ...cause.diagnostic, file: path });
    return { entries: [], rules };
  }
}

/** Throws `input-unreadable`. */
function listReadable({ path, scan, rules }: Folder): Listing {
  const found = readFolder(path);
  // Books are not the stories of the next run, even where an earlier one put them among the stories.
  if (path !== scan.root && found.some(({ name }) => name === HOUSE_FOLDER)) return { entries: [], rules };
  const own = found.some((entry) => entry.name === IGNORE_FILE && entry.isFile()) ? [readRules(path)] : [];
  const all = [...rules, ...own];
  const entries = found
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .map((entry) => entryOf(entry, path, scan))
    .filter((entry): entry is Entry => entry !== undefined && !isIgnored(entry, all))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { entries, rules: all };
}

function readFolder(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (cause) {
    const message = `The folder \`${path}\` cannot be read: ${explainSystemError(cause, path)}.`;
    throw new StoryError('input-unreadable', message, { file: path }, { cause });
  }
}

function entryOf(entry: Dirent, folder: string, scan: Scan): Entry | undefined {
  const path = join(folder, entry.name);
  // A link to a folder may lead in a circle; one to a file must stay below the folder that was given.
  const isFile = entry.isFile() || (entry.isSymbolicLink() && leadsInside(path, scan.base));
  const isFolder = entry.isDirectory();
  if (!isFile && !isFolder) return undefined;
  if (isFolder && scan.excluded.has(pathIn(scan, path))) return undefined;
  const isStory = isFile && EXTENSIONS.has(extname(entry.name).slice(1).toLowerCase());
  return { name: entry.name, path, isFolder, isStory, isMember: isStory || (isFile && isFolderFile(entry.name)) };
}

function leadsInside(link: string, base: string): boolean {
  try {
    const target = realpathSync(link);
    const way = relative(base, target);
    return !way.startsWith(`..${sep}`) && !isAbsolute(way) && statSync(target).isFile();
  } catch {
    return false;
  }
}

/** In bytes: what names more is no list that a person wrote. */
const LONGEST_RULES = 2 ** 20;

function readRules(folder: string): Rules {
  const bytes = readBytes(join(folder, IGNORE_FILE), LONGEST_RULES);
  return { base: resolve(folder), matcher: ignore().add(new TextDecoder().decode(bytes)) };
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

const fileStory = (path: string, scan: Scan): FoundStory => ({
  key: slashed(pathIn(scan, path)),
  path,
  place: slashed(relative(scan.root, path)) || basename(path),
  kind: 'file',
  files: [pathIn(scan, path)],
});

/** How deep below a book's folder its files are looked for: a folder a part, in it one a chapter. */
const DEEPEST_MEMBER = 3;

function folderStory({ path, scan, rules }: Folder, entries: readonly Entry[]): FoundStory {
  return {
    key: slashed(pathIn(scan, path)),
    path,
    place: slashed(relative(scan.root, path)) || basename(resolve(path)),
    kind: 'folder',
    files: [...memberFiles(entries, scan, rules, DEEPEST_MEMBER)],
  };
}

function* memberFiles(
  entries: readonly Entry[],
  scan: Scan,
  rules: readonly Rules[],
  depth: number,
): Generator<string> {
  for (const { path, isMember, isFolder } of entries) {
    if (isMember) yield pathIn(scan, path);
    else if (isFolder && depth > 0)
      yield* memberFiles(listFolder({ path, scan, rules }).entries, scan, rules, depth - 1);
  }
}

const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));
