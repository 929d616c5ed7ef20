/** Follows fenced code through the lines of a text. CommonMark 0.31 #fenced-code-blocks, without containers. */
export class Fences {
  #open: { readonly sign: string; readonly length: number } | undefined;

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Takes the next line; true when it is code, or a fence. */
  take(line: string): boolean {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const marks = fence?.[1] ?? '';
    const rest = fence?.[2] ?? '';
    if (this.#open) {
      if (marks.length >= this.#open.length && marks[0] === this.#open.sign && rest.trim() === '')
        this.#open = undefined;
      return true;
    }
    if (marks === '' || (marks[0] === '`' && rest.includes('`'))) return false;
    this.#open = { sign: marks[0] ?? '', length: marks.length };
    return true;
  }
}
