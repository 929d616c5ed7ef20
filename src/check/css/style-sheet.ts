import { isSelectorList } from './selectors.js';

/** A URL that a style sheet holds. */
export interface StyleUrl {
  readonly url: string;
  readonly kind: 'image' | 'font' | 'import';
  readonly offset: number;
}

interface StyleFault {
  readonly message: string;
  readonly offset: number;
}

export interface Declaration {
  /** In lower case. */
  readonly property: string;
  readonly value: string;
  /** What the block around it belongs to: a selector, or an at-rule's name with its `@`. */
  readonly owner: string;
  readonly offset: number;
  /** After its semicolon, where it has one. */
  readonly end: number;
}

export interface AtRule {
  /** In lower case, without the `@`. */
  readonly name: string;
  readonly prelude: string;
  readonly offset: number;
  /** Where its block holds something: after the `{`, and at the `}`. */
  readonly block?: { readonly start: number; readonly end: number };
}

export interface StyleFacts {
  readonly declarations: readonly Declaration[];
  readonly atRules: readonly AtRule[];
  readonly urls: readonly StyleUrl[];
  readonly faults: readonly StyleFault[];
}

/** What a style sheet (or the declarations of a `style` attribute) says, and where its syntax breaks. Linear; never throws. */
export function readStyles(text: string, kind: 'sheet' | 'declarations'): StyleFacts {
  return new StyleReader(text).read(kind);
}

/** The at-rules whose blocks hold rules; every other block holds declarations. */
const HOLDS_RULES: ReadonlySet<string> = new Set([
  'media',
  'supports',
  'layer',
  'container',
  'document',
  '-moz-document',
  'scope',
  'keyframes',
  '-webkit-keyframes',
  '-moz-keyframes',
  '-o-keyframes',
]);

interface Block {
  readonly holdsRules: boolean;
  readonly owner: string;
  readonly offset: number;
  /** Of an at-rule: its place among them, and where the block begins. */
  readonly atRule?: { readonly index: number; readonly start: number };
}

interface Piece {
  readonly text: string;
  readonly offset: number;
  /** `{`, `}`, `;`, or empty at the end. */
  readonly end: string;
}

const PLAIN = /[^{};"'/()\\]+/y;
const MOST_FAULTS = 50;

class StyleReader {
  readonly #text: string;
  readonly #declarations: Declaration[] = [];
  readonly #atRules: AtRule[] = [];
  readonly #urls: StyleUrl[] = [];
  readonly #faults: StyleFault[] = [];
  readonly #blocks: Block[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text.replace(/<!--|-->/g, (mark) => ' '.repeat(mark.length));
  }

  read(kind: 'sheet' | 'declarations'): StyleFacts {
    while (this.#at < this.#text.length) {
      const block = this.#blocks.at(-1);
      const holdsRules = block ? block.holdsRules : kind === 'sheet';
      const piece = this.#readPiece();
      if (holdsRules) this.#takeRulePiece(piece);
      else this.#takeDeclaration(piece, block?.owner ?? '');
    }
    for (const { owner, offset } of this.#blocks) this.#fault(`the block of \`${cut(owner)}\` is not closed`, offset);
    return { declarations: this.#declarations, atRules: this.#atRules, urls: this.#urls, faults: this.#faults };
  }

  #takeRulePiece({ text, offset, end }: Piece): void {
    const prelude = text.trim();
    if (prelude.startsWith('@')) {
      this.#takeAtRule(prelude, offset, end);
    } else if (end === '{') {
      const owner = this.#blocks.at(-1)?.owner ?? '';
      if (!owner.includes('keyframes') && !isSelectorList(prelude)) {
        this.#fault(`\`${cut(prelude)}\` is no selector`, offset);
      }
      this.#blocks.push({ holdsRules: false, owner: prelude, offset });
    } else {
      if (prelude !== '' || end === ';') this.#fault(`\`${cut(prelude)}${end}\` is no rule`, offset);
      if (end === '}') this.#close(offset);
    }
  }

  #takeAtRule(prelude: string, offset: number, end: string): void {
    const name = /^@([-\w]*)/.exec(prelude)?.[1]?.toLowerCase() ?? '';
    const rest = prelude.slice(name.length + 1).trim();
    if (name === '') this.#fault('an `@` names no rule', offset);
    const index = this.#atRules.push({ name, prelude: rest, offset }) - 1;
    if (name === 'import') this.#takeImport(rest, offset);
    const atRule = { index, start: this.#at };
    if (end === '{') this.#blocks.push({ holdsRules: HOLDS_RULES.has(name), owner: `@${name}`, offset, atRule });
    else if (end !== ';') this.#fault(`\`@${name}\` is not ended by a semicolon or a block`, offset);
    if (end === '}') this.#close(offset);
  }

  #takeImport(rest: string, offset: number): void {
    const url = /^url\(\s*["']?([^"')]*)["']?\s*\)|^["']([^"']*)["']/i.exec(rest);
    if (url !== null) this.#urls.push({ url: (url[1] ?? url[2] ?? '').trim(), kind: 'import', offset });
  }

  #takeDeclaration(piece: Piece, owner: string): void {
    const { text, offset, end } = piece;
    const trimmed = text.trim();
    if (end === '{') {
      const isMargin = trimmed.startsWith('@') && owner.startsWith('@page');
      if (!isMargin) this.#fault(`a block opens inside of the block of \`${cut(owner)}\``, offset);
      this.#blocks.push({ holdsRules: false, owner: trimmed, offset });
      return;
    }
    if (trimmed !== '' || end === ';') this.#readDeclaration(trimmed, piece, owner);
    if (end === '}') this.#close(offset);
  }

  #readDeclaration(text: string, { offset, end: sign }: Piece, owner: string): void {
    const end = this.#at - (sign === '}' ? 1 : 0);
    const colon = text.indexOf(':');
    const property = text.slice(0, Math.max(colon, 0)).trim();
    const value = text.slice(colon + 1).trim();
    if (text.startsWith('@')) return;
    const fault = declarationFault(text, colon, property, value);
    if (fault !== undefined) {
      this.#fault(fault, offset);
      return;
    }
    this.#declarations.push({ property: property.toLowerCase(), value, owner, offset, end });
    const kind = owner.toLowerCase() === '@font-face' ? 'font' : 'image';
    for (const match of value.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)/gi)) {
      this.#urls.push({ url: (match[1] ?? match[2] ?? match[3] ?? '').trim(), kind, offset });
    }
  }

  #close(offset: number): void {
    const block = this.#blocks.pop();
    if (block === undefined) this.#fault('a `}` closes no block', offset);
    const known = block?.atRule && this.#atRules[block.atRule.index];
    if (!block?.atRule || !known) return;
    this.#atRules[block.atRule.index] = { ...known, block: { start: block.atRule.start, end: this.#at - 1 } };
  }

  /** Reads to the next brace or semicolon that stands outside of strings, comments and parentheses. */
  #readPiece(): Piece {
    let text = '';
    let offset = -1;
    let depth = 0;
    while (this.#at < this.#text.length) {
      const plain = this.#match(PLAIN);
      if (plain !== '') {
        if (offset < 0 && plain.trim() !== '') offset = this.#at - plain.trimStart().length;
        text += plain;
        continue;
      }
      const character = this.#text[this.#at] as string;
      if (offset < 0 && character !== '/') offset = this.#at;
      if (character === '/' && this.#text[this.#at + 1] === '*') {
        this.#skipComment();
        text += ' ';
        continue;
      }
      if (character === '"' || character === "'") {
        text += this.#readString(character);
        continue;
      }
      if (character === '(') depth++;
      if (character === ')') depth = Math.max(0, depth - 1);
      const isEnd = character === '{' || character === '}' || (character === ';' && depth === 0);
      if (isEnd && depth > 0) this.#fault('a parenthesis is not closed', this.#at);
      this.#at++;
      if (isEnd) return { text, offset: Math.max(offset, 0), end: character };
      text += character === '\\' ? character + (this.#text[this.#at++] ?? '') : character;
      if (character === '(' && /^url\($/i.test(this.#text.slice(this.#at - 4, this.#at))) text += this.#readBareUrl();
    }
    if (depth > 0) this.#fault('a parenthesis is not closed', this.#text.length);
    return { text, offset: offset < 0 ? this.#text.length : offset, end: '' };
  }

  #readBareUrl(): string {
    return this.#match(/[ \t\r\n]*(?=["'])|[^)"']*/y);
  }

  #readString(quote: string): string {
    const start = this.#at++;
    for (;;) {
      this.#match(quote === '"' ? /[^"\\\n]+/y : /[^'\\\n]+/y);
      if (this.#text[this.#at] !== '\\') break;
      this.#at += 2;
    }
    const body = this.#text.slice(start + 1, this.#at);
    if (this.#text[this.#at] === quote) this.#at++;
    else this.#fault('a string is not closed', start);
    return `${quote}${body}${quote}`;
  }

  #skipComment(): void {
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end < 0) this.#fault('a comment is not closed', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 2;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fault(message: string, offset: number): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ message, offset });
  }
}

function declarationFault(text: string, colon: number, property: string, value: string): string | undefined {
  if (text === '') return 'a semicolon ends nothing';
  if (colon < 0) return `\`${cut(text)}\` lacks a colon`;
  if (/^@/.test(value)) return `\`${cut(text)}\` has an at-rule for a value`;
  if (!/^_?-{0,2}[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*$/.test(property))
    return `\`${cut(property)}\` is no property`;
  return value === '' ? `the property \`${property}\` has no value` : undefined;
}

function cut(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
