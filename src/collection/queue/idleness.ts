/** Tells when there has been nothing to do for so long, and nothing is to come. */
export class Idleness {
  /** Never resolves where no patience is given. */
  readonly over: Promise<void>;
  #patience: number | undefined;
  #end: () => void = () => {};
  #busy = 0;
  #timer: NodeJS.Timeout | undefined;

  readonly #isDue: () => Promise<boolean>;

  /** `patience`: in milliseconds. `isDue` tells whether there will be something to do later. */
  constructor(patience: number | undefined, isDue: () => Promise<boolean>) {
    this.#patience = patience;
    this.#isDue = isDue;
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
    if (this.#patience !== undefined) this.#timer = setTimeout(() => void this.#endUnlessDue(), this.#patience);
  }

  async #endUnlessDue(): Promise<void> {
    const isDue = await this.#isDue();
    if (this.#busy > 0) return;
    if (isDue) this.#wait();
    else this.#end();
  }
}
