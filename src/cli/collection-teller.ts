import { performance } from 'node:perf_hooks';
import type { CataloguedBook, CatalogueEntry } from '../collection/catalogue/row.js';
import type { RunEvent, RunSummary } from '../collection/run/run.js';
import { onOneLine } from '../diagnostics/format.js';
import type { BuildFlags } from './build-flags.js';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfFindings, graver } from './exit-codes.js';
import { progressLine } from './progress-line.js';
import { summarise } from './summarise.js';
import { counted, type Ui } from './ui.js';

/** How often the bar is drawn anew, in milliseconds. */
const REDRAWN = 100;

/** Tells people, and scripts, what happens in the run of a collection. */
export class CollectionTeller {
  readonly #flags: BuildFlags;
  readonly #ui: Ui;
  readonly #start = performance.now();
  readonly #flagged = new Map<string, number>();
  #due = 0;
  #done = 0;
  #failed = 0;
  #drawn = 0;
  #exitCode: ExitCode = EXIT.written;
  /** What is for stdout goes out in its order. */
  #data: Promise<void> = Promise.resolve();

  constructor(flags: BuildFlags, ui: Ui) {
    this.#flags = flags;
    this.#ui = ui;
  }

  readonly hear = (event: RunEvent): void => {
    switch (event.kind) {
      case 'flagged':
        this.#ui.diagnose(event.diagnostic);
        if (event.diagnostic.code === 'input-unreadable') this.#exitCode = graver(this.#exitCode, EXIT.input);
        break;
      case 'planned':
        this.#due = event.plan.due.length;
        for (const row of event.plan.current) this.#tellJson(row, 'current');
        for (const row of event.plan.stillFailed) this.#tellJson(row, 'failed');
        break;
      case 'bound':
        this.#ended(event.entry);
        break;
      case 'failed':
        this.#failed += 1;
        this.#ended(event.entry);
        break;
      case 'touched':
        this.#tellJson(event.row, event.row.state === 'bound' ? 'current' : 'failed');
        this.#advance();
        break;
      case 'renamed': {
        const { path, output } = event.row;
        if (!this.#ui.isWatched) this.#ui.say(`${output}  is the name of the book of ${onOneLine(path)} now`);
        this.#tellJson({ path, book: { output } }, 'renamed');
        break;
      }
      case 'pruned':
        this.#ui.say(`removed ${onOneLine(event.row.book?.output ?? event.row.path)}: its story is gone`);
        this.#tellJson(event.row, 'removed');
        break;
      default:
        event satisfies never;
    }
  };

  /** The last lines. Resolves when everything is out; rejects when nobody reads what is for stdout. */
  async end(summary: RunSummary, out: string): Promise<void> {
    this.#ui.clearProgress();
    if (summary.reason) this.#ui.diagnose(summary.reason);
    for (const { path } of summary.stillFailed.slice(0, MOST_LISTED))
      this.#ui.say(`failed before, unchanged: ${onOneLine(path)}`);
    for (const { path } of summary.stillFlagged.slice(0, MOST_LISTED))
      this.#ui.say(`flagged before, unchanged: ${onOneLine(path)}`);
    for (const line of this.#goneLines(summary)) this.#ui.say(line);
    if (this.#flagged.size > 0) this.#ui.say(`flagged: ${this.#listFlagged()}`);
    this.#ui.say(this.#ui.paint('bold', summaryLine(summary, out, performance.now() - this.#start)));
    await this.#data;
  }

  #goneLines({ gone, outOfReach }: RunSummary): readonly string[] {
    const near = gone.length - outOfReach.length;
    const way = this.#flags.prune ? ', for they were changed since' : '; --prune removes them';
    return [
      ...(near > 0 ? [`${counted(near, 'book')} left whose stories are gone${way}`] : []),
      ...(outOfReach.length > 0
        ? [
            `${counted(outOfReach.length, 'book')} kept: where their stories were, nothing can be found. Is the disk there?`,
          ]
        : []),
    ];
  }

  exitCode(summary: RunSummary): ExitCode {
    const failed = summary.stillFailed.length > 0 ? EXIT.input : EXIT.written;
    const flagged = summary.stillFlagged.length > 0 ? EXIT.warnings : EXIT.written;
    const stopped = summary.reason ? exitCodeOf(summary.reason) : EXIT.written;
    return [failed, flagged, stopped].reduce<ExitCode>(graver, this.#exitCode);
  }

  #ended(entry: CatalogueEntry): void {
    const { diagnostics, metadata, state, book, path } = entry;
    this.#ui.clearProgress();
    if (state === 'bound' && book && metadata && !this.#ui.isWatched) {
      this.#ui.say(`${book.output}  ${summarise(metadata.counts)}`);
    }
    for (const one of diagnostics) {
      if (one.severity === 'error') this.#ui.diagnose(one);
      else if (one.severity === 'warning') this.#flagged.set(one.code, (this.#flagged.get(one.code) ?? 0) + 1);
    }
    const last = diagnostics.at(-1);
    const exitCode =
      state === 'failed' && last ? exitCodeOf(last) : exitCodeOfFindings(diagnostics, this.#flags.strict === true);
    this.#exitCode = graver(this.#exitCode, exitCode);
    this.#tellJson({ path, ...(book && { book }) }, state, entry);
    this.#advance();
  }

  #advance(): void {
    this.#done += 1;
    const now = performance.now();
    if (now - this.#drawn < REDRAWN && this.#done < this.#due) return;
    this.#drawn = now;
    const { isWatched } = this.#ui;
    if (!isWatched) return;
    const progress = { done: this.#done, failed: this.#failed, due: this.#due, milliseconds: now - this.#start };
    this.#ui.progress(progressLine(progress));
  }

  #tellJson(row: Told, state: string, entry?: CatalogueEntry): void {
    if (!this.#flags.json) return;
    const line = {
      file: row.path,
      output: row.book?.output ?? null,
      status: state === 'bound' ? 'written' : state,
      title: entry?.metadata?.title ?? null,
      counts: entry?.metadata?.counts ?? null,
      diagnostics: entry?.diagnostics ?? [],
    };
    this.#data = this.#data.then(() => this.#ui.data(`${JSON.stringify(line)}\n`));
    // Who reads may leave before the end (`| head`): the run goes on, and `end` tells.
    this.#data.catch(() => {});
  }

  #listFlagged(): string {
    const byCount = [...this.#flagged].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
    return byCount.map(([code, count]) => `${code} ${count}×`).join(', ');
  }
}

interface Told {
  readonly path: string;
  readonly book?: Pick<CataloguedBook, 'output'>;
}

/** More lines than this say no more than the report does. */
const MOST_LISTED = 20;

/** `2,210 books in books/: 12 bound, 2,196 as they were, 2 failed, in 3.1 s`. */
function summaryLine(summary: RunSummary, out: string, milliseconds: number): string {
  const { bound, current, failed, pruned, isWhole } = summary;
  const parts = [
    `${bound} bound`,
    ...(current > 0 ? [`${current} as they were`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(pruned > 0 ? [`${pruned} removed`] : []),
  ];
  const end = isWhole ? '' : '; not all was done, the next run goes on';
  return `${counted(bound + current, 'book')} in ${out}: ${parts.join(', ')}, in ${(milliseconds / 1000).toFixed(1)} s${end}`;
}
