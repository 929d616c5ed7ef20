import { createHash } from 'node:crypto';
import { foldName } from '../../collection/book-names.js';
import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { explainSystemError } from '../../io/system-errors.js';
import type { DeviceFiles } from '../device-files.js';
import type { Loadable, Placed, Target } from '../target.js';
import { deviceFault, refuseReadOnly } from './device-faults.js';
import { assignPaths, devicePath, markedPath } from './device-names.js';
import { filesOf } from './files-of.js';
import { Keeper } from './keeper.js';
import { clearParts } from './leftovers.js';
import type { ManifestEntry } from './manifest.js';
import { takeAway } from './take-away.js';

export interface LoadOptions {
  /** Books of the manifest that are not in the list are taken away. */
  readonly isSync: boolean;
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
  readonly onPlaced?: (placed: Placed) => void;
  readonly now?: () => Date;
  /** Names files while they are written. */
  readonly makeId?: () => string;
}

export interface LoadOutcome {
  readonly placed: readonly Placed[];
  readonly diagnostics: readonly Diagnostic[];
  /** False where something is missing that should have been done: load again. */
  readonly isDone: boolean;
}

/** FAT32 holds no larger file. */
const LARGEST_FILE = 4 * 1024 ** 3 - 1;
/** What stays free: the manifest, folders, clusters that are not full. */
const MARGIN = 2 * 1024 * 1024;
const CLUSTER = 32 * 1024;

/**
 * Puts the books on the device: each whole or not at all, in its place of before, without touching what storybind did not
 * put there. What is there in its version already is left alone. Throws where nothing can be loaded at all.
 */
export async function loadBooks(
  target: Target,
  books: readonly Loadable[],
  options: LoadOptions,
): Promise<LoadOutcome> {
  refuseReadOnly(target);
  const files = filesOf(target, options.makeId);
  const keeper = await Keeper.open(files, options);
  const work = { target, files, keeper, options };
  try {
    if (options.isSync && !keeper.isDamaged) await takeGone(work, books);
    const jobs = await planJobs(work, books);
    const isRoomy = await refuseFull(work, jobs);
    if (isRoomy) for (const job of jobs) if (!(await doJob(work, job))) break;
  } finally {
    await keeper.close();
  }
  return keeper.outcome;
}

interface Work {
  readonly target: Target;
  readonly files: DeviceFiles;
  readonly keeper: Keeper;
  readonly options: LoadOptions;
}

interface Job {
  readonly book: Loadable;
  readonly path: string;
  /** What the manifest says of the book. */
  readonly known?: ManifestEntry;
}

async function takeGone(work: Work, books: readonly Loadable[]): Promise<void> {
  const wanted = new Set(books.map(({ key }) => key));
  for (const entry of work.keeper.entries.filter(({ key }) => !wanted.has(key))) await takeAway(work, entry);
}

/** The books that need work, each with its place: that of before, else one that nothing else has. */
async function planJobs({ target, files, keeper }: Work, books: readonly Loadable[]): Promise<readonly Job[]> {
  const known = new Map(keeper.entries.map((entry) => [entry.key, entry]));
  const wanted = [...new Map(books.map((book) => [book.key, book])).values()];
  const taken = new Set(keeper.entries.map(({ path }) => foldName(path)));
  const fresh = wanted.filter(({ key }) => !known.has(key));
  const wishes = fresh.map(({ key, name }) => ({ key, path: devicePath(target, name) }));
  const paths = assignPaths(wishes, taken);
  const jobs: Job[] = [];
  for (const book of wanted) {
    const entry = known.get(book.key);
    const path = entry?.path ?? paths.get(book.key) ?? devicePath(target, book.name);
    if (entry?.version === book.version && (await files.size(path)) === entry.bytes) {
      keeper.tell({ key: book.key, path, action: 'unchanged', bytes: entry.bytes, sha256: entry.sha256 });
    } else jobs.push({ book, path, ...(entry && { known: entry }) });
  }
  return jobs;
}

/** False where the device has no room for what shall be written, by what the books are thought to take. */
async function refuseFull({ target, files, keeper }: Work, jobs: readonly Job[]): Promise<boolean> {
  const free = await files.free();
  if (free === undefined || jobs.length === 0) return true;
  const sizes = jobs.map(({ book, known }) => book.size + CLUSTER - (known?.bytes ?? 0));
  const largest = Math.max(...jobs.map(({ book }) => book.size));
  const need = sizes.reduce((sum, size) => sum + size, 0) + largest + MARGIN;
  if (need <= free) return true;
  const message = `${target.profile.name} at \`${target.root}\` has ${mebibytes(free)} free, and ${jobs.length} books need about ${mebibytes(need)}. Nothing was written: free some space, or load fewer books.`;
  keeper.fault(diagnostic('device-full', message, { file: target.root }));
  for (const { book, path } of jobs) keeper.tell({ key: book.key, path, action: 'failed' });
  return false;
}

const mebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

/** False where the device takes nothing more. */
async function doJob(work: Work, job: Job): Promise<boolean> {
  const { target, keeper, options } = work;
  const { book, path } = job;
  try {
    options.signal?.throwIfAborted();
    if (options.isDryRun) {
      keeper.tell({ key: book.key, path, action: job.known ? 'replaced' : 'added', bytes: book.size });
      return true;
    }
    await place(work, job);
    return true;
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    keeper.tell({ key: book.key, path, action: 'failed' });
    const fault = deviceFault(cause, target);
    if (fault) {
      keeper.fault(fault);
      return false;
    }
    keeper.fault(
      cause instanceof StoryError
        ? cause.diagnostic
        : diagnostic('device-refused', `\`${book.name}\` could not be loaded: ${explainSystemError(cause)}.`, {
            file: path,
          }),
    );
    return true;
  }
}

async function place(work: Work, { book, path, known }: Job): Promise<void> {
  const { files, keeper, options } = work;
  const bytes = await book.bytes(options.signal);
  if (bytes.length > LARGEST_FILE) {
    const message = `\`${book.name}\` is larger than the 4 GiB that FAT32, the file system of e-readers, takes. Bind it without its largest pictures.`;
    throw new StoryError('device-refused', message, { file: path });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const there = (await files.size(path)) === undefined ? undefined : await files.hash(path);
  const put = async (at: string, action: Placed['action']): Promise<void> => {
    await clearParts(files, at, keeper);
    if (action === 'added' || action === 'replaced') await files.put(at, bytes, options.signal);
    await keeper.record({ key: book.key, path: at, sha256, bytes: bytes.length, version: book.version }, action);
  };
  if (there === undefined) return put(path, known ? 'replaced' : 'added');
  // The very same bytes: put there by a run that was cut off before it was recorded, or by hand.
  if (there === sha256) return put(path, 'unchanged');
  if (known && there === known.sha256) {
    await put(path, 'replaced');
    return dropReadingState(work, path);
  }
  const free = await freePath(files, path, book.key);
  const message = known
    ? `\`${path}\` was changed on the device since storybind put it there, so it stays, and the new book lies beside it as \`${free}\`. Take away the one that you do not want.`
    : `\`${path}\` is on the device already and storybind did not put it there, so the book lies beside it as \`${free}\`.`;
  keeper.note(diagnostic('device-name-taken', message, { file: path }));
  return put(free, 'added');
}

/** Kindles keep what they know of a book beside it, by its bytes: for another book of that name it is wrong. */
async function dropReadingState({ target, files }: Work, path: string): Promise<void> {
  if (target.profile.family === 'kindle') await files.removeFolder(`${path.replace(/\.[^./]+$/u, '')}.sdr`);
}

/** A path beside that one that nothing lies at; the same each time. */
async function freePath(files: DeviceFiles, path: string, key: string): Promise<string> {
  for (let turn = 0; ; turn += 1) {
    const one = markedPath(path, turn === 0 ? key : `${key} ${turn}`);
    if ((await files.size(one)) === undefined) return one;
  }
}
