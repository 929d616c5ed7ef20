import { basename, extname, join, resolve } from 'node:path';
import { isFolder } from '../io/files.js';

/** Where books go when nothing is said. */
export const DEFAULT_FOLDER = 'out';

export interface OutputWish {
  /** What `-o` names, if anything. */
  readonly output?: string;
  /** True when `-o` names a folder: it is one already, or ends with a slash, or there are several stories. */
  readonly isFolder: boolean;
}

/** Gives each story of a run its book's path, named for the story's file; an ordinal parts equal names. */
export class OutputPaths {
  readonly #wish: OutputWish;
  readonly #taken = new Map<string, number>();

  constructor(wish: OutputWish) {
    this.#wish = wish;
  }

  /** `stem` is the story's name without its extension; `extension` the book's, without the dot. */
  pathFor(stem: string, extension: string): string {
    const { output, isFolder } = this.#wish;
    if (output !== undefined && !isFolder) return output;
    const key = `${stem.toLowerCase()}.${extension}`;
    const count = (this.#taken.get(key) ?? 0) + 1;
    this.#taken.set(key, count);
    return join(output ?? DEFAULT_FOLDER, `${stem}${count > 1 ? `-${count}` : ''}.${extension}`);
  }
}

/** The paths of a run's books, where `-o` names `output` or nothing; of several, it names their folder. */
export const pathsFor = (output: string | undefined, isMany: boolean): OutputPaths =>
  new OutputPaths({
    ...(output !== undefined && { output }),
    isFolder: output !== undefined && (isMany || endsWithSlash(output) || isFolder(output)),
  });

/** `stories/rain.txt` → `rain`, `stories/rain/` → `rain`. */
export function stemOf(path: string): string {
  const name = basename(resolve(path));
  const stem = name.slice(0, name.length - extname(name).length).replace(/^\.+/, '');
  return stem || 'story';
}

export const endsWithSlash = (path: string): boolean => path.endsWith('/') || path.endsWith('\\');
