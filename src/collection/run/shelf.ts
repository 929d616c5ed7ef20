import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { explainSystemError } from '../../io/system-errors.js';
import { makeFolder } from '../../io/write-atomically.js';
import { assignNames, marked, type NameFacts, type NameTemplate, nameOf } from '../book-names.js';
import type { CataloguedBook, CataloguedMetadata, CatalogueRow } from '../catalogue/row.js';
import { stateOf } from '../file-state.js';
import type { FoundStory } from '../scan.js';
import type { BoundResult } from './task.js';

/** The folder of books: gives each its name, and keeps two from having the same. */
export class Shelf {
  readonly #folder: string;
  readonly #template: NameTemplate;
  /** The name that each story's book wants, and the one that it has, by the story's key. */
  readonly #wanted = new Map<string, string>();
  readonly #names = new Map<string, string>();
  /** Whose each name is, in lower case. */
  readonly #owners = new Map<string, string>();

  constructor(folder: string, template: NameTemplate, standing: Iterable<CatalogueRow>) {
    this.#folder = folder;
    this.#template = template;
    for (const { key, book } of standing) if (book) this.#note(key, book.wanted, book.output);
  }

  /** Puts the book that waits into its place. Throws `output-unwritable`. */
  place(story: FoundStory, result: BoundResult): CataloguedBook {
    const wanted = `${nameOf(this.#template, factsOf(story, result.metadata))}.${result.extension}`;
    const old = this.#names.get(story.key);
    if (old !== undefined) this.#owners.delete(old.toLowerCase());
    const owner = this.#owners.get(wanted.toLowerCase());
    const output = owner === undefined || owner === story.key ? wanted : marked(wanted, story.key);
    this.#move(result.staging, output);
    this.#note(story.key, wanted, output);
    const { modified } = stateOf(join(this.#folder, output));
    return { output, wanted, size: result.size, modified, sha256: result.sha256 };
  }

  /**
   * Gives every book the name that it has whatever the order was in which they came. The new names, by the stories' keys;
   * each has been moved.
   */
  settle(): ReadonlyMap<string, string> {
    const due = assignNames([...this.#wanted].map(([key, name]) => ({ key, name })));
    const moves = [...due].filter(([key, name]) => this.#names.get(key) !== name);
    // By way of a name that no book has: two may change places.
    for (const [key] of moves)
      this.#move(join(this.#folder, this.#names.get(key) ?? ''), `${this.#names.get(key)}.moving`);
    for (const [key, name] of moves) {
      this.#move(join(this.#folder, `${this.#names.get(key)}.moving`), name);
      this.#names.set(key, name);
    }
    return new Map(moves);
  }

  /** The story's book is no longer there. */
  remove(key: string): void {
    this.#owners.delete(this.#names.get(key)?.toLowerCase() ?? '');
    this.#names.delete(key);
    this.#wanted.delete(key);
  }

  #note(key: string, wanted: string, output: string): void {
    this.#wanted.set(key, wanted);
    this.#names.set(key, output);
    this.#owners.set(output.toLowerCase(), key);
  }

  #move(from: string, name: string): void {
    const to = join(this.#folder, name);
    try {
      makeFolder(dirname(to));
      renameSync(from, to);
    } catch (cause) {
      const message = `\`${to}\` cannot be written: ${explainSystemError(cause)}.`;
      throw new StoryError('output-unwritable', message, { file: to }, { cause });
    }
  }
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
