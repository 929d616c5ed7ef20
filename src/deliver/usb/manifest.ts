import { type Diagnostic, diagnostic } from '../../diagnostics/report.js';
import type { DeviceFiles } from '../device-files.js';
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
  /** Says that the manifest was damaged: then nothing is taken away or replaced on its word. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isDamaged: boolean;
}

export const MANIFEST_PATH = '.storybind/manifest.json';
const VERSION = 1;
const LONGEST_MANIFEST = 64 * 1024 * 1024;

/** What storybind put on the device, by its own manifest there; empty where there is none. */
export const readManifest = async (target: Target): Promise<ReadManifest> => readManifestIn(filesOf(target));

export async function readManifestIn(files: DeviceFiles): Promise<ReadManifest> {
  const bytes = await files.read(MANIFEST_PATH, LONGEST_MANIFEST);
  if (!bytes && (await files.size(MANIFEST_PATH)) === undefined)
    return { entries: [], diagnostics: [], isDamaged: false };
  const entries = bytes && parseEntries(new TextDecoder().decode(bytes));
  if (entries) return { entries, diagnostics: [], isDamaged: false };
  const message = `The list of what storybind put on this device (\`${MANIFEST_PATH}\`) is damaged. It is set aside and made anew; no book is taken away or replaced on its word.`;
  return {
    entries: [],
    diagnostics: [diagnostic('device-manifest', message, { file: MANIFEST_PATH })],
    isDamaged: true,
  };
}

export async function writeManifest(files: DeviceFiles, entries: readonly ManifestEntry[]): Promise<void> {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = `${JSON.stringify({ version: VERSION, books: sorted }, null, 1)}\n`;
  await files.put(MANIFEST_PATH, new TextEncoder().encode(text));
}

function parseEntries(text: string): readonly ManifestEntry[] | undefined {
  try {
    const { version, books } = JSON.parse(text) as { readonly version?: unknown; readonly books?: unknown };
    if (version !== VERSION || !Array.isArray(books)) return undefined;
    return books.every(isEntry) ? books : undefined;
  } catch {
    return undefined;
  }
}

/** Folders of the devices’ own, and of ours: no book of ours lies there, whatever a manifest says. */
const FORBIDDEN = /^(?:\.[^/]*|system)(?:\/|$)/iu;
const BOOK = /\.(?:epub|azw3)$/iu;

/** True for an entry that names a book in a place where we put books. Who has the device can write what they like there. */
function isEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  const { key, path, sha256, bytes, version, loadedAt } = entry;
  const areTexts = [key, path, sha256, version, loadedAt].every((one) => typeof one === 'string');
  if (!areTexts || typeof path !== 'string' || typeof bytes !== 'number') return false;
  const isPlain = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return isPlain && !path.includes('\\') && !path.includes('\0') && !FORBIDDEN.test(path) && BOOK.test(path);
}
