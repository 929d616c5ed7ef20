import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { explainSystemError } from '../../io/system-errors.js';
import type { DeviceFiles } from '../device-files.js';
import type { DeviceOptions, LoadOutcome } from '../loading.js';
import type { Placed } from '../target.js';
import {
  keepBefore,
  type ManifestEntry,
  type ReadManifest,
  readManifestIn,
  setAside,
  writeManifest,
} from './manifest.js';

/** So many changes are recorded at once: a device pulled out forgets at most these, and finds them again by their bytes. */
const BATCH = 25;
/** The more the manifest holds, the longer it takes to write, and the less often it is written. */
const SHARE = 10;

type Options = Pick<DeviceOptions, 'isDryRun' | 'onPlaced' | 'now'>;

/** Keeps the manifest of a device while a run changes it, and tells what became of each book. */
export class Keeper {
  readonly isDamaged: boolean;
  readonly #files: DeviceFiles;
  readonly #folder: string;
  readonly #options: Options;
  readonly #before: readonly ManifestEntry[];
  readonly #entries: Map<string, ManifestEntry>;
  readonly #placed: Placed[] = [];
  readonly #told = new Set<string>();
  /** Where this run, and those before it that were cut off, set out to put books. */
  readonly #pending: Set<string>;
  readonly #leftPending: ReadonlySet<string>;
  readonly #isRecovering: boolean;
  readonly #diagnostics: Diagnostic[];
  #isDone = true;
  #hasWritten = false;
  #unwritten: number;

  private constructor(files: DeviceFiles, folder: string, options: Options, read: ReadManifest) {
    this.#files = files;
    this.#folder = folder;
    this.#options = options;
    this.#before = read.entries;
    this.#entries = new Map(read.entries.map((entry) => [entry.key, entry]));
    this.#diagnostics = [...read.diagnostics];
    this.isDamaged = read.isDamaged;
    this.#pending = new Set(read.pending);
    this.#leftPending = new Set(read.pending);
    this.#isRecovering = read.diagnostics.length > 0;
    this.#unwritten = read.diagnostics.length > 0 && !options.isDryRun ? 1 : 0;
  }

  static async open(files: DeviceFiles, folder: string, options: Options): Promise<Keeper> {
    if ((await files.look(folder))?.isFile) {
      const message = `\`${folder}\` is a file on the device, and storybind keeps its list there in a folder of that name. Move the file away.`;
      throw new StoryError('device-refused', message, { file: folder });
    }
    return new Keeper(files, folder, options, await readManifestIn(files, folder));
  }

  get entries(): readonly ManifestEntry[] {
    return [...this.#entries.values()];
  }

  get outcome(): LoadOutcome {
    return { placed: this.#placed, diagnostics: this.#diagnostics, isDone: this.#isDone };
  }

  /** Writes down where books are to be put, before the first of them is. */
  async intend(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#pending.add(path);
    await this.#write();
    // When all is done, none is pending: that is to be written, too.
    this.#unwritten += 1;
  }

  /** A book that was to be put there is dealt with; one that failed stays pending. */
  settle(path: string): void {
    this.#pending.delete(path);
  }

  /** Whether what lies there and was not recorded may be ours: a run was cut off, or the list was lost. */
  mayBeOurs(path: string): boolean {
    return this.#isRecovering || this.#leftPending.has(path);
  }

  hasTold(key: string): boolean {
    return this.#told.has(key);
  }

  tell(placed: Placed): void {
    this.#told.add(placed.key);
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

  record(entry: Omit<ManifestEntry, 'loadedAt'>): void {
    const loadedAt = (this.#options.now ?? (() => new Date()))().toISOString();
    this.#entries.set(entry.key, { ...entry, loadedAt });
    this.#unwritten += 1;
  }

  forget(key: string): void {
    this.#entries.delete(key);
    this.#unwritten += 1;
  }

  /** Writes the manifest where much has changed. */
  async saveBatch(): Promise<void> {
    const size = this.#entries.size + this.#pending.size;
    if (this.#unwritten >= Math.max(BATCH, size / SHARE)) await this.#write();
  }

  /** Writes what is not yet written. Where it cannot be, and no fault of the device explains that, it is said. */
  async close(): Promise<void> {
    if (this.#unwritten === 0) return;
    // A damaged list stays until there is another: while it lies there, the next run knows books again by their bytes.
    if (this.isDamaged && this.#entries.size === 0 && this.#pending.size === 0) return;
    try {
      await this.#write();
    } catch (cause) {
      if (this.#diagnostics.some(({ code }) => code === 'device-gone')) return;
      const reason = explainSystemError(cause).replace(/\. .*$/su, '');
      const message = `The list of what storybind put on the device could not be written (${reason}). The next run finds the books again by their bytes.`;
      this.fault(diagnostic('device-manifest', message, { file: this.#folder }));
    }
  }

  async #write(): Promise<void> {
    if (!this.#hasWritten && this.isDamaged) await setAside(this.#files, this.#folder);
    if (!this.#hasWritten && this.#before.length > 0) await keepBefore(this.#files, this.#folder, this.#before);
    this.#hasWritten = true;
    await writeManifest(this.#files, this.#folder, this.entries, [...this.#pending]);
    this.#unwritten = 0;
  }
}
