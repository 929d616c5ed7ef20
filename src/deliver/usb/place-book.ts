import { createHash } from 'node:crypto';
import { diagnostic, StoryError } from '../../diagnostics/report.js';
import type { Loadable, Placed } from '../target.js';
import { markedPath } from './device-names.js';
import type { DeviceWork } from './device-work.js';
import type { ManifestEntry } from './manifest.js';
import { dropReadingState, isOurs } from './take-away.js';

/** A book that is not on the device in its version, with the place where it shall lie. */
export interface Job {
  readonly book: Loadable;
  readonly path: string;
  /** What the manifest says of the book. */
  readonly known?: ManifestEntry;
  /** What is to be done, as far as that can be told before the book is made. */
  readonly action: 'added' | 'replaced' | 'moved';
}

/** FAT32 holds no larger file. */
const LARGEST_FILE = 4 * 1024 ** 3 - 1;

/** Puts the book in its place, or beside what lies there and is not ours. */
export async function placeBook(work: DeviceWork, job: Job): Promise<void> {
  const { files, keeper, options } = work;
  const { book, known } = job;
  const bytes = await bytesOf(work, book);
  const sha256 = sha256Of(bytes);
  const { path, has, obstacle } = await findPlace(work, job, bytes, sha256);
  if (has === 'theirs') {
    keeper.settle(job.path);
    keeper.note(leftTheirs(work, path));
    keeper.tell({ key: book.key, path, action: 'unchanged', bytes: bytes.length, sha256 });
    return;
  }
  if (has !== 'same') await files.put(path, bytes, options.signal);
  if (known && known.sha256 !== sha256 && known.path === path) await dropReadingState(work, path);
  const isMoved = job.action === 'moved' && known !== undefined && known.path !== path;
  if (isMoved && (await isOurs(files, known))) await files.remove(known.path);
  keeper.settle(job.path);
  keeper.record({ key: book.key, path, sha256, bytes: bytes.length, version: book.version });
  if (obstacle !== undefined) keeper.note(notInTheWay(work, job, obstacle, path));
  const action: Placed['action'] = isMoved ? 'moved' : ACTIONS[has];
  keeper.tell({ key: book.key, path, action, bytes: bytes.length, sha256 });
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whatever it says, it is the book’s fault and not the device’s. */
async function bytesOf({ options }: DeviceWork, { name, bytes }: Loadable): Promise<Uint8Array> {
  const made = await bytes(options.signal).catch((cause: unknown) => {
    if (options.signal?.aborted || cause instanceof StoryError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoryError('device-refused', `\`${name}\` could not be made: ${reason}.`, { file: name }, { cause });
  });
  if (made.length <= LARGEST_FILE) return made;
  const message = `\`${name}\` is larger than the 4 GiB that FAT32, the file system of e-readers, takes. Bind it without its largest pictures.`;
  throw new StoryError('device-refused', message, { file: name });
}

/**
 * What a path has: nothing; the same bytes already, put there by a run that was cut off; the same bytes, and not by us; what
 * the manifest says we put there; half of this very book, as a fault of the file system leaves it; or something else.
 */
type Content = 'nothing' | 'same' | 'theirs' | 'ours' | 'half' | 'other';

const ACTIONS = {
  nothing: 'added',
  same: 'unchanged',
  theirs: 'unchanged',
  ours: 'replaced',
  half: 'replaced',
  other: 'added',
} as const;

interface Found {
  readonly path: string;
  readonly has: Content;
  /** The path of what is in the way of the book’s own. */
  readonly obstacle?: string;
}

/** The book’s own path, else one beside it that nothing else lies at: the same each time. */
async function findPlace(
  work: DeviceWork,
  { path, book, known }: Job,
  bytes: Uint8Array,
  sha256: string,
): Promise<Found> {
  const twin = known?.path === path ? undefined : await work.folders.twinOf(path);
  const has = twin === undefined ? await contentOf(work, path, bytes, sha256, known) : 'other';
  if (has !== 'other') return { path, has };
  for (let turn = 0; ; turn += 1) {
    const beside = markedPath(work.target, path, book.key, turn);
    // The mark is made of the book’s key: nobody else’s file bears it.
    const there = await contentOf(work, beside, bytes, sha256, undefined, true);
    if (there !== 'other') return { path: beside, has: there, obstacle: twin ?? path };
  }
}

async function contentOf(
  { files, keeper }: DeviceWork,
  path: string,
  bytes: Uint8Array,
  sha256: string,
  known?: ManifestEntry,
  isMarked = false,
): Promise<Content> {
  const found = await files.look(path);
  if (!found) return 'nothing';
  if (!found.isFile) return 'other';
  const there = await files.hash(path);
  const mayBeOurs = isMarked || known?.path === path || keeper.mayBeOurs(path);
  if (there === sha256) return mayBeOurs ? 'same' : 'theirs';
  if (known?.path === path && there === known.sha256) return 'ours';
  const isHalf = mayBeOurs && found.size < bytes.length;
  return isHalf && there === sha256Of(bytes.subarray(0, found.size)) ? 'half' : 'other';
}

function leftTheirs({ target }: DeviceWork, path: string): ReturnType<typeof diagnostic> {
  const message = `\`${path}\` is on the ${target.profile.name} at \`${target.root}\` already, with the same bytes, and storybind did not put it there: it stays yours, and \`unload\` leaves it.`;
  return diagnostic('device-name-taken', message, { file: path });
}

function notInTheWay(
  { target }: DeviceWork,
  { known, path }: Job,
  obstacle: string,
  beside: string,
): ReturnType<typeof diagnostic> {
  const where = `${target.profile.name} at \`${target.root}\``;
  if (known?.path === path) {
    const message = `\`${path}\` was changed on the ${where} since storybind put it there, so it stays, and the new book lies beside it as \`${beside}\`. Delete the one that you do not want.`;
    return diagnostic('device-file-changed', message, { file: path });
  }
  const message = `\`${obstacle}\` is on the ${where} already and storybind did not put it there, so the book lies beside it as \`${beside}\`.`;
  return diagnostic('device-name-taken', message, { file: path });
}
