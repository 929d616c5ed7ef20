import { renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { isFolder } from '../../io/files.js';
import { explainSystemError } from '../../io/system-errors.js';
import { makeFolder } from '../../io/write-atomically.js';
import { assignNames, foldName, marked, type NameTemplate, nameOf } from '../book-names.js';
import type { CataloguedBook, CataloguedMetadata } from '../catalogue/row.js';
import { stateOf } from '../file-state.js';
import { nameFacts } from '../name-facts.js';
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

/** The new names of books, by their stories' keys, and why others have none. */
export interface Settled {
  readonly names: ReadonlyMap<string, string>;
  readonly refused: readonly StoryError[];
}

interface Move {
  readonly key: string;
  readonly name: string;
  readonly old: string;
}

/** Where the books go. */
export interface ShelfPlace {
  /** By no links. */
  readonly folder: string;
  /** A folder on the same file system, for books that change places. */
  readonly staging: string;
  /** The files of the stories. */
  readonly sources: Iterable<string>;
}

/** The folder of books: gives each its name, and keeps two from having the same. */
export class Shelf {
  readonly #folder: string;
  readonly #staging: string;
  /** The stories' files, folded, that no book may take the place of. */
  readonly #sources: ReadonlySet<string>;
  readonly #template: NameTemplate;
  /** The name that each story's book wants, and the one that it has, by the story's key. */
  readonly #wanted = new Map<string, string>();
  readonly #names = new Map<string, string>();
  /** Whose each name is, as a file system without case has it. */
  readonly #owners = new Map<string, string>();

  constructor(place: ShelfPlace, template: NameTemplate, standing: Iterable<Standing>) {
    this.#folder = place.folder;
    this.#staging = place.staging;
    this.#sources = new Set([...place.sources].map(foldName));
    this.#template = template;
    for (const { key, wanted, output } of standing) this.#note(key, wanted, output);
  }

  /**
   * Puts the book that waits into its place, and takes away the one that it replaces. Throws `output-unwritable`, and
   * `output-is-source` where a story lies there.
   */
  place(story: FoundStory, result: BoundResult): CataloguedBook {
    const wanted = `${bookName(this.#template, story, result.metadata)}.${result.extension}`;
    const old = this.#names.get(story.key);
    this.#forget(story.key);
    const isTaken = this.#owners.has(foldName(wanted)) || isFolder(this.#pathOf(wanted));
    const output = isTaken ? marked(wanted, story.key) : wanted;
    this.#move(result.staging, this.#pathOf(output));
    if (old !== undefined && foldName(old) !== foldName(output)) takeAway(this.#pathOf(old), this.#folder);
    this.#note(story.key, wanted, output);
    const { modified } = stateOf(this.#pathOf(output));
    return { output, size: result.size, modified, sha256: result.sha256 };
  }

  /**
   * Gives every book the name that it has whatever the order was in which they came. What cannot be moved keeps its name.
   */
  settle(): Settled {
    const moves = this.#dueMoves();
    const given = new Set(moves.map(({ name }) => foldName(name)));
    const names = new Map<string, string>();
    const refused: StoryError[] = [];
    // By way of another folder: two may change places.
    for (const [index, { old }] of moves.entries()) this.#move(this.#pathOf(old), this.#movingPath(index));
    for (const [index, { key, name, old }] of moves.entries()) {
      const from = this.#movingPath(index);
      const error = attempt(() => this.#move(from, this.#pathOf(name)));
      const own = given.has(foldName(old)) ? marked(old, key) : old;
      if (error) refused.push(error);
      if (error) this.#move(from, this.#pathOf(own));
      else removeEmptyFolders(dirname(this.#pathOf(old)), this.#folder);
      const now = error ? own : name;
      this.#names.set(key, now);
      if (now !== old) names.set(key, now);
    }
    return { names, refused };
  }

  #dueMoves(): readonly Move[] {
    const due = assignNames([...this.#wanted].map(([key, name]) => ({ key, name })));
    return [...due].flatMap(([key, wanted]) => {
      const name = isFolder(this.#pathOf(wanted)) ? marked(wanted, key) : wanted;
      const old = this.#names.get(key);
      const isMoved = old !== undefined && old !== name && stateOf(this.#pathOf(old)).size !== null;
      return isMoved ? [{ key, name, old }] : [];
    });
  }

  #pathOf(name: string): string {
    return join(this.#folder, name);
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
    if (this.#sources.has(foldName(to))) {
      const message = `A book would take the place of the story \`${to}\`. Choose another folder with \`-o\`, or other names with \`--name\`.`;
      throw new StoryError('output-is-source', message, { file: to });
    }
    try {
      makeFolder(dirname(to));
      renameSync(from, to);
    } catch (cause) {
      const message = `\`${to}\` cannot be written: ${explainSystemError(cause)}.`;
      throw new StoryError('output-unwritable', message, { file: to }, { cause });
    }
  }
}

function attempt(work: () => void): StoryError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof StoryError) return error;
    throw error;
  }
}

/** What the template calls the story's book, without its extension. */
export const bookName = (template: NameTemplate, story: FoundStory, metadata: CataloguedMetadata): string =>
  nameOf(template, nameFacts(story.place, story.kind, metadata));

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
