import { basename, extname, join, resolve } from 'node:path';
import { StoryError } from '../diagnostics/report.js';
import { fileStats, isFolder } from '../io/files.js';

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
  readonly #inputs: readonly string[];
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();
  #known: ReadonlyMap<string, string> | undefined;

  /** `inputs`: the files that the run reads, all of them. */
  constructor(wish: OutputWish, inputs: readonly string[] = []) {
    this.#wish = wish;
    this.#inputs = inputs;
  }

  /**
   * `stem` is the story's name without its extension; `extension` the book's, without the dot. Throws `output-is-source`
   * where one of the run's inputs lies at the path, read already or not.
   */
  pathFor(stem: string, extension: string): string {
    const path = this.#freePath(stem, extension);
    const input = this.#inputAt(path);
    if (input === undefined) return path;
    const message = `Writing \`${path}\` would overwrite \`${input}\`, which this run reads. Choose another name with \`-o\`.`;
    throw new StoryError('output-is-source', message, { file: path });
  }

  #freePath(stem: string, extension: string): string {
    const { output, isFolder } = this.#wish;
    if (output !== undefined && !isFolder) return output;
    const equal = foldName(`${stem}.${extension}`);
    for (let count = (this.#counts.get(equal) ?? 0) + 1; ; count += 1) {
      const name = `${stem}${count > 1 ? `-${count}` : ''}.${extension}`;
      if (this.#taken.has(foldName(name))) continue;
      this.#taken.add(foldName(name));
      this.#counts.set(equal, count);
      return join(output ?? DEFAULT_FOLDER, name);
    }
  }

  #inputAt(path: string): string | undefined {
    const id = idOf(path);
    if (id === undefined) return undefined;
    this.#known ??= new Map(this.#inputs.map((input) => [idOf(input) ?? '', input]));
    return this.#known.get(id);
  }
}

/** The file that the path leads to, whatever else leads to it; undefined where there is none. */
function idOf(path: string): string | undefined {
  const stats = fileStats(path);
  return stats?.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
}

const foldName = (name: string): string => name.normalize('NFC').toLowerCase();

/** The paths of a run's books, where `-o` names `output` or nothing; of several, it names their folder. */
export const pathsFor = (output: string | undefined, isMany: boolean, inputs: readonly string[]): OutputPaths =>
  new OutputPaths(
    {
      ...(output !== undefined && { output }),
      isFolder: output !== undefined && (isMany || endsWithSlash(output) || isFolder(output)),
    },
    inputs,
  );

/** `stories/rain.txt` → `rain`, `stories/rain/` → `rain`. */
export function stemOf(path: string): string {
  const name = basename(resolve(path));
  const stem = name.slice(0, name.length - extname(name).length).replace(/^\.+/, '');
  return stem || 'story';
}

export const endsWithSlash = (path: string): boolean => path.endsWith('/') || path.endsWith('\\');
