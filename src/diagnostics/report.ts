import type { Place } from '../model/story.js';
import { CODES, type Code, type Severity } from './codes.js';

/** A flaw, a decision or a guess, as plain JSON. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** States the fact, quotes the value, and offers the mend. */
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

/** What a diagnostic is about: a place, or only a file. */
export type About = Partial<Place>;

/** Collects what the stages have to say. It never prints. */
export class Report {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #file: string | undefined;

  /** `file` is what diagnostics without a file of their own are about. */
  constructor(file?: string) {
    this.#file = file;
  }

  /** Adds a diagnostic; its severity is that of its code. The message states the fact, quotes the value, offers a way out. */
  add(code: Code, message: string, about: About = {}): void {
    this.#diagnostics.push(diagnostic(code, message, { ...(this.#file && { file: this.#file }), ...about }));
  }

  /** Takes over diagnostics made elsewhere. */
  take(diagnostics: Iterable<Diagnostic>): void {
    for (const one of diagnostics) this.#diagnostics.push(one);
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  has(severity: Severity): boolean {
    return this.#diagnostics.some((one) => one.severity === severity);
  }
}

/** A diagnostic of the code's own severity. */
export function diagnostic(code: Code, message: string, about: About = {}): Diagnostic {
  const { file, line, column } = about;
  return {
    code,
    severity: CODES[code].severity,
    message,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

/** Thrown only when no book can result. Carries the diagnostic that says why, and the cause where there is one. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
  readonly diagnostic: Diagnostic;

  constructor(code: Code, message: string, about: About = {}, options?: ErrorOptions) {
    super(message, options);
    this.diagnostic = diagnostic(code, message, about);
  }

  /** What the diagnostic says, as the end of the work. */
  static of({ code, message, ...about }: Diagnostic): StoryError {
    return new StoryError(code, message, about);
  }
}
