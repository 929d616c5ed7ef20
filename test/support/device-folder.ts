import type { PathLike } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import node from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadOutcome } from '../../src/deliver/loading.js';
import type { Loadable, Target } from '../../src/deliver/target.js';
import { type LoadOptions, loadBooks } from '../../src/deliver/usb/load-books.js';
import { type Disk, mountedFiles } from '../../src/deliver/usb/mounted-files.js';
import { deviceNamed } from '../../src/devices/profiles.js';
import { folderOf } from './storybind.js';

const TOP = { kobo: 'storybind', kindle: 'documents/storybind', generic: '', pocketbook: 'Books' } as const;

/** A folder that stands for a device’s storage, with what its owner has there. */
export async function deviceFolder(
  family: keyof typeof TOP = 'kobo',
  files: Readonly<Record<string, string>> = {},
): Promise<Target> {
  return deviceAt(await folderOf(files), family);
}

export function deviceAt(root: string, family: keyof typeof TOP = 'kobo'): Target {
  const profile = deviceNamed(family);
  if (!profile) throw new Error(`no device ${family}`);
  return { profile, transport: 'files', root, folder: TOP[family], isReadOnly: false };
}

/** A book whose bytes are the text, and whose version goes by it. */
export const book = (name: string, text: string, more: Partial<Loadable> = {}): Loadable => ({
  key: name,
  name,
  version: `of ${text}`,
  size: text.length,
  bytes: async () => Buffer.from(text),
  ...more,
});

const LOADED_AT = new Date('2026-03-01T08:00:00Z');

export const load = (
  target: Target,
  books: readonly Loadable[],
  options: Partial<LoadOptions> = {},
): Promise<LoadOutcome> =>
  loadBooks(target, books, { isSync: false, isDryRun: false, now: () => LOADED_AT, ...options });

/** What became of each book, by its key: `added storybind/rain.epub`. */
export const toldOf = ({ placed }: LoadOutcome): Readonly<Record<string, string>> =>
  Object.fromEntries(placed.map(({ key, action, path }) => [key, `${action} ${path}`]));

export const codesOf = ({ diagnostics }: LoadOutcome): readonly string[] => diagnostics.map(({ code }) => code);

/** Every file below the root with its text, but those that storybind keeps for itself. */
export async function filesOn({ root }: Target): Promise<Readonly<Record<string, string>>> {
  const entries = await node.readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const read = paths.map(async (path) => [path.slice(root.length + 1), await node.readFile(path, 'utf8')] as const);
  const files = await Promise.all(read);
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('.storybind/')).sort());
}

export const manifestOf = async ({ root }: Target): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  JSON.parse(await node.readFile(join(root, '.storybind/manifest.json'), 'utf8')).books;

/** What would show that something was written: each file’s inode, time and size, and each folder’s time. */
export async function traceOf({ root }: Target): Promise<readonly string[]> {
  const names = ['', ...(await node.readdir(root, { recursive: true }))].sort();
  return Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs, size } = await node.stat(join(root, name));
      return [name, ino, mtimeMs, size].join(' ');
    }),
  );
}

export interface Fault {
  /** Which call fails, from 1. */
  readonly at: number;
  readonly code: string;
  /** True where the call does its work and the answer is lost. */
  readonly isAfter?: boolean;
  /** True where nothing answers from then on, as of a device that was pulled out. */
  readonly isForGood?: boolean;
  /** The calls that are counted and can fail. Default all. */
  readonly calls?: readonly string[];
}

export interface FaultyDisk {
  readonly disk: Disk;
  /** The calls so far, by name. */
  readonly calls: readonly string[];
}

/** Node’s own calls, of which one fails. */
export function faultyDisk(fault: Fault): FaultyDisk {
  const calls: string[] = [];
  let isBroken = false;
  const fail = (name: string): Error => Object.assign(new Error(`${fault.code}: ${name}`), { code: fault.code });

  const step = async <Result>(
    name: string,
    work: () => Promise<Result>,
    half: () => Promise<unknown> = async () => undefined,
  ): Promise<Result> => {
    if (isBroken) throw fail(name);
    if (fault.calls && !fault.calls.includes(name)) return work();
    calls.push(name);
    if (calls.length !== fault.at) return work();
    isBroken = fault.isForGood === true;
    const done = await (fault.isAfter ? work() : half());
    if (name === 'open') await (done as FileHandle | undefined)?.close();
    throw fail(name);
  };

  const handle = (file: FileHandle): FileHandle =>
    new Proxy(file, {
      get(_, name) {
        if (name === 'writeFile') {
          return (bytes: Uint8Array, options: object) => {
            const half = () => file.writeFile(bytes.subarray(0, bytes.length / 2));
            return step('write', () => file.writeFile(bytes, options), half);
          };
        }
        if (name === 'sync') return () => step('sync', () => file.sync());
        if (name === 'read') return (...words: never[]) => step('read', () => Reflect.apply(file.read, file, words));
        return name === 'close' ? () => file.close() : undefined;
      },
    });

  const disk = new Proxy(node as Disk, {
    get(_, name: keyof Disk) {
      if (name === 'open') {
        return async (...words: [PathLike, number, number]) => handle(await step(name, () => node.open(...words)));
      }
      return (...words: never[]) => step(name, () => Reflect.apply(node[name], node, words));
    },
  });
  return { disk, calls };
}

/** The load, on a disk of which one call fails. */
export function loadWithFault(
  target: Target,
  books: readonly Loadable[],
  fault: Fault,
  options: Partial<LoadOptions> = {},
): { readonly outcome: Promise<LoadOutcome>; readonly calls: readonly string[] } {
  const { disk, calls } = faultyDisk(fault);
  let id = 0;
  const files = mountedFiles(target.root, () => `faulty-${++id}`, disk);
  return { outcome: load(target, books, { files, ...options }), calls };
}
