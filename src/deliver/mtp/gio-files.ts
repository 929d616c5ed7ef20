import { createHash } from 'node:crypto';
import { foldName } from '../../collection/book-names.js';
import { StoryError } from '../../diagnostics/report.js';
import { withTemporaryFile } from '../../io/temporary-file.js';
import { baseOf, type DeviceFiles, type Found, folderOf, joinPath } from '../device-files.js';
import { type Ran, type Run, runProgram } from '../run-program.js';

interface Entry extends Found {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What lies in a folder, by folded name: MTP devices know no case. */
type Listing = Map<string, Entry>;

/**
 * The files of a device that speaks MTP, by GNOME’s `gio`. MTP has no renaming in place: a copy is compared by its size and
 * taken away again where it differs. What `gio` complains of is in the session’s language, so that nothing is there is told
 * by the folder’s listing alone; each is asked for once.
 */
export function gioFiles(root: string, run: Run = runProgram): DeviceFiles {
  const device = new Gio(root, run);
  return {
    look: async (path) => device.entryAt(path),
    hash: async (path) => {
      const bytes = await device.read(path);
      return bytes && createHash('sha256').update(bytes).digest('hex');
    },
    read: async (path, limit) => {
      const found = await device.entryAt(path);
      return found && found.size <= limit ? device.read(path) : undefined;
    },
    put: async (path, bytes, signal) => {
      signal?.throwIfAborted();
      await device.makeFolder(folderOf(path));
      await device.copy(path, bytes);
    },
    remove: (path) => device.remove(path),
    removeFolder: (path) => device.removeFolder(path),
    removeEmpty: async (path) => {
      if ((await device.listing(path)).size === 0) await device.remove(path);
    },
    names: async (folder) => [...(await device.listing(folder)).values()].map(({ name }) => name),
    free: () => device.free(),
  };
}

class Gio {
  readonly #root: string;
  readonly #run: Run;
  readonly #listings = new Map<string, Listing>();

  constructor(root: string, run: Run) {
    this.#root = root.replace(/\/+$/, '');
    this.#run = run;
  }

  async listing(folder: string): Promise<Listing> {
    const known = this.#listings.get(folder);
    if (known) return known;
    if (folder !== '' && (await this.entryAt(folder))?.isFolder !== true) return new Map();
    const ran = await this.#gio('list', '-h', '-l', this.#uri(folder));
    if (ran.status !== 0) throw this.#gone(ran);
    const listing: Listing = new Map(entriesOf(ran).map((entry) => [foldName(entry.name), entry]));
    this.#listings.set(folder, listing);
    return listing;
  }

  async entryAt(path: string): Promise<Entry | undefined> {
    return (await this.listing(folderOf(path))).get(foldName(baseOf(path)));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const found = await this.entryAt(path);
    if (!found?.isFile) return undefined;
    const ran = await this.#gio('cat', this.#uri(joinPath(folderOf(path), found.name)));
    if (ran.status === 0 && ran.stdout.length === found.size) return ran.stdout;
    throw ran.status === 0
      ? damaged(path, 'came back with another number of bytes than it has on the device')
      : await this.#whyNot(ran, path);
  }

  async makeFolder(folder: string): Promise<void> {
    if (folder === '' || (await this.entryAt(folder))?.isFolder) return;
    await this.makeFolder(folderOf(folder));
    const ran = await this.#gio('mkdir', this.#uri(folder));
    if (ran.status !== 0) throw await this.#whyNot(ran, folder);
    await this.#note(folder, { name: baseOf(folder), size: 0, isFile: false, isFolder: true });
  }

  async copy(path: string, bytes: Uint8Array): Promise<void> {
    const ran = await withTemporaryFile('book', bytes, (file) => this.#gio('copy', file, this.#uri(path)));
    const size = ran.status === 0 ? await this.#sizeOf(path) : undefined;
    await this.#note(path, { name: baseOf(path), size: size ?? 0, isFile: true, isFolder: false });
    if (size === bytes.length) return;
    const why =
      ran.status === 0
        ? damaged(path, 'has another number of bytes on the device than were sent, so it was taken away again')
        : await this.#whyNot(ran, path);
    await this.remove(path).catch(() => undefined);
    throw why;
  }

  async remove(path: string): Promise<void> {
    const found = await this.entryAt(path);
    if (!found) return;
    const ran = await this.#gio('remove', '-f', this.#uri(joinPath(folderOf(path), found.name)));
    if (ran.status !== 0) throw await this.#whyNot(ran, path);
    (await this.listing(folderOf(path))).delete(foldName(baseOf(path)));
    this.#listings.delete(path);
  }

  async removeFolder(path: string): Promise<void> {
    for (const { name, isFolder } of [...(await this.listing(path)).values()]) {
      await (isFolder ? this.removeFolder(joinPath(path, name)) : this.remove(joinPath(path, name)));
    }
    await this.remove(path);
  }

  async free(): Promise<number | undefined> {
    const { stdout } = await this.#gio('info', '-f', '-a', 'filesystem::free', this.#uri(''));
    const found = /filesystem::free:\s*(\d+)/.exec(textOf(stdout))?.[1];
    return found === undefined ? undefined : Number(found);
  }

  async #sizeOf(path: string): Promise<number | undefined> {
    const { stdout } = await this.#gio('info', '-a', 'standard::size', this.#uri(path));
    const found = /standard::size:\s*(\d+)/.exec(textOf(stdout))?.[1];
    return found === undefined ? undefined : Number(found);
  }

  async #note(path: string, entry: Entry): Promise<void> {
    (await this.listing(folderOf(path))).set(foldName(entry.name), entry);
  }

  /** A device that does not even list its root is gone; else the fault is of the one file. */
  async #whyNot(ran: Ran, path: string): Promise<StoryError> {
    const root = await this.#gio('list', this.#uri(''));
    if (root.status !== 0) return this.#gone(root);
    const message = `\`${path}\` could not be copied to the device at \`${this.#root}\` or read from it (${reasonOf(ran)}). Unlock the device, look whether it has room, and load once more.`;
    return new StoryError('device-refused', message, { file: path });
  }

  #gone(ran: Ran): StoryError {
    const message = `The device at \`${this.#root}\` answers no more (${reasonOf(ran)}). Unlock it, plug it in again and load once more: what is there already is not sent again.`;
    return new StoryError('device-gone', message, { file: this.#root });
  }

  #uri(path: string): string {
    const parts = path.split('/').filter((part) => part !== '');
    return [this.#root, ...parts.map(encodeURIComponent)].join('/');
  }

  #gio(...words: readonly string[]): Promise<Ran> {
    return this.#run('gio', words);
  }
}

/** A line an entry: its name, its size and, in brackets, what it is. */
function entriesOf({ stdout }: Ran): readonly Entry[] {
  return textOf(stdout)
    .split('\n')
    .flatMap((line) => {
      const [, name, size, type] = /^(.+)\t(\d+)\t\(([a-z]+)\)/u.exec(line) ?? [];
      if (name === undefined) return [];
      return { name, size: Number(size), isFile: type === 'regular', isFolder: type === 'directory' };
    });
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const reasonOf = ({ status, stderr }: Ran): string => stderr.trim() || `gio ended with ${status}`;

function damaged(path: string, fact: string): StoryError {
  const message = `\`${path}\` ${fact}. Unlock the device, plug it in again and load once more.`;
  return new StoryError('device-damaged', message, { file: path });
}
