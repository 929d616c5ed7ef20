import type { RunEvent, RunSummary } from '../collection/run/run.js';
import type { Diagnostic } from '../diagnostics/report.js';
import { writeAtomically } from '../io/write-atomically.js';
import { reportPage } from './report-page.js';

/** What became of one story, as the report tells it. */
export interface ReportedStory {
  readonly path: string;
  /** Below the folder of books; null when there is none. */
  readonly output: string | null;
  readonly status: 'bound' | 'failed' | 'current' | 'failed before' | 'removed';
  readonly title: string | null;
  readonly milliseconds: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The whole report: what `--report report.json` writes. */
export interface ReportedRun {
  readonly tool: string;
  /** The folder of books. */
  readonly out: string;
  readonly counts: {
    readonly bound: number;
    readonly current: number;
    readonly failed: number;
    readonly pruned: number;
    readonly gone: number;
  };
  readonly isWhole: boolean;
  /** In the order of their paths. */
  readonly stories: readonly ReportedStory[];
}

/** Gathers what happens in a run, and writes it into a file at its end: a page for people, or JSON. */
export class RunReport {
  readonly #path: string;
  readonly #tool: string;
  readonly #stories = new Map<string, ReportedStory>();

  constructor(path: string, tool: string) {
    this.#path = path;
    this.#tool = tool;
  }

  readonly hear = (event: RunEvent): void => {
    if (event.kind === 'planned') {
      for (const row of event.plan.current) this.#add(row, 'current');
      for (const row of event.plan.stillFailed) this.#add(row, 'failed before');
    } else if (event.kind === 'bound' || event.kind === 'failed') {
      const { entry } = event;
      const title = entry.metadata?.title ?? null;
      this.#add(entry, event.kind, { title, milliseconds: entry.milliseconds, diagnostics: entry.diagnostics });
    } else if (event.kind === 'touched')
      this.#add(event.row, event.row.state === 'bound' ? 'current' : 'failed before');
    else if (event.kind === 'pruned') this.#add(event.row, 'removed');
    else if (event.kind === 'renamed') this.#rename(event.row.key, event.row.output);
  };

  /** Throws `output-unwritable`. */
  write(summary: RunSummary, out: string): void {
    const { bound, current, failed, pruned, gone, isWhole } = summary;
    const stories = [...this.#stories.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const counts = { bound, current, failed, pruned, gone: gone.length };
    const run: ReportedRun = { tool: this.#tool, out, counts, isWhole, stories };
    const text = /\.html?$/i.test(this.#path) ? reportPage(run) : `${JSON.stringify(run, undefined, 2)}\n`;
    writeAtomically(this.#path, new TextEncoder().encode(text));
  }

  #add(row: Row, status: ReportedStory['status'], told: Partial<ReportedStory> = {}): void {
    const { key, path, book } = row;
    const output = book?.output ?? null;
    this.#stories.set(key, { path, output, status, title: null, milliseconds: 0, diagnostics: [], ...told });
  }

  #rename(key: string, output: string): void {
    const story = this.#stories.get(key);
    if (story) this.#stories.set(key, { ...story, output });
  }
}

type Row = {
  readonly key: string;
  readonly path: string;
  readonly book?: { readonly output: string };
};
