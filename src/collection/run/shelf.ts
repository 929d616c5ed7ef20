import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { fileStats } from '../../io/files.js';
import { explainSystemError } from '../../io/system-errors.js';
import { makeFolder } from '../../io/write-atomically.js';
import { assignNames, foldName, freeName, type NameTemplate, nameOf } from '../book-names.js';
import type { CataloguedBook, CataloguedMetadata } from '../catalogue/row.js';
import { stateOf } from '../file-state.js';
import { nameFacts } from '../name-facts.js';
import type { FoundStory } from '../scan.js';
import type { Move, Moves, Settled } from './moves.js';
import { isAsPut, isSameBook } from './same-book.js';
import { takeAway } from './take-away.js';
import type { BoundResult } from './task.js';

/** A book that lies on the shelf already. */
export interface Standing {
  readonly key: string;
  /** Below the folder, with slashes. */
  readonly output: string;
  /** The name that the template gives it now. */
  readonly wanted: string;
  /** Of the book as it was put there. */
  readonly sha256: string;
}

/** Where the books go. */
export interface ShelfPlace {
  /** By no links. */
  readonly folder: string;
  readonly moves: Moves;
  /** The files of the stories. */
  readonly sources: Iterable<string>;
}

/** A book in its place. */
export interface Placed {
  readonly book: CataloguedBook;
  /** What its owner should know of how it came there. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The folder of books: gives each its name, and keeps two from having the same. What is not its own it leaves alone. */
export class Shelf {
  readonly #folder: string;
  readonly #moves: Moves;
  /** The stories' files, folded, that no book may take the place of. */
  readonly #sources: ReadonlySet<string>;
  readonly #template: NameTemplate;
  /** What stands there, by the story's key. */
  readonly #standing = new Map<string, Standing>();
  /** Whose each name is, as a file system without case has it. */
  readonly #owners = new Map<string, string>();

  constructor(place: ShelfPlace, template: NameTemplate, standing: Iterable<Standing>) {
    this.#folder = place.folder;
    this.#moves = place.moves;
    this.#sources = new Set([...place.sources].map(foldName));
    this.#template = template;
    for (const book of standing) this.#note(book);
  }

  /**
   * Puts the book that waits into its place, and takes away the one that it replaces. Where a file lies that is not
   * storybind's, the book bears a mark. Throws `output-unwritable`, and `output-is-source` where a story lies there.
   */
  place(story: FoundStory, result: BoundResult): Placed {
    const { key } = story;
    const wanted = `${bookName(this.#template, story, result.metadata)}.${result.extension}`;
    const old = this.#standing.get(key);
    this.#forget(key);
    const output = freeName(
      wanted,
      key,
      (name) => this.#owners.has(foldName(name)) || this.#isForeign(name, result, old),
    );
    this.#put(result.staging, output);
    const { size, sha256 } = result;
    this.#note({ key, output, wanted, sha256 });
    const { modified } = stateOf(this.#pathOf(output));
    const isInTheWay = output !== wanted && !this.#owners.has(foldName(wanted));
    const diagnostics = [
      ...(isInTheWay ? [nameTaken(story.path, wanted, output)] : []),
      ...(old && foldName(old.output) !== foldName(output) ? this.#replace(story.path, old, output) : []),
    ];
    return { book: { output, size, modified, sha256 }, diagnostics };
  }

  /**
   * Gives every book the name that it has whatever the order was in which they came. What cannot be moved keeps its name.
   */
  settle(): Settled {
    const moves = this.#dueMoves();
    const onStories = moves.filter(({ name }) => this.#isSource(name));
    const { names, refused } = this.#moves.make(moves.filter(({ name }) => !this.#isSource(name)));
    return { names, refused: [...refused, ...onStories.map(({ name }) => onStory(this.#pathOf(name)))] };
  }

  /** The story's book is no longer there. */
  remove(key: string): void {
    this.#forget(key);
  }

  #dueMoves(): readonly Move[] {
    const wanted = [...this.#standing.values()].map(({ key, wanted: name }) => ({ key, name }));
    const due = assignNames(wanted, (name) => !this.#isSource(name) && !this.#mayHave(name));
    return [...due].flatMap(([key, name]) => {
      const old = this.#standing.get(key)?.output;
      const isMoved = old !== undefined && old !== name && stateOf(this.#pathOf(old)).size !== null;
      return isMoved ? [{ key, name, old }] : [];
    });
  }

  /** Whether nothing lies at the name but a book of ours. */
  #mayHave(name: string): boolean {
    const stats = fileStats(this.#pathOf(name));
    return !stats || (stats.isFile() && this.#owners.has(foldName(name)));
  }

  /** Whether something lies at the name that the new book must not take the place of: it is no state of the same book. */
  #isForeign(name: string, { staging }: BoundResult, old: Standing | undefined): boolean {
    const path = this.#pathOf(name);
    const stats = fileStats(path);
    if (!stats || this.#isSource(name)) return false;
    if (!stats.isFile()) return true;
    return foldName(old?.output ?? '') !== foldName(name) && !isSameBook(path, staging);
  }

  #isSource(name: string): boolean {
    return this.#sources.has(foldName(this.#pathOf(name)));
  }

  /** Takes the book away that another has replaced; one that its owner has changed stays. */
  #replace(file: string, old: Standing, output: string): readonly Diagnostic[] {
    const path = this.#pathOf(old.output);
    const isGone = isAsPut(path, old.sha256) && takeAway(path, this.#folder);
    return isGone ? [] : [bookKept(file, old.output, output)];
  }

  #put(from: string, name: string): void {
    const to = this.#pathOf(name);
    if (this.#isSource(name)) throw onStory(to);
    try {
      makeFolder(dirname(to));
      renameSync(from, to);
    } catch (cause) {
      const message = `\`${to}\` cannot be written: ${explainSystemError(cause)}.`;
      throw new StoryError('output-unwritable', message, { file: to }, { cause });
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, name);
  }

  #note(book: Standing): void {
    this.#standing.set(book.key, book);
    this.#owners.set(foldName(book.output), book.key);
  }

  #forget(key: string): void {
    this.#owners.delete(foldName(this.#standing.get(key)?.output ?? ''));
    this.#standing.delete(key);
  }
}

/** What the template calls the story's book, without its extension. */
export const bookName = (template: NameTemplate, story: FoundStory, metadata: CataloguedMetadata): string =>
  nameOf(template, nameFacts(story.place, story.kind, metadata));

function onStory(path: string): StoryError {
  const message = `A book would take the place of the story \`${path}\`. Choose another folder with \`-o\`, or other names with \`--name\`.`;
  return new StoryError('output-is-source', message, { file: path });
}

const nameTaken = (file: string, wanted: string, output: string): Diagnostic =>
  diagnostic(
    'output-name-taken',
    `Something that storybind did not put there lies at \`${wanted}\`: the book is \`${output}\`. Move the other away, and the next run gives the book its name.`,
    { file },
  );

const bookKept = (file: string, old: string, output: string): Diagnostic =>
  diagnostic(
    'book-kept',
    `The book is \`${output}\` now. The one before, \`${old}\`, was changed since it was bound, and stays. Remove it when you no longer want it.`,
    { file },
  );
