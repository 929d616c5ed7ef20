import type { Code } from '../../diagnostics/codes.js';
import type { Report } from '../../diagnostics/report.js';
import type { Place } from '../../model/story.js';

interface Count {
  readonly code: Code;
  readonly place: Place | undefined;
  readonly say: (times: string) => string;
  times: number;
}

/** Gathers what happens many times in a file, so that it is said once: at its first place, with how often. */
export class Tally {
  readonly #counts = new Map<string, Count>();

  /** `say` gets how often as words to put behind the fact: the empty string, or ` (3 times, here first)`. */
  add(code: Code, about: string, place: Place | undefined, say: (times: string) => string): void {
    const key = `${code} ${about}`;
    const known = this.#counts.get(key);
    if (known) known.times += 1;
    else this.#counts.set(key, { code, place, say, times: 1 });
  }

  report(report: Report): void {
    for (const { code, place, say, times } of this.#counts.values()) {
      report.add(code, say(times > 1 ? ` (${times} times, here first)` : ''), place);
    }
  }
}
