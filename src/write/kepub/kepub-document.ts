import { escapedText } from '../../container/markup-edits.js';
import { type StartTag, type Token, tokensOf } from '../../container/markup-tokens.js';
import {
  attributeIn,
  CODE,
  IMAGES,
  isCountedWhole,
  isForeign,
  languageIn,
  OFFICE,
  PARAGRAPHS,
  UNCOUNTED,
  VOID,
} from './elements.js';
import { DECLARATION, declaredAsUtf8, isDeclaration, metaAsUtf8 } from './encoding.js';
import { columnsEnd, columnsStart, type Marks, marksIn, spanEnd, spanStart, styleHacks } from './marks.js';
import { resolveReferences } from './references.js';
import { sentencesOf } from './sentences.js';

/**
 * A content document as Kobo’s own program reads it: a numbered span around each sentence and image, two `div`s around the
 * text, a style in the head. Its text, attributes, comments and references stay as they are written; tags are closed as
 * both HTML and XML read them. `language` is the book’s, for documents that name none. A document that is a KEPUB’s
 * already stays as it is, and so does one without an `html` root. Ill-formed markup stays ill-formed, but is never lost.
 */
export function kepubDocument(document: string, language = ''): string {
  const text = document.replace(/^[\ufeff\s]+(?=<)/, '');
  const tokens = tokensOf(text);
  const root = tokens.find((token) => token.kind === 'start');
  const known = /^([^:]+:)?html$/i.exec(root?.name ?? '');
  if (!known) return document;
  return new Rewriter(tokens, marksIn(text, tokens), known[1] ?? '', language).rewrite();
}

/** An element that is open: what it means for the text in it. */
interface Open {
  readonly name: string;
  readonly language: string;
  readonly isForeign: boolean;
  readonly isUncounted: boolean;
  /** What is written behind its end tag. */
  readonly after: string;
}

class Rewriter {
  readonly #tokens: readonly Token[];
  readonly #marks: Marks;
  readonly #prefix: string;
  readonly #written: string[] = [];
  readonly #open: Open[] = [];
  readonly #base: Open;
  /** Text that has been met, with the CDATA sections in it. */
  #text = '';
  #at = 0;
  #isInBody = false;
  #saysEncoding = false;
  #paragraph = 0;
  #segment = 0;
  #isPending = false;

  constructor(tokens: readonly Token[], marks: Marks, prefix: string, language: string) {
    this.#tokens = tokens;
    this.#marks = marks;
    this.#prefix = prefix;
    this.#base = { name: '', language, isForeign: false, isUncounted: false, after: '' };
  }

  rewrite(): string {
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at] as Token;
      if (token.kind === 'text') this.#text += token.raw;
      else if (token.kind === 'cdata' && this.#isStory) this.#text += escapedText(token.raw.slice(9, -3));
      else this.#mark(token);
    }
    this.#flush();
    return this.#saysEncoding ? this.#written.join('') : DECLARATION + this.#written.join('');
  }

  get #top(): Open {
    return this.#open.at(-1) ?? this.#base;
  }

  /** True where text is the story’s, counted or not. */
  get #isStory(): boolean {
    const { isForeign: isElsewhere, name } = this.#top;
    return this.#isInBody && !isElsewhere && !CODE.has(name);
  }

  #mark(token: Exclude<Token, { readonly kind: 'text' }>): void {
    this.#flush();
    switch (token.kind) {
      case 'start':
        this.#startTag(token);
        break;
      case 'end':
        this.#endTag(token.raw, this.#localName(token.name));
        break;
      case 'instruction':
        this.#instruction(token.raw);
        break;
      case 'cdata':
      case 'comment':
      case 'doctype':
        this.#written.push(token.raw);
        break;
      default:
        token satisfies never;
    }
  }

  #instruction(raw: string): void {
    if (!isDeclaration(raw)) this.#written.push(raw);
    // kepubify#95: a declaration anywhere else is no declaration but a fault.
    else if (this.#at === 0) {
      this.#saysEncoding = true;
      this.#written.push(declaredAsUtf8(raw));
    }
  }

  #startTag(token: StartTag): void {
    const name = this.#localName(token.name);
    const { isForeign: isElsewhere, isUncounted, language } = this.#top;
    const raw = isElsewhere ? token.raw : withPlainReferences(token.raw);
    if (!isElsewhere && this.#isLeftOut(token, name)) return;
    const isCounted = this.#isInBody && !isUncounted && !this.#marks.hasSpans;
    if (isCounted && PARAGRAPHS.has(name)) this.#isPending = true;
    const isWhole = isCounted && isCountedWhole(name, raw);
    if (isWhole) this.#written.push(IMAGES.has(name) ? this.#imageSpan() : this.#textSpan());
    const after = isWhole ? spanEnd(this.#prefix) : '';
    const entered: Open = {
      name,
      language: languageIn(raw) ?? language,
      isForeign: isElsewhere || (this.#open.length > 0 && isForeign(name, raw)),
      isUncounted: isUncounted || isWhole || UNCOUNTED.has(name),
      after,
    };
    if (entered.isForeign) this.#foreignTag(raw, token.isClosed, { ...entered, isUncounted: true });
    else if (VOID.has(name)) this.#voidTag(raw, name, token.isClosed, after);
    else this.#element(raw, token, entered);
  }

  #foreignTag(raw: string, isClosed: boolean, entered: Open): void {
    this.#written.push(raw);
    if (isClosed) this.#written.push(entered.after);
    else this.#open.push(entered);
  }

  /** `<br>` and `<br></br>` are `<br/>`, which means the same to HTML and to XML. */
  #voidTag(raw: string, name: string, isClosed: boolean, after: string): void {
    const meta = name === 'meta' ? metaAsUtf8(raw) : undefined;
    if (meta !== undefined) this.#saysEncoding = true;
    const tag = meta ?? raw;
    this.#written.push(isClosed ? tag : `${tag.slice(0, -1)}/>`, after);
    if (!isClosed) this.#skipEnd(name);
  }

  #element(raw: string, token: StartTag, entered: Open): void {
    // HTML does not know `<p/>`: what follows would be taken into it.
    this.#written.push(token.isClosed ? `${raw.slice(0, -2).trimEnd()}>` : raw);
    this.#open.push(entered);
    if (entered.name === 'body' && this.#open.length === 2) {
      this.#isInBody = true;
      if (!this.#marks.hasColumns) this.#written.push(columnsStart(this.#prefix));
    }
    if (token.isClosed) this.#endTag(`</${token.name}>`, entered.name);
  }

  #endTag(raw: string, name: string): void {
    const closed = this.#top.name === name ? this.#open.pop() : undefined;
    if (closed && this.#open.length === 1) {
      if (name === 'head' && !this.#marks.hasStyle) this.#written.push(styleHacks(this.#prefix));
      if (name === 'body') {
        if (!this.#marks.hasColumns) this.#written.push(columnsEnd(this.#prefix));
        this.#isInBody = false;
      }
    }
    this.#written.push(raw, closed?.after ?? '');
  }

  /** Adobe’s traces in the head, and what is empty of Office’s. */
  #isLeftOut({ raw, isClosed, name: written }: StartTag, name: string): boolean {
    if (name === 'meta' && /^\s*adept\./i.test(attributeIn(raw, 'name') ?? '')) {
      if (!isClosed) this.#skipEnd(name);
      return true;
    }
    if (!OFFICE.test(written)) return false;
    return isClosed || this.#skipEnd(name);
  }

  /** Passes over the end tag, where it is what comes next. */
  #skipEnd(name: string): boolean {
    const next = this.#tokens[this.#at + 1];
    const isNext = next?.kind === 'end' && this.#localName(next.name) === name;
    if (isNext) this.#at++;
    return isNext;
  }

  #imageSpan(): string {
    this.#paragraph++;
    this.#segment = 1;
    this.#isPending = false;
    return spanStart(this.#prefix, this.#paragraph, this.#segment);
  }

  #flush(): void {
    if (this.#text === '') return;
    const raw = this.#isStory ? cleaned(this.#text) : withPlainReferences(this.#text);
    this.#text = '';
    const isCounted = this.#isInBody && !this.#top.isUncounted && !this.#marks.hasSpans;
    if (isCounted) this.#count(raw);
    else this.#written.push(raw);
  }

  #count(raw: string): void {
    const { name, language } = this.#top;
    const { text, written } = resolveReferences(raw);
    const sentences = sentencesOf(text, language);
    const pieces = written(sentences);
    const end = spanEnd(this.#prefix);
    let marked = '';
    for (let index = 0; index < pieces.length; index++) {
      const piece = pieces[index] as string;
      const isBare = name !== 'p' && BLANK.test(sentences[index] as string);
      marked += isBare ? piece : this.#textSpan() + piece + end;
    }
    this.#written.push(marked);
  }

  #textSpan(): string {
    if (this.#isPending) {
      this.#paragraph++;
      this.#segment = 0;
      this.#isPending = false;
    }
    this.#segment++;
    return spanStart(this.#prefix, this.#paragraph, this.#segment);
  }

  /** The name that HTML’s tables know; one of another namespace keeps its prefix. */
  #localName(name: string): string {
    const prefix = this.#prefix;
    if (prefix === '') return name.toLowerCase();
    return name.startsWith(prefix) ? name.slice(prefix.length).toLowerCase() : `:${name}`;
  }
}

const BLANK = /^[\s\u0085]*$/;

/** The one name that XML does not know and every tool writes. */
const withPlainReferences = (raw: string): string =>
  raw.includes('&nbsp;') ? raw.replaceAll('&nbsp;', '&#160;') : raw;

/** The text without U+FFFD, which Kobo shows as a box, and with no-break spaces that editors can see. */
function cleaned(raw: string): string {
  const plain = withPlainReferences(raw);
  return /[\u00a0\ufffd]/.test(plain) ? plain.replaceAll('\u00a0', '&#160;').replaceAll('\ufffd', '') : plain;
}
