import { resolve } from 'node:path';
import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import type { BindOptions } from '../../options.js';
import { DEFAULT_TEMPLATE, type NameTemplate, parseTemplate } from '../book-names.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openFolderOfBooks } from '../catalogue/open.js';
import type { CatalogueEntry, CatalogueRow } from '../catalogue/row.js';
import { type FoundStory, findStories, type ScanOptions } from '../scan.js';
import type { Executor } from './executor.js';
import { Ledger } from './ledger.js';
import { type DueStory, optionsHash, type Plan, planRun } from './plan.js';
import { prune } from './prune.js';
import { bookName, Shelf, type Standing } from './shelf.js';
import { bindAll, unlessUnwritable } from './work.js';

export interface RunRequest extends ScanOptions {
  /** The folders (or files) with the stories. */
  readonly roots: readonly string[];
  /** The folder of books. */
  readonly out: string;
  readonly options: BindOptions;
  /** The version of storybind. */
  readonly tool: string;
  /** See `parseTemplate`. Default: a book lies where its story lay. */
  readonly name?: string;
  /** Stories that failed, and have not changed since, are tried again. */
  readonly isRetrying?: boolean;
  /** Books whose stories are gone are taken away. */
  readonly isPruning?: boolean;
  /** Waits for another run in the same folder to end, instead of giving way. */
  readonly isWaiting?: boolean;
  /** Makes who does the work, once it is known how many stories there are to bind. */
  readonly executor: (due: number) => Promise<Executor>;
  readonly signal: AbortSignal;
  readonly say: (event: RunEvent) => void;
}

/** What happens in a run, in its order. */
export type RunEvent =
  | { readonly kind: 'flagged'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'planned'; readonly plan: Plan; readonly total: number }
  | { readonly kind: 'bound'; readonly due: DueStory; readonly entry: CatalogueEntry }
  | { readonly kind: 'failed'; readonly due: DueStory; readonly entry: CatalogueEntry }
  | { readonly kind: 'touched'; readonly due: DueStory; readonly row: CatalogueRow }
  | { readonly kind: 'renamed'; readonly key: string; readonly output: string }
  | { readonly kind: 'pruned'; readonly row: CatalogueRow };

/** What the run leaves. */
export interface RunSummary {
  readonly bound: number;
  /** Those whose books were as they should be. */
  readonly current: number;
  /** Those that failed now, and those that failed before and have not changed. */
  readonly failed: number;
  readonly stillFailed: readonly CatalogueRow[];
  readonly pruned: number;
  /** Those whose stories are gone and whose books were left. */
  readonly gone: readonly CatalogueRow[];
  /** False when it was cut short: by Ctrl-C, or because nothing more could be written. */
  readonly isWhole: boolean;
  /** Why nothing more could be written. */
  readonly reason?: Diagnostic;
}

/**
 * Binds what is due of a collection: what is new, has changed, or is asked for with other options. One story that fails
 * does not stop the others. Killed at any moment it leaves whole books and a whole catalogue, and the next run goes on.
 * Throws `input-directory` when there is no story, `output-unwritable`, `catalogue-busy` and `catalogue-newer` before it
 * has begun.
 */
export async function runCollection(request: RunRequest): Promise<RunSummary> {
  const { signal, say } = request;
  const out = resolve(request.out);
  const template = parseTemplate(request.name ?? DEFAULT_TEMPLATE);
  const found = findStories(request.roots, { ...request, excluded: [out] });
  if (found.length === 0) throw noStories(request.roots);
  const isWaiting = request.isWaiting === true;
  const flag = (diagnostic: Diagnostic): void => say({ kind: 'flagged', diagnostic });
  const { catalogue, staging, close } = await openFolderOfBooks(out, { isWaiting, signal, flag });
  try {
    const known = catalogue.rows();
    const run = { out, options: optionsHash(request.options), tool: request.tool };
    const roots = request.roots.map((root) => resolve(root).replaceAll('\\', '/'));
    const plan = planRun({ ...run, found, known, roots, isRetrying: request.isRetrying === true });
    say({ kind: 'planned', plan, total: found.length });
    const ledger = new Ledger(catalogue);
    const shelf = new Shelf(out, staging, template, standingBooks(known, found, template, catalogue));
    const ended = await bindAll({ request, plan, known, staging, shelf, ledger, optionsHash: run.options });
    let reason = ended.reason ?? unlessUnwritable(() => ledger.flush());
    const isWhole = reason === undefined && !signal.aborted;
    const pruned = request.isPruning && isWhole ? prune(withinReach(plan.gone, found, roots), out, ledger) : [];
    for (const row of pruned) {
      shelf.remove(row.key);
      say({ kind: 'pruned', row });
    }
    if (isWhole) reason = unlessUnwritable(() => settleNames(shelf, ledger, say));
    const { due, current, stillFailed, gone } = plan;
    return {
      bound: ended.bound,
      current: current.length + ended.touched,
      failed: ended.failed + stillFailed.length,
      stillFailed,
      pruned: pruned.length,
      gone: gone.filter((row) => !pruned.includes(row)),
      isWhole: isWhole && reason === undefined && ended.bound + ended.failed + ended.touched === due.length,
      ...(reason && { reason }),
    };
  } finally {
    close();
  }
}

/** The books that are there, each with the name that the template gives it now: it may be another than the last run's. */
function* standingBooks(
  known: ReadonlyMap<string, CatalogueRow>,
  found: readonly FoundStory[],
  template: NameTemplate,
  catalogue: Catalogue,
): Generator<Standing> {
  const stories = new Map(found.map((story) => [story.key, story]));
  for (const { key, book } of known.values()) {
    if (!book) continue;
    const { output } = book;
    const story = stories.get(key);
    const metadata = story && catalogue.metadataOf(key);
    const extension = /(?:\.kepub)?\.[^./]+$/.exec(output)?.[0] ?? '';
    yield { key, output, wanted: metadata ? bookName(template, story, metadata) + extension : output };
  }
}

/**
 * Those of the stories gone that are surely gone: below a folder that still holds others. One that holds none may be a
 * disk that is not mounted.
 */
function withinReach(
  gone: readonly CatalogueRow[],
  found: readonly FoundStory[],
  roots: readonly string[],
): readonly CatalogueRow[] {
  const living = roots.filter((root) => found.some(({ key }) => key.startsWith(`${root}/`)));
  return gone.filter(({ key }) => living.some((root) => key.startsWith(`${root}/`)));
}

function noStories(roots: readonly string[]): StoryError {
  const [first = '.'] = roots;
  const message = `The folder \`${first}\` holds no stories. Give a story file, or a folder of stories.`;
  return new StoryError('input-directory', message, { file: first });
}

/** Gives the books the names that they have whatever the order was, and takes everything down. */
function settleNames(shelf: Shelf, ledger: Ledger, say: RunRequest['say']): void {
  const names = shelf.settle();
  ledger.add((catalogue) => catalogue.rename(names));
  for (const [key, output] of names) say({ kind: 'renamed', key, output });
  ledger.flush();
}
