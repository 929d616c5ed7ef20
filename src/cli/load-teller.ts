import type { PreparedBook } from '../deliver/books/prepared.js';
import type { Ejected } from '../deliver/find/eject.js';
import type { LoadOutcome } from '../deliver/loading.js';
import type { Placed, Target } from '../deliver/target.js';
import { onOneLine } from '../diagnostics/format.js';
import { counted, type Ui } from './ui.js';

interface TellerFlags {
  readonly json?: true;
  readonly dryRun?: true;
}

type Action = Placed['action'];

const DONE: Readonly<Record<Action, string>> = {
  added: 'added',
  replaced: 'replaced',
  unchanged: 'unchanged',
  moved: 'moved',
  removed: 'taken away',
  failed: 'not loaded',
};

/** Tells of each book as it comes onto the device or leaves it, then of the whole. */
export class LoadTeller {
  readonly #target: Target;
  readonly #books: ReadonlyMap<string, PreparedBook>;
  readonly #flags: TellerFlags;
  readonly #ui: Ui;
  readonly #total: number;
  readonly #counts = new Map<Action, number>();
  #count = 0;

  /** `total`: how many books will be told of, as far as that is known. */
  constructor(target: Target, books: readonly PreparedBook[], total: number, flags: TellerFlags, ui: Ui) {
    this.#target = target;
    this.#books = new Map(books.map((book) => [book.loadable.key, book]));
    this.#total = total;
    this.#flags = flags;
    this.#ui = ui;
  }

  hear({ action, path }: Placed): void {
    this.#counts.set(action, (this.#counts.get(action) ?? 0) + 1);
    this.#count += 1;
    this.#ui.progress(`${this.#count} of ${Math.max(this.#total, this.#count)} · ${path}`);
    // A thousand books that are there already are nobody's news.
    if (action !== 'unchanged' && action !== 'failed') {
      const would = this.#flags.dryRun ? 'would be ' : '';
      this.#ui.say(`${this.#ui.paint('bold', onOneLine(path))}  ${would}${DONE[action]}`);
    }
  }

  /** What is for programs, then the last words for people. */
  async end({ placed, diagnostics, isDone }: LoadOutcome, ejected: Ejected | undefined): Promise<void> {
    this.#ui.clearProgress();
    for (const one of diagnostics) this.#ui.diagnose(one);
    if (this.#flags.json) {
      for (const one of placed) await this.#ui.data(`${JSON.stringify(this.#bookOf(one))}\n`);
      const { profile, root, folder } = this.#target;
      const counts = Object.fromEntries(this.#counts);
      const whole = {
        device: profile.id,
        name: profile.name,
        root,
        folder,
        isDone,
        isDryRun: this.#flags.dryRun === true,
      };
      await this.#ui.data(
        `${JSON.stringify({ ...whole, counts, isEjected: ejected?.isEjected ?? false, diagnostics })}\n`,
      );
    }
    this.#ui.say(this.#summary());
    const farewell = this.#farewell(ejected);
    if (farewell !== undefined) this.#ui.say(farewell);
  }

  /** The object that `--json` prints of a book. */
  #bookOf({ key, path, action, bytes, sha256 }: Placed): Record<string, unknown> {
    const book = this.#books.get(key);
    const status = this.#flags.dryRun && action !== 'unchanged' && action !== 'failed' ? 'planned' : action;
    return {
      file: book?.file ?? null,
      path,
      action,
      status,
      bytes: bytes ?? null,
      sha256: sha256 ?? null,
      diagnostics: book?.diagnostics ?? [],
    };
  }

  #summary(): string {
    const { profile, root } = this.#target;
    const parts = [...this.#counts].map(([action, count]) => `${counted(count, 'book')} ${DONE[action]}`);
    const would = this.#flags.dryRun ? ' (nothing was written)' : '';
    return `${profile.name} at ${root}: ${parts.length > 0 ? parts.join(' · ') : 'nothing to do'}${would}`;
  }

  /** How to part with the device, where there is something to say of it. */
  #farewell(ejected: Ejected | undefined): string | undefined {
    if (ejected?.isEjected) return 'It is ejected: pull it out.';
    if (ejected)
      return `It could not be ejected (${ejected.reason}). Eject it by your system’s own means before you pull it out.`;
    return this.#target.transport === 'upload' || this.#flags.dryRun
      ? undefined
      : 'Eject it before you pull it out (--eject does).';
  }
}
