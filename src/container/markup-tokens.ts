/** A document's markup as it is written, cut into its pieces: joined, the `raw`s are the document. */
export type Token =
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: Opaque; readonly raw: string }
  | StartTag
  | { readonly kind: 'end'; readonly raw: string; readonly name: string };

type Opaque = 'cdata' | 'comment' | 'instruction' | 'doctype';

export interface StartTag {
  readonly kind: 'start';
  readonly raw: string;
  /** As written, prefix and all. */
  readonly name: string;
  /** True of `<br/>`. */
  readonly isClosed: boolean;
}

const NAME = /[^\s/>"'<=]+/y;

/** The document's tokens. What is cut off or is no markup after all is text, so that nothing is lost. */
export const tokensOf = (document: string): readonly Token[] => [...tokensFrom(document, 0)];

/** The tokens from there on, each read when it is asked for. */
export function* tokensFrom(document: string, from: number): Generator<Token> {
  for (let at = from; at < document.length; ) {
    const start = document.indexOf('<', at);
    const end = start < 0 ? document.length : start;
    if (end > at) yield { kind: 'text', raw: document.slice(at, end) };
    if (start < 0) return;
    const token = readMark(document, start);
    yield token;
    at = start + token.raw.length;
  }
}

function readMark(document: string, start: number): Token {
  switch (document[start + 1]) {
    case '!':
      return readDeclared(document, start);
    case '?':
      return upTo(document, start, '?>', 'instruction');
    case '/':
      return readEndTag(document, start);
    default:
      return readStartTag(document, start);
  }
}

function readDeclared(document: string, start: number): Token {
  if (document.startsWith('<!--', start)) return upTo(document, start, '-->', 'comment', 4);
  if (document.startsWith('<![CDATA[', start)) return upTo(document, start, ']]>', 'cdata', 9);
  const subset = document.indexOf('[', start);
  const close = document.indexOf('>', start);
  if (subset < 0 || subset > close) return upTo(document, start, '>', 'doctype');
  const end = /\]\s*>/g;
  end.lastIndex = subset;
  const found = end.exec(document);
  return { kind: 'doctype', raw: document.slice(start, found ? end.lastIndex : document.length) };
}

function upTo(document: string, start: number, sign: string, kind: Opaque, lead = 2): Token {
  const end = document.indexOf(sign, start + lead);
  return end < 0 ? rest(document, start) : { kind, raw: document.slice(start, end + sign.length) };
}

function readEndTag(document: string, start: number): Token {
  const name = nameAt(document, start + 2);
  const end = document.indexOf('>', start);
  if (name === '' || end < 0) return rest(document, start);
  return { kind: 'end', raw: document.slice(start, end + 1), name };
}

function readStartTag(document: string, start: number): Token {
  const name = nameAt(document, start + 1);
  if (name === '') return { kind: 'text', raw: '<' };
  const end = tagEnd(document, start + 1 + name.length);
  if (end < 0) return rest(document, start);
  return { kind: 'start', raw: document.slice(start, end + 1), name, isClosed: document[end - 1] === '/' };
}

function nameAt(document: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(document)?.[0] ?? '';
}

/** Where the tag’s own `>` stands: not one in quotes. */
function tagEnd(document: string, from: number): number {
  if (document[from] === '>') return from;
  for (let at = from; at < document.length; at++) {
    const sign = document[at];
    if (sign === '>') return at;
    if (sign !== '"' && sign !== "'") continue;
    at = document.indexOf(sign, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

const rest = (document: string, start: number): Token => ({ kind: 'text', raw: document.slice(start) });
