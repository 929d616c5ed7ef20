import { readFile } from 'node:fs/promises';
import type { Ran, Run } from '../../src/deliver/run-program.js';

/** What stands for a device behind `gio`: files by path, a folder being what has no bytes. */
export interface GioDevice {
  readonly files: Map<string, Uint8Array | undefined>;
  /** Every call, as it would be typed. */
  readonly calls: string[];
  readonly run: Run;
  /** What the next such call answers instead. */
  readonly failNext: (verb: string, fault: 'refused' | 'cut') => void;
  readonly pull: () => void;
}

const ROOT = 'mtp://Amazon_Kindle_G0/';
const ran = (status: number, stdout: string | Uint8Array = '', stderr = ''): Ran => ({
  status,
  stdout: Buffer.from(stdout),
  stderr,
});

/** Answers as `gio` does, in the words of a session that is not English; it knows no case, as MTP does not. */
export function gioDevice(content: Readonly<Record<string, string>> = {}): GioDevice {
  const files = new Map<string, Uint8Array | undefined>([['', undefined]]);
  const calls: string[] = [];
  const faults = new Map<string, 'refused' | 'cut'>();
  let isPulled = false;

  const add = (path: string, bytes: Uint8Array | undefined): void => {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (folder !== '' && !files.has(folder)) add(folder, undefined);
    files.set(path, bytes);
  };
  for (const [path, text] of Object.entries(content)) add(path, Buffer.from(text));

  const real = (path: string): string | undefined =>
    [...files.keys()].find((one) => one.toLowerCase() === path.toLowerCase());
  const missing = (): Ran => ran(2, '', 'gio: Datei oder Verzeichnis nicht gefunden');
  const childrenOf = (folder: string): readonly string[] =>
    [...files.keys()].filter(
      (path) =>
        path !== '' &&
        (folder === ''
          ? !path.includes('/')
          : path.slice(0, path.lastIndexOf('/')) === folder && path.startsWith(`${folder}/`)),
    );

  const verbs: Readonly<Record<string, (path: string, source: string) => Promise<Ran>>> = {
    async list(path) {
      const folder = real(path);
      if (folder === undefined || files.get(folder)) return missing();
      const lines = childrenOf(folder).map((child) => {
        const bytes = files.get(child);
        return `${child.slice(child.lastIndexOf('/') + 1)}\t${bytes?.length ?? 0}\t(${bytes ? 'regular' : 'directory'})\n`;
      });
      return ran(0, lines.join(''));
    },
    async cat(path) {
      const bytes = files.get(real(path) ?? '');
      if (!bytes) return missing();
      return ran(0, faults.get('cat') === 'cut' ? bytes.subarray(0, 1) : bytes);
    },
    async info(path) {
      if (path === '') return ran(0, 'Attribute:\n  filesystem::free: 5000000\n');
      const bytes = files.get(real(path) ?? '');
      return bytes ? ran(0, `uri: ${path}\nAttribute:\n  standard::size: ${bytes.length}\n`) : missing();
    },
    async mkdir(path) {
      if (real(path) !== undefined) return ran(1, '', 'gio: Ordner existiert bereits');
      add(path, undefined);
      return ran(0);
    },
    async copy(path, source) {
      const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
      if (real(folder) === undefined) return missing();
      const bytes = await readFile(source);
      files.set(
        real(path) ?? path,
        faults.get('copy') === 'cut' && !path.endsWith('.json') ? bytes.subarray(0, 1) : bytes,
      );
      return ran(0);
    },
    async remove(path) {
      const place = real(path);
      if (place === undefined) return ran(0);
      if (childrenOf(place).length > 0) return ran(1, '', 'gio: Ordner ist nicht leer');
      files.delete(place);
      return ran(0);
    },
  };

  const run: Run = async (program, words) => {
    const [verb = '', ...rest] = words;
    const named = rest.filter((word) => !word.startsWith('-') && !/^(?:standard|filesystem)::/.test(word));
    const uri = named.at(-1) ?? '';
    calls.push([verb, ...named].join(' '));
    if (program !== 'gio' || isPulled || !`${uri}/`.startsWith(ROOT))
      return ran(2, '', 'gio: Der angegebene Ort ist nicht eingehängt');
    const fault = faults.get(verb);
    const path = decodeURIComponent(uri.slice(ROOT.length));
    // Of what storybind copies, books alone are spoilt: its list comes first.
    const isWanted = verb !== 'copy' || !path.endsWith('.json');
    const answer =
      fault === 'refused' && isWanted ? ran(1, '', 'gio: Nein') : await verbs[verb]?.(path, named[0] ?? '');
    if (fault && isWanted) faults.delete(verb);
    return answer ?? ran(1, '', `gio: ${verb}?`);
  };
  return { files, calls, run, failNext: (verb, fault) => faults.set(verb, fault), pull: () => (isPulled = true) };
}

export const GIO_ROOT = ROOT;
