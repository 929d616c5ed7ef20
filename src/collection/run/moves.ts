import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { fileStats } from '../../io/files.js';
import { explainSystemError } from '../../io/system-errors.js';
import { makeFolder, writeAtomically } from '../../io/write-atomically.js';
import { freeName } from '../book-names.js';
import { HOUSE_FOLDER } from '../catalogue/house-folder.js';
import { removeEmptyFolders } from './take-away.js';

/** A book that is to have another name; both are below the folder of books, with slashes. */
export interface Move {
  /** Its story's. */
  readonly key: string;
  readonly old: string;
  readonly name: string;
}

/** The new names of books, by their stories' keys, and why others have none. */
export interface Settled {
  readonly names: ReadonlyMap<string, string>;
  readonly refused: readonly StoryError[];
}

/** A book under way: what it is called between its places. */
interface Journey extends Move {
  readonly by: string;
}

/**
 * The journeys of a run that may be cut off at any moment: while they are leaving, those under way go back; once they are
 * arriving, none is in its old place any more, and those under way go on.
 */
interface Journal {
  readonly step: 'leaving' | 'arriving';
  readonly journeys: readonly Journey[];
}

/**
 * Books change their names by way of another folder, for two may change places. What is under way is written down before
 * it leaves its place, and until `close` says that the new names are recorded: a run that is killed loses no book.
 */
export class Moves {
  readonly #out: string;
  readonly #between: string;
  readonly #journal: string;

  /** `out`: the folder of books. */
  constructor(out: string) {
    this.#out = out;
    this.#between = join(out, HOUSE_FOLDER, 'moving');
    this.#journal = join(out, HOUSE_FOLDER, 'moves.json');
  }

  /** A book that cannot have its new name keeps its old one, or bears a mark where another has that by now. */
  make(moves: readonly Move[]): Settled {
    if (moves.length === 0) return NOTHING;
    const before = this.#underWay();
    const leaving = moves.map((move) => ({ ...move, by: randomUUID() }));
    this.#write({ step: 'leaving', journeys: [...before, ...leaving] });
    const refused: StoryError[] = [];
    const away = leaving.filter(({ old, by }) => {
      const error = move(this.#pathOf(old), this.#onTheWay(by));
      if (error) refused.push(error);
      return !error;
    });
    const arrived = this.#arrive([...before, ...away]);
    return { names: arrived.names, refused: [...refused, ...arrived.refused] };
  }

  /** Brings to its end what a run before this was cut off in. */
  finish(): Settled {
    const journal = this.#read();
    if (!journal) return NOTHING;
    if (journal.step === 'arriving') return this.#arrive(journal.journeys);
    return this.#arrive(this.#underWay().map((journey) => ({ ...journey, name: journey.old })));
  }

  /** The new names are recorded: nothing is left to finish, but for books that have found no place. */
  close(): void {
    const journal = this.#read();
    if (!journal) return;
    const journeys = this.#underWay();
    if (journeys.length > 0) this.#write({ ...journal, journeys });
    else rmSync(this.#journal, { force: true });
    removeEmptyFolders(this.#between, this.#out);
  }

  /** Each book that is under way into its place, or back into its old one. */
  #arrive(journeys: readonly Journey[]): Settled {
    const refused: StoryError[] = [];
    const ended = [...journeys];
    this.#write({ step: 'arriving', journeys: ended });
    for (const [index, journey] of journeys.entries()) {
      if (!fileStats(this.#onTheWay(journey.by))) continue;
      for (const name of this.#placesFor(journey)) {
        // Written down first: what is found there was put there.
        if (name !== journey.name) this.#write({ step: 'arriving', journeys: ended.with(index, { ...journey, name }) });
        const error = move(this.#onTheWay(journey.by), this.#pathOf(name));
        ended[index] = { ...journey, name };
        if (!error) break;
        refused.push(error);
      }
      removeEmptyFolders(dirname(this.#pathOf(journey.old)), this.#out);
    }
    const changed = ended.filter(({ old, name }) => old !== name);
    return { names: new Map(changed.map(({ key, name }) => [key, name])), refused };
  }

  /** Where a book may go, the best first: where nothing lies. */
  #placesFor({ key, old, name }: Journey): readonly string[] {
    const isTaken = (place: string): boolean => fileStats(this.#pathOf(place)) !== undefined;
    const own = freeName(old, key, isTaken);
    return isTaken(name) ? [own] : [name, own];
  }

  /** Those between their places, told by a run before this one. */
  #underWay(): readonly Journey[] {
    return this.#read()?.journeys.filter(({ by }) => fileStats(this.#onTheWay(by))) ?? [];
  }

  #pathOf(name: string): string {
    return join(this.#out, name);
  }

  #onTheWay(by: string): string {
    return join(this.#between, by);
  }

  #write(journal: Journal): void {
    writeAtomically(this.#journal, new TextEncoder().encode(JSON.stringify(journal)));
  }

  #read(): Journal | undefined {
    try {
      const journal: unknown = JSON.parse(readFileSync(this.#journal, 'utf8'));
      return isJournal(journal) ? journal : undefined;
    } catch {
      return undefined;
    }
  }
}

const NOTHING: Settled = { names: new Map(), refused: [] };

/** A file that someone else has written leads nothing out of the folder of books. */
function isJournal(journal: unknown): journal is Journal {
  const { step, journeys } = (journal ?? {}) as Partial<Journal>;
  return (step === 'leaving' || step === 'arriving') && Array.isArray(journeys) && journeys.every(isJourney);
}

const isJourney = (journey: Partial<Journey> | null): boolean =>
  typeof journey?.key === 'string' &&
  /^[\da-f-]+$/u.test(journey.by ?? '') &&
  isBelow(journey.old) &&
  isBelow(journey.name);

const isBelow = (name: unknown): boolean =>
  typeof name === 'string' &&
  name !== '' &&
  !name.startsWith('/') &&
  !/[\\:]/u.test(name) &&
  !name.split('/').includes('..');

/** Why the file cannot be moved, if it cannot. */
function move(from: string, to: string): StoryError | undefined {
  try {
    makeFolder(dirname(to));
    renameSync(from, to);
    return undefined;
  } catch (cause) {
    const message = `\`${to}\` cannot be written: ${explainSystemError(cause)}.`;
    return new StoryError('output-unwritable', message, { file: to }, { cause });
  }
}
