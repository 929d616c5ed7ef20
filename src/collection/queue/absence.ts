/** Says once that Redis is away, however often it is looked for, and once that it is back. */
export class Absence {
  readonly #say: (event: AbsenceEvent) => void;
  #isAway = false;

  constructor(say: (event: AbsenceEvent) => void) {
    this.#say = say;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  away(reason: string): void {
    if (!this.#isAway) this.#say({ kind: 'away', reason });
    this.#isAway = true;
  }

  back(): void {
    if (this.#isAway) this.#say({ kind: 'back' });
    this.#isAway = false;
  }
}

export type AbsenceEvent = { readonly kind: 'away'; readonly reason: string } | { readonly kind: 'back' };

/** Whether Redis could not be reached, rather than answered what nobody wanted to hear. */
export const isAbsence = (error: Error): boolean => 'code' in error || error.message === 'Connection is closed.';
