import { foldName } from '../../collection/book-names.js';
import { diagnostic } from '../../diagnostics/report.js';
import { folderOf } from '../device-files.js';
import type { DeviceOptions, LoadOutcome } from '../loading.js';
import type { Loadable, Target } from '../target.js';
import { deviceFault } from './device-faults.js';
import { assignPaths, devicePath, extensionOf } from './device-names.js';
import { attempt, type DeviceWork, workOn } from './device-work.js';
import { type ManifestEntry, manifestFolder } from './manifest.js';
import { type Job, placeBook } from './place-book.js';
import { takeAwayAll } from './take-away.js';

export interface LoadOptions extends DeviceOptions {
  /** Books of the manifest that are not in the list are taken away. */
  readonly isSync: boolean;
  /** Which of them: those of the folders that are mirrored. Default all. */
  readonly isMirrored?: (entry: ManifestEntry) => boolean;
}

/** What stays free: the manifest, folders, clusters that are not full. */
const MARGIN = 2 * 1024 * 1024;
const CLUSTER = 32 * 1024;

/**
 * Puts the books on the device: each whole or not at all, in its place of before, without touching what storybind did not
 * put there. What is there in its version already is left alone. Throws where nothing can be loaded at all.
 */
export const loadBooks = (target: Target, books: readonly Loadable[], options: LoadOptions): Promise<LoadOutcome> =>
  workOn(target, options, async (work) => {
    const wanted = [...new Map(books.map((book) => [book.key, book])).values()];
    const gone = options.isSync && !work.keeper.isDamaged ? goneEntries(work, wanted, options) : [];
    const jobs = await planJobs(work, wanted, gone);
    if (!(await hasRoom(work, jobs, gone))) return failAll(work, jobs);
    await takeAwayAll(work, gone);
    await doJobs(work, jobs);
  });

function goneEntries(
  { keeper }: DeviceWork,
  books: readonly Loadable[],
  { isMirrored = () => true }: LoadOptions,
): readonly ManifestEntry[] {
  const wanted = new Set(books.map(({ key }) => key));
  return keeper.entries.filter((entry) => !wanted.has(entry.key) && isMirrored(entry));
}

/** The books that need work, each with its place: that of before, else one that nothing else has. */
async function planJobs(
  work: DeviceWork,
  books: readonly Loadable[],
  gone: readonly ManifestEntry[],
): Promise<readonly Job[]> {
  const { target, keeper } = work;
  const going = new Set(gone);
  const staying = keeper.entries.filter((entry) => !going.has(entry));
  const known = new Map(staying.map((entry) => [entry.key, entry]));
  const taken = new Set(staying.map(({ path }) => foldName(path)));
  const wishes = books
    .filter((book) => !keepsPlace(book, known.get(book.key)))
    .map(({ key, name }) => ({ key, path: devicePath(target, name) }));
  const paths = assignPaths(target, wishes, taken);
  const jobs: Job[] = [];
  for (const book of books) {
    const entry = known.get(book.key);
    const about = { key: book.key, path: entry?.path ?? book.name };
    await attempt(work, about, async () => {
      const job = await jobOf(work, book, paths.get(book.key), entry);
      if (job) jobs.push(job);
    });
  }
  return jobs;
}

/** A book stays where it was, whatever it is called now: its reader’s place in it goes by its path. A KEPUB is no EPUB. */
const keepsPlace = ({ name }: Loadable, entry: ManifestEntry | undefined): boolean =>
  entry !== undefined && extensionOf(entry.path).toLowerCase() === extensionOf(name).toLowerCase();

/** Undefined where nothing is to be done, which is told. */
async function jobOf(
  { files, keeper }: DeviceWork,
  book: Loadable,
  newPath: string | undefined,
  known: ManifestEntry | undefined,
): Promise<Job | undefined> {
  if (!known) return { book, path: newPath ?? book.name, action: 'added' };
  if (newPath !== undefined) return { book, path: newPath, known, action: 'moved' };
  const { path, bytes, sha256 } = known;
  const found = await files.look(path);
  if (known.version !== book.version || found?.isFile !== true || found.size !== bytes) {
    return { book, path, known, action: found ? 'replaced' : 'added' };
  }
  keeper.tell({ key: book.key, path, action: 'unchanged', bytes, sha256 });
  return undefined;
}

/** False where the device has no room for what shall be written, by what the books are thought to take. */
async function hasRoom(
  { target, files, keeper }: DeviceWork,
  jobs: readonly Job[],
  gone: readonly ManifestEntry[],
): Promise<boolean> {
  const free = jobs.length === 0 ? undefined : await files.free();
  if (free === undefined) return true;
  const sizes = jobs.map(({ book, known, action }) => {
    const freed = known && action !== 'added' ? known.bytes : 0;
    return book.size + CLUSTER - freed;
  });
  const largest = jobs.reduce((most, { book }) => Math.max(most, book.size), 0);
  const need = sizes.reduce((sum, size) => sum + size, 0) + largest + MARGIN;
  if (need <= free + gone.reduce((sum, { bytes }) => sum + bytes, 0)) return true;
  const message = `${target.profile.name} at \`${target.root}\` has ${mebibytes(free)} free, and what is to be loaded (${jobs.length}) needs about ${mebibytes(need)}. No book was written or taken away: free some space, or load fewer books.`;
  keeper.fault(diagnostic('device-full', message, { file: target.root }));
  return false;
}

const mebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

async function doJobs(work: DeviceWork, jobs: readonly Job[]): Promise<void> {
  if (!work.options.isDryRun) await tidyFolders(work, jobs);
  try {
    if (!work.options.isDryRun && jobs.length > 0) await intendJobs(work, jobs);
    for (const job of jobs) {
      const { book, path, action } = job;
      const foretell = (): void => work.keeper.tell({ key: book.key, path, action, bytes: book.size });
      await attempt(work, { key: book.key, path }, async () =>
        work.options.isDryRun ? foretell() : placeBook(work, job),
      );
    }
  } catch (cause) {
    if (!work.options.signal?.aborted) failAll(work, jobs);
    throw cause;
  }
}

/** Where it cannot be written down, the books go there all the same: what the end of the run says then is enough. */
async function intendJobs({ target, files, keeper }: DeviceWork, jobs: readonly Job[]): Promise<void> {
  try {
    const free: string[] = [];
    for (const { path, known } of jobs) {
      // What lies there already and is not ours stays its owner’s, also where this run is cut off.
      if (known || keeper.mayBeOurs(path) || !(await files.look(path))) free.push(path);
    }
    await keeper.intend(free);
  } catch (cause) {
    if (deviceFault(cause, target)) throw cause;
  }
}

/** Where a run was cut off is not recorded: every folder that may be it is looked at. */
async function tidyFolders({ target, folders, keeper }: DeviceWork, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  const paths = [...keeper.entries.map(({ path }) => path), ...jobs.map(({ path }) => path)];
  const places = new Set([manifestFolder(target), ...paths.map(folderOf)]);
  for (const folder of places) await folders.tidy(folder);
}

/** Those that nothing was told of yet. */
function failAll({ keeper }: DeviceWork, jobs: readonly Job[]): void {
  for (const { book, path } of jobs)
    if (!keeper.hasTold(book.key)) keeper.tell({ key: book.key, path, action: 'failed' });
}
