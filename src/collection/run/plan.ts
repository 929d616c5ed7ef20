import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BindOptions } from '../../options.js';
import type { CatalogueRow } from '../catalogue/row.js';
import { isRacy, isSame, stateOf } from '../file-state.js';
import { type FoundStory, isBelow } from '../scan.js';

/** Why a story is to be bound. */
type DueReason = 'new' | 'changed' | 'options' | 'version' | 'book-gone' | 'retry';

/** A story that is to be bound. */
export interface DueStory {
  readonly story: FoundStory;
  readonly reason: DueReason;
  /** The hash of its own files when nothing but their dates may have changed. */
  readonly known?: string;
}

export interface Plan {
  readonly due: readonly DueStory[];
  /** Those whose books are as they should be. */
  readonly current: readonly CatalogueRow[];
  /** Those that failed before, of which nothing has changed since. */
  readonly stillFailed: readonly CatalogueRow[];
  /** Those whose files are gone. */
  readonly gone: readonly CatalogueRow[];
}

export interface PlanInput {
  readonly found: readonly FoundStory[];
  readonly known: ReadonlyMap<string, CatalogueRow>;
  /** The folder of books. */
  readonly out: string;
  /** The hash of the options, and the version, of this run. */
  readonly options: string;
  readonly tool: string;
  readonly isRetrying: boolean;
  /** The folders that were looked through: what is gone is told of these alone. */
  readonly roots: readonly string[];
}

/** What is to be done, told by the catalogue and the files' dates: no story is opened. */
export function planRun(input: PlanInput): Plan {
  const due: DueStory[] = [];
  const current: CatalogueRow[] = [];
  const stillFailed: CatalogueRow[] = [];
  for (const story of input.found) {
    const row = input.known.get(story.key);
    const verdict = judge(story, row, input);
    if (verdict !== undefined) due.push({ story, ...verdict });
    else if (row) (row.state === 'bound' ? current : stillFailed).push(row);
  }
  const keys = new Set(input.found.map(({ key }) => key));
  const isGone = ({ key }: CatalogueRow): boolean =>
    !keys.has(key) && input.roots.some((root) => key === root || isBelow(key, root));
  const gone = [...input.known.values()].filter(isGone);
  return { due, current, stillFailed, gone };
}

type Verdict = Omit<DueStory, 'story'>;

/** Why the story is due; undefined when it is not. */
function judge(story: FoundStory, row: CatalogueRow | undefined, input: PlanInput): Verdict | undefined {
  if (!row) return { reason: 'new' };
  if (row.options !== input.options) return { reason: 'options' };
  if (row.tool !== input.tool) return { reason: 'version' };
  if (row.state === 'failed' && input.isRetrying) return { reason: 'retry' };
  if (row.state === 'bound' && !isInPlace(row, input.out)) return { reason: 'book-gone' };
  const own = row.inputs.filter(({ isOwn }) => isOwn);
  const others = row.inputs.filter(({ isOwn }) => !isOwn);
  const seen = BigInt(row.seen);
  const isUnchanged = (input: (typeof row.inputs)[number]): boolean => {
    const now = stateOf(input.path);
    return isSame(input, now) && !isRacy(now, seen);
  };
  if (!others.every(isUnchanged)) return { reason: 'changed' };
  const files = new Set(story.files);
  const isOwnSame = own.length === files.size && own.every((one) => files.has(one.path) && isUnchanged(one));
  return isOwnSame ? undefined : { reason: 'changed', known: row.content };
}

/** Whether the book lies where it was put, as it was put there. */
function isInPlace({ book }: CatalogueRow, out: string): boolean {
  if (!book) return false;
  const now = stateOf(join(out, book.output));
  return now.size === book.size && now.modified === book.modified;
}

/** The hash of all that the options ask of the books; the cover's bytes are of them, the memory of the work is not. */
export function optionsHash(options: BindOptions): string {
  const { cover, memory: _memory, ...rest } = options;
  const hash = createHash('sha256').update(JSON.stringify(rest, sortedKeys));
  if (cover instanceof Uint8Array) hash.update(cover);
  else hash.update(String(cover));
  return hash.digest('hex');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
