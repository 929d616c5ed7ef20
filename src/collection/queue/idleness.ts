/** Tells when there has been nothing to do for so long. */
export class Idleness {
  /** Never resolves where no patience is given. */
  readonly over: Promise<void>;
  #patience: number | undefined;
  #end: () => void = () => {};
  #busy = 0;
  #timer: NodeJS.Timeout | undefined;

  /** In milliseconds. */
  constructor(patience: number | undefined) {
    this.#patience = patience;
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#wait();
  }

  /** How much is under way. */
  get busy(): number {
    return this.#busy;
  }

  begin(): void {
    this.#busy += 1;
    clearTimeout(this.#timer);
  }

  end(): void {
    this.#busy -= 1;
    if (this.#busy === 0) this.#wait();
  }

  stop(): void {
    this.#patience = undefined;
    clearTimeout(this.#timer);
  }

  #wait(): void {
    if (this.#patience !== undefined) this.#timer = setTimeout(this.#end, this.#patience);
  }
}
