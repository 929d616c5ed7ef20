const IDENTIFIER = String.raw`(?:-{0,2}(?:[A-Za-z_\u0080-\uffff]|\\[\s\S])(?:[\w\u0080-\uffff-]|\\[\s\S])*)`;
const TYPE = new RegExp(String.raw`(?:(?:${IDENTIFIER}|\*)?\|)?(?:${IDENTIFIER}|\*)`, 'y');
const SIMPLE: readonly RegExp[] = [
  new RegExp(String.raw`\.${IDENTIFIER}`, 'y'),
  /#(?:[\w\u0080-\uffff-]|\\[\s\S])+/y,
  new RegExp(
    String.raw`\[\s*(?:(?:${IDENTIFIER}|\*)?\|)?${IDENTIFIER}\s*(?:[~|^$*]?=\s*(?:"[^"]*"|'[^']*'|${IDENTIFIER})\s*)?\]`,
    'y',
  ),
];
/** A colon alone selects nothing, but parsers skip it; so do they with a percentage, which keyframes have. */
const PSEUDO = new RegExp(`::?(?:${IDENTIFIER})?`, 'y');
const PERCENTAGE = /[0-9.]+%/y;
const COMBINATOR = /\s*[>+~]\s*|\s+/y;

/** Whether the text is a list of selectors. Selectors 3 #grammar; what a functional pseudo-class holds is only balanced. */
export function isSelectorList(text: string): boolean {
  const reader = new SelectorReader(text.trim());
  return reader.readList();
}

class SelectorReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readList(): boolean {
    do {
      this.#take(/\s*/y);
      if (!this.#readSelector()) return false;
    } while (this.#take(/\s*,/y));
    return this.#at === this.#text.length;
  }

  #readSelector(): boolean {
    if (!this.#readCompound()) return false;
    for (;;) {
      const before = this.#at;
      const isCombined = this.#take(COMBINATOR);
      if (!isCombined) return true;
      if (!this.#readCompound()) {
        const isTrailing = /^\s*$/.test(this.#text.slice(before, this.#at)) || this.#text[this.#at] === ',';
        return isTrailing && !/[>+~]/.test(this.#text.slice(before, this.#at));
      }
    }
  }

  #readCompound(): boolean {
    let isAny = this.#take(PERCENTAGE) || this.#take(TYPE);
    for (;;) {
      if (SIMPLE.some((pattern) => this.#take(pattern))) isAny = true;
      else if (this.#take(PSEUDO)) {
        isAny = true;
        if (this.#text[this.#at] === '(' && !this.#readArguments()) return false;
      } else return isAny;
    }
  }

  #readArguments(): boolean {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      if (this.#text[this.#at] === '(') depth++;
      if (this.#text[this.#at] === ')' && --depth === 0) {
        this.#at++;
        return true;
      }
    }
    return false;
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null || found[0] === '') return found !== null && pattern.source === '\\s*';
    this.#at += found[0].length;
    return true;
  }
}
