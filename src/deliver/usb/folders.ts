import { foldName } from '../../collection/book-names.js';
import { StoryError } from '../../diagnostics/report.js';
import { baseOf, type DeviceFiles, folderOf, isPartName, joinPath } from '../device-files.js';

/** What lies in the folders of a device, read once a run; with what a run that was cut off left half-written gone. */
export class Folders {
  readonly #files: DeviceFiles;
  readonly #isDryRun: boolean;
  readonly #known = new Map<string, Map<string, string>>();

  constructor(files: DeviceFiles, isDryRun: boolean) {
    this.#files = files;
    this.#isDryRun = isDryRun;
  }

  /** The folder is read, and what is half-written there is taken away. */
  async tidy(folder: string): Promise<void> {
    await this.#namesIn(folder).catch(ignoreForeign);
  }

  /**
   * The path by which something lies there whose name differs by case alone; undefined where it does not. Linux can mount
   * FAT so that it takes both, and the reader then sees one of them.
   */
  async twinOf(path: string): Promise<string | undefined> {
    const name = (await this.#namesIn(folderOf(path))).get(foldName(baseOf(path)));
    return name === undefined || name === baseOf(path) ? undefined : joinPath(folderOf(path), name);
  }

  async #namesIn(folder: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#known.get(folder);
    if (known) return known;
    const names = new Map<string, string>();
    for (const name of await this.#files.names(folder)) {
      const path = joinPath(folder, name);
      const isLeftOver = isPartName(name) && (await this.#files.look(path))?.isFile === true;
      if (!isLeftOver) names.set(foldName(name), name);
      else if (!this.#isDryRun) await this.#files.remove(path);
    }
    this.#known.set(folder, names);
    return names;
  }
}

/** A folder that is a link out of the device holds nothing of ours. */
function ignoreForeign(cause: unknown): void {
  if (!(cause instanceof StoryError) || cause.diagnostic.code !== 'device-path') throw cause;
}
