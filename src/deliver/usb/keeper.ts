import { type Diagnostic, diagnostic } from '../../diagnostics/report.js';
import type { DeviceFiles } from '../device-files.js';
import type { Placed } from '../target.js';
import type { LoadOptions, LoadOutcome } from './load-books.js';
import { MANIFEST_PATH, type ManifestEntry, readManifestIn, writeManifest } from './manifest.js';

/** So many books are recorded at once: a device pulled out forgets at most these, and finds them again by their bytes. */
const BATCH = 25;

type Options = Pick<LoadOptions, 'isDryRun' | 'onPlaced' | 'now'>;

/** Keeps the manifest of a device while a run changes it, and tells what became of each book. */
export class Keeper {
  readonly isDamaged: boolean;
  readonly #files: DeviceFiles;
  readonly #options: Options;
  readonly #entries: Map<string, ManifestEntry>;
  readonly #placed: Placed[] = [];
  readonly #diagnostics: Diagnostic[];
  readonly #cleared = new Set<string>();
  #isDone = true;
  #unwritten = 0;

  private constructor(
    files: DeviceFiles,
    options: Options,
    { entries, diagnostics, isDamaged }: Awaited<ReturnType<typeof readManifestIn>>,
  ) {
    this.#files = files;
    this.#options = options;
    this.#entries = new Map(entries.map((entry) => [entry.key, entry]));
    this.#diagnostics = [...diagnostics];
    this.isDamaged = isDamaged;
  }

  static async open(files: DeviceFiles, options: Options): Promise<Keeper> {
    const read = await readManifestIn(files);
    if (read.isDamaged && !options.isDryRun) await setAside(files);
    return new Keeper(files, options, read);
  }

  get entries(): readonly ManifestEntry[] {
    return [...this.#entries.values()];
  }

  get outcome(): LoadOutcome {
    return { placed: this.#placed, diagnostics: this.#diagnostics, isDone: this.#isDone };
  }

  /** True the first time that it is asked of a folder. */
  isFirst(folder: string): boolean {
    if (this.#cleared.has(folder)) return false;
    this.#cleared.add(folder);
    return true;
  }

  tell(placed: Placed): void {
    this.#placed.push(placed);
    this.#options.onPlaced?.(placed);
  }

  /** Something worth knowing. */
  note(one: Diagnostic): void {
    this.#diagnostics.push(one);
  }

  /** Something that was not done. */
  fault(one: Diagnostic): void {
    this.#isDone = false;
    this.note(one);
  }

  async record(entry: Omit<ManifestEntry, 'loadedAt'>, action: Placed['action']): Promise<void> {
    const loadedAt = (this.#options.now ?? (() => new Date()))().toISOString();
    this.#entries.set(entry.key, { ...entry, loadedAt });
    this.tell({ key: entry.key, path: entry.path, action, bytes: entry.bytes, sha256: entry.sha256 });
    await this.#changed();
  }

  async forget(key: string): Promise<void> {
    this.#entries.delete(key);
    await this.#changed();
  }

  /** Writes what is not yet written. A device that is gone has no manifest to write, and its fault was told. */
  async close(): Promise<void> {
    if (this.#unwritten === 0) return;
    try {
      await this.#write();
    } catch (cause) {
      const message = `The list of what storybind put on the device could not be written (${String(cause)}). The next run finds the books again by their bytes.`;
      this.fault(diagnostic('device-manifest', message, { file: MANIFEST_PATH }));
    }
  }

  async #changed(): Promise<void> {
    this.#unwritten += 1;
    if (this.#unwritten >= BATCH) await this.#write();
  }

  async #write(): Promise<void> {
    await writeManifest(this.#files, this.entries);
    this.#unwritten = 0;
  }
}

/** The damaged manifest under another name, for who wants to look at it. */
async function setAside(files: DeviceFiles): Promise<void> {
  const bytes = await files.read(MANIFEST_PATH, Number.MAX_SAFE_INTEGER);
  if (bytes) await files.put(MANIFEST_PATH.replace('.json', '.damaged.json'), bytes);
  await files.remove(MANIFEST_PATH);
}
