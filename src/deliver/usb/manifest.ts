import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { type DeviceFiles, joinPath } from '../device-files.js';
import type { Target } from '../target.js';
import { filesOf } from './files-of.js';

/** A book that storybind put on the device. */
export interface ManifestEntry {
  /** The book’s, as `Loadable` says. */
  readonly key: string;
  /** Below the device’s root, with slashes. */
  readonly path: string;
  /** Hex, of the bytes that were put there. */
  readonly sha256: string;
  readonly bytes: number;
  readonly version: string;
  /** ISO 8601. */
  readonly loadedAt: string;
}

export interface ReadManifest {
  readonly entries: readonly ManifestEntry[];
  /** Where a run that was cut off had set out to put books: what lies there may be ours, or half of it. */
  readonly pending: readonly string[];
  /** Says that the manifest was damaged. */
  readonly diagnostics: readonly Diagnostic[];
  /** True where nothing is known of what was put there: then nothing is taken away or replaced. */
  readonly isDamaged: boolean;
}

const VERSION = 1;
const LONGEST_MANIFEST = 64 * 1024 * 1024;

/** Where storybind keeps its manifest: at the root, which over MTP is not the device’s but holds its storages. */
export const manifestFolder = ({ transport, folder }: Pick<Target, 'transport' | 'folder'>): string =>
  joinPath(transport === 'mtp' ? (folder.split('/')[0] ?? '') : '', '.storybind');

/** What storybind put on the device, by its own manifest there; empty where there is none. */
export const readManifest = async (target: Target): Promise<ReadManifest> =>
  readManifestIn(filesOf(target), manifestFolder(target));

/**
 * FAT keeps no journal: a device pulled out at the wrong moment loses the very file that was being replaced. Then what
 * was known before the last run serves, for the books are compared by their bytes before anything is done to them.
 */
export async function readManifestIn(files: DeviceFiles, folder: string): Promise<ReadManifest> {
  const path = joinPath(folder, MANIFEST);
  const own = await readEntries(files, path);
  if (own.entries) return { entries: own.entries, pending: own.pending, diagnostics: [], isDamaged: false };
  const before = await readEntries(files, joinPath(folder, BEFORE));
  if (!own.isThere && !before.entries) return { entries: [], pending: [], diagnostics: [], isDamaged: false };
  const fact = `The list of what storybind put on this device (\`${path}\`) is ${own.isThere ? 'damaged' : 'missing'}`;
  const message = before.entries
    ? `${fact}. The list of before the last run serves instead; what came since is known again by its bytes.`
    : `${fact}. It is set aside and made anew; no book is taken away or replaced on its word.`;
  return {
    entries: before.entries ?? [],
    pending: [],
    diagnostics: [diagnostic('device-manifest', message, { file: path })],
    isDamaged: before.entries === undefined,
  };
}

const MANIFEST = 'manifest.json';
const BEFORE = 'manifest.before.json';
const DAMAGED = 'manifest.damaged.json';

export const writeManifest = (
  files: DeviceFiles,
  folder: string,
  entries: readonly ManifestEntry[],
  pending: readonly string[],
): Promise<void> => files.put(joinPath(folder, MANIFEST), bytesOf(entries, pending));

/** Keeps what was known when the run began. */
export const keepBefore = (files: DeviceFiles, folder: string, entries: readonly ManifestEntry[]): Promise<void> =>
  files.put(joinPath(folder, BEFORE), bytesOf(entries));

/** The damaged manifest under another name too, for who wants to look at it. */
export async function setAside(files: DeviceFiles, folder: string): Promise<void> {
  const bytes = await files.read(joinPath(folder, MANIFEST), LONGEST_MANIFEST);
  if (bytes) await files.put(joinPath(folder, DAMAGED), bytes);
}

function bytesOf(entries: readonly ManifestEntry[], pending: readonly string[] = []): Uint8Array {
  const books = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = { version: VERSION, books, ...(pending.length > 0 && { pending: [...pending].sort() }) };
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`);
}

interface ReadEntries {
  readonly isThere: boolean;
  /** Undefined where there are none to be had. */
  readonly entries?: readonly ManifestEntry[];
  readonly pending: readonly string[];
}

async function readEntries(files: DeviceFiles, path: string): Promise<ReadEntries> {
  if (!(await files.look(path))) return { isThere: false, pending: [] };
  const bytes = await files.read(path, LONGEST_MANIFEST);
  const known = bytes && parseManifest(new TextDecoder().decode(bytes));
  return { isThere: true, pending: [], ...known };
}

function parseManifest(text: string): Pick<ReadManifest, 'entries' | 'pending'> | undefined {
  try {
    const { version, books, pending = [] } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (Number.isSafeInteger(version) && Number(version) > VERSION) throw newer();
    const isWhole = version === VERSION && Array.isArray(books) && books.every(isEntry);
    const isPlanned = Array.isArray(pending) && pending.every((path) => typeof path === 'string');
    return isWhole && isPlanned ? { entries: books, pending } : undefined;
  } catch (cause) {
    if (cause instanceof StoryError) throw cause;
    return undefined;
  }
}

function newer(): StoryError {
  const message = `The list of what storybind put on this device was written by a newer storybind. Use that one: this one would forget what it does not know of.`;
  return new StoryError('device-refused', message);
}

const BOOK = /\.(?:epub|azw3)$/iu;
/** Hidden folders are the devices’ own, and ours; `..` leads out; the rest no FAT takes. */
const FOREIGN_PART = /^(?:\.|$)|[\\:*?"<>|\p{Cc}]/u;

/** True for an entry that names a book in a place where we put books. Who has the device can write what they like there. */
function isEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { key, path, sha256, bytes, version, loadedAt } = value as Readonly<Record<string, unknown>>;
  const areTexts = [key, version, loadedAt].every((one) => typeof one === 'string');
  if (!areTexts || typeof path !== 'string' || typeof sha256 !== 'string') return false;
  const isBook = BOOK.test(path) && path.split('/').every((part) => !FOREIGN_PART.test(part));
  return isBook && /^[0-9a-f]{64}$/u.test(sha256) && Number.isSafeInteger(bytes) && Number(bytes) >= 0;
}
