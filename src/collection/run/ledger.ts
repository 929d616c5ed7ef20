import { StoryError } from '../../diagnostics/report.js';
import { explainSystemError } from '../../io/system-errors.js';
import type { Catalogue } from '../catalogue/catalogue.js';

/** How many changes are taken down at once: a transaction costs more than what is in it. */
const BATCH = 64;

/** Takes down what became of the stories, many in a transaction, each whole or not at all. */
export class Ledger {
  readonly #catalogue: Catalogue;
  #waiting: ((catalogue: Catalogue) => void)[] = [];

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  add(change: (catalogue: Catalogue) => void): void {
    this.#waiting.push(change);
    if (this.#waiting.length >= BATCH) this.flush();
  }

  /** Everything that waits is in the catalogue when it returns. Throws `output-unwritable`, and then none of it is. */
  flush(): void {
    const changes = this.#waiting;
    this.#waiting = [];
    if (changes.length === 0) return;
    try {
      this.#catalogue.transaction(() => {
        for (const change of changes) change(this.#catalogue);
      });
    } catch (cause) {
      const message = `The catalogue cannot be written: ${explainSystemError(cause)}. The next run binds these stories again.`;
      throw new StoryError('output-unwritable', message, {}, { cause });
    }
  }
}
