import { renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { explainSystemError } from '../../io/system-errors.js';
import { makeFolder } from '../../io/write-atomically.js';
import { assignNames, foldName, marked, type NameFacts, type NameTemplate, nameOf } from '../book-names.js';
import type { CataloguedBook, CataloguedMetadata } from '../catalogue/row.js';
import { stateOf } from '../file-state.js';
import type { FoundStory } from '../scan.js';
import type { BoundResult } from './task.js';

/** A book that lies on the shelf already. */
export interface Standing {
  readonly key: string;
  /** Below the folder, with slashes. */
  readonly output: string;
  /** The name that the template gives it now. */
  readonly wanted: string;
}

/** The folder of books: gives each its name, and keeps two from having the same. */
export class Shelf {
  readonly #folder: string;
  readonly #staging: string;
  readonly #template: NameTemplate;
  /** The name that each story's book wants, and the one that it has, by the story's key. */
  readonly #wanted = new Map<string, string>();
  readonly #names = new Map<string, string>();
  /** Whose each name is, as a file system without case has it. */
  readonly #owners = new Map<string, string>();

  /** `staging` is a folder on the same file system, for books that change places. */
  constructor(folder: string, staging: string, template: NameTemplate, standing: Iterable<Standing>) {
    this.#folder = folder;
    this.#staging = staging;
    this.#template = template;
    for (const { key, wanted, output } of standing) this.#note(key, wanted, output);
  }

  /** Puts the book that waits into its place, and takes away the one that it replaces. Throws `output-unwritable`. */
  place(story: FoundStory, result: BoundResult): CataloguedBook {
    const wanted = `${bookName(this.#template, story, result.metadata)}.${result.extension}`;
    const old = this.#names.get(story.key);
    this.#forget(story.key);
    const output = this.#owners.has(foldName(wanted)) ? marked(wanted, story.key) : wanted;
    this.#move(result.staging, join(this.#folder, output));
    if (old !== undefined && foldName(old) !== foldName(output)) takeAway(join(this.#folder, old), this.#folder);
    this.#note(story.key, wanted, output);
    const { modified } = stateOf(join(this.#folder, output));
    return { output, size: result.size, modified, sha256: result.sha256 };
  }

  /**
   * Gives every book the name that it has whatever the order was in which they came. The new names, by the stories' keys;
   * each has been moved.
   */
  settle(): ReadonlyMap<string, string> {
    const due = assignNames([...this.#wanted].map(([key, name]) => ({ key, name })));
    const moves = [...due].flatMap(([key, name]) => {
      const old = this.#names.get(key);
      return old === undefined || old === name ? [] : [{ key, name, old: join(this.#folder, old) }];
    });
    // By way of another folder: two may change places.
    for (const [index, { old }] of moves.entries()) this.#move(old, this.#movingPath(index));
    for (const [index, { key, name, old }] of moves.entries()) {
      this.#move(this.#movingPath(index), join(this.#folder, name));
      removeEmptyFolders(dirname(old), this.#folder);
      this.#names.set(key, name);
    }
    return new Map(moves.map(({ key, name }) => [key, name]));
  }

  /** The story's book is no longer there. */
  remove(key: string): void {
    this.#forget(key);
  }

  #note(key: string, wanted: string, output: string): void {
    this.#wanted.set(key, wanted);
    this.#names.set(key, output);
    this.#owners.set(foldName(output), key);
  }

  #forget(key: string): void {
    this.#owners.delete(foldName(this.#names.get(key) ?? ''));
    this.#names.delete(key);
    this.#wanted.delete(key);
  }

  #movingPath(index: number): string {
    return join(this.#staging, `moving-${index}`);
  }

  #move(from: string, to: string): void {
    try {
      makeFolder(dirname(to));
      renameSync(from, to);
    } catch (cause) {
      const message = `\`${to}\` cannot be written: ${explainSystemError(cause)}.`;
      throw new StoryError('output-unwritable', message, { file: to }, { cause });
    }
  }
}

/** What the template calls the story's book, without its extension. */
export const bookName = (template: NameTemplate, story: FoundStory, metadata: CataloguedMetadata): string =>
  nameOf(template, factsOf(story, metadata));

/** Removes the file, and the folders that this leaves empty below the folder of books. */
export function takeAway(path: string, out: string): void {
  rmSync(path, { force: true });
  removeEmptyFolders(dirname(path), out);
}

function removeEmptyFolders(folder: string, out: string): void {
  if (folder.length <= out.length || !folder.startsWith(out)) return;
  try {
    rmdirSync(folder);
  } catch {
    // It holds other books.
    return;
  }
  removeEmptyFolders(dirname(folder), out);
}

function factsOf(story: FoundStory, metadata: CataloguedMetadata): NameFacts {
  const [author] = metadata.creators;
  const [series] = metadata.series;
  const [fandom] = metadata.fandoms;
  const path = story.kind === 'file' ? story.place.replace(/\.[^./]+$/, '') : story.place;
  const year = (metadata.published ?? metadata.completed ?? metadata.updated)?.slice(0, 4);
  return {
    path,
    ...(metadata.title !== null && { title: metadata.title }),
    ...(author !== undefined && { author }),
    ...(series && { series: series.name }),
    ...(series?.position != null && { position: series.position }),
    ...(metadata.language !== null && { language: metadata.language }),
    ...(fandom !== undefined && { fandom }),
    ...(metadata.rating !== null && { rating: metadata.rating }),
    ...(year !== undefined && { year }),
  };
}
