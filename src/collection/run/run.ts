import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import type { BindOptions } from '../../options.js';
import { bookExtension, DEFAULT_TEMPLATE, type NameTemplate, parseTemplate } from '../book-names.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openFolderOfBooks } from '../catalogue/open.js';
import type { CatalogueEntry, CatalogueRow } from '../catalogue/row.js';
import { type FoundStory, findStories, keyOf, type ScanOptions } from '../scan.js';
import type { Executor } from './executor.js';
import { Ledger } from './ledger.js';
import { Moves } from './moves.js';
import { type DueStory, optionsHash, type Plan, planRun } from './plan.js';
import { prune, surelyGone } from './prune.js';
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
  /** The books that are as they were are looked through for warnings too. */
  readonly isStrict?: boolean;
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
  | { readonly kind: 'renamed'; readonly row: RenamedRow }
  | { readonly kind: 'pruned'; readonly row: CatalogueRow };

/** A book that was given another name. */
interface RenamedRow {
  readonly key: string;
  /** Its story's path. */
  readonly path: string;
  /** Its name now, below the folder of books, with slashes. */
  readonly output: string;
}

/** What the run leaves. */
export interface RunSummary {
  readonly bound: number;
  /** Those whose books were as they should be. */
  readonly current: number;
  /** Those that failed now, and those that failed before and have not changed. */
  readonly failed: number;
  readonly stillFailed: readonly CatalogueRow[];
  /** Of the books that are as they were, those with a warning; none where nobody is strict. */
  readonly stillFlagged: readonly CatalogueRow[];
  readonly pruned: number;
  /** Those whose stories are gone and whose books were left. */
  readonly gone: readonly CatalogueRow[];
  /** Those of them that are not pruned, for nothing is left of their folders: a disk may not be there. */
  readonly outOfReach: readonly CatalogueRow[];
  /** False when it was cut short: by Ctrl-C, or because nothing more could be written. */
  readonly isWhole: boolean;
  /** Why nothing more could be written. */
  readonly reason?: Diagnostic;
}

/**
 * Binds what is due of a collection: what is new, has changed, or is asked for with other options. One story that fails
 * does not stop the others. Killed at any moment it leaves whole books and a whole catalogue, and the next run goes on.
 * Throws `input-directory` when there is no story, `output-is-source` when the books would lie among the stories,
 * `output-unwritable`, `catalogue-busy` and `catalogue-newer` before it has begun.
 */
export async function runCollection(request: RunRequest): Promise<RunSummary> {
  const { signal, say } = request;
  const out = keyOf(request.out);
  const template = parseTemplate(request.name ?? DEFAULT_TEMPLATE);
  const roots = request.roots.map(keyOf);
  if (roots.includes(out)) throw sameFolder(request.out);
  const flag = (diagnostic: Diagnostic): void => say({ kind: 'flagged', diagnostic });
  const passedOver = new Map<string, Diagnostic>();
  const passOver = (reason: Diagnostic): void => void passedOver.set(keyOf(reason.file ?? ''), reason);
  const scanned = findStories(request.roots, { ...request, excluded: [out], passOver });
  for (const reason of passedOver.values()) flag(reason);
  if (scanned.length === 0) throw noStories(request.roots);
  const isWaiting = request.isWaiting === true;
  const { catalogue, staging, close } = await openFolderOfBooks(out, { isWaiting, signal, flag });
  try {
    const moves = new Moves(out);
    const ledger = new Ledger(catalogue);
    finishMoves(moves, ledger);
    const known = catalogue.rows();
    const found = withoutBooks(scanned, known, out);
    const run = { out, options: optionsHash(request.options), tool: request.tool };
    const plan = planRun({ ...run, found, known, roots, isRetrying: request.isRetrying === true });
    say({ kind: 'planned', plan, total: found.length });
    const sources = found.flatMap(({ files }) => files);
    const place = { folder: out, moves, sources };
    const shelf = new Shelf(place, template, standingBooks(known, found, template, catalogue));
    const ended = await bindAll({ request, plan, known, staging, shelf, ledger, optionsHash: run.options });
    let reason = ended.reason ?? unlessUnwritable(() => ledger.flush());
    const isWhole = reason === undefined && !signal.aborted;
    const sure = surelyGone(plan.gone, roots, found, [...passedOver.keys()]);
    const pruned = request.isPruning && isWhole ? prune([...sure], out, ledger) : [];
    for (const row of pruned) {
      shelf.remove(row.key);
      say({ kind: 'pruned', row });
    }
    if (isWhole) reason = unlessUnwritable(() => settleNames(shelf, moves, ledger, found, say));
    const { due, current, gone } = plan;
    const stillFailed = [...plan.stillFailed, ...ended.stillFailed];
    const done = ended.bound + ended.failed + ended.touched + ended.stillFailed.length;
    const taken = new Set(pruned);
    return {
      bound: ended.bound,
      current: current.length + ended.touched,
      failed: ended.failed + stillFailed.length,
      stillFailed,
      stillFlagged: request.isStrict ? flaggedOf(plan.current, catalogue) : [],
      pruned: pruned.length,
      gone: gone.filter((row) => !taken.has(row)),
      outOfReach: gone.filter((row) => !sure.has(row)),
      isWhole: isWhole && reason === undefined && done === due.length,
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
  const names = new Map<string, string>();
  for (const [key, metadata] of catalogue.metadata()) {
    const story = stories.get(key);
    if (story) names.set(key, bookName(template, story, metadata));
  }
  for (const { key, book } of known.values()) {
    if (!book) continue;
    const { output, sha256 } = book;
    const name = names.get(key);
    yield { key, output, wanted: name === undefined ? output : name + bookExtension(output), sha256 };
  }
}

function flaggedOf(current: readonly CatalogueRow[], catalogue: Catalogue): readonly CatalogueRow[] {
  const flagged = catalogue.flagged();
  return current.filter(({ key }) => flagged.has(key));
}

/** Where the stories lie within the folder of books, a book may lie among them. It is not bound again. */
function withoutBooks(
  found: readonly FoundStory[],
  known: ReadonlyMap<string, CatalogueRow>,
  out: string,
): readonly FoundStory[] {
  const books = new Set([...known.values()].flatMap(({ book }) => (book ? [`${out}/${book.output}`] : [])));
  return found.filter(({ key }) => !books.has(key));
}

function sameFolder(out: string): StoryError {
  const message = `The books would lie among the stories in \`${out}\`, and be bound as such. Choose another folder with \`-o\`.`;
  return new StoryError('output-is-source', message, { file: out });
}

function noStories(roots: readonly string[]): StoryError {
  const [first = '.'] = roots;
  const message = `The folder \`${first}\` holds no stories. Give a story file, or a folder of stories.`;
  return new StoryError('input-directory', message, { file: first });
}

/** Books that a run before this was moving when it was cut off have their names, and the catalogue knows them. */
function finishMoves(moves: Moves, ledger: Ledger): void {
  const { names } = moves.finish();
  if (names.size > 0) ledger.add((catalogue) => catalogue.rename(names));
  ledger.flush();
  moves.close();
}

/** Gives the books the names that they have whatever the order was, and takes everything down. */
function settleNames(
  shelf: Shelf,
  moves: Moves,
  ledger: Ledger,
  found: readonly FoundStory[],
  say: RunRequest['say'],
): void {
  const { names, refused } = shelf.settle();
  ledger.add((catalogue) => catalogue.rename(names));
  const paths = new Map(found.map(({ key, path }) => [key, path]));
  for (const [key, output] of names) say({ kind: 'renamed', row: { key, path: paths.get(key) ?? key, output } });
  ledger.flush();
  moves.close();
  const [first] = refused;
  if (first) throw first;
}
