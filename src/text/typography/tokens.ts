/** A piece of the text that may have to be set otherwise. */
export interface Token {
  readonly kind: 'double' | 'single' | 'hyphens' | 'dots' | 'address';
  readonly start: number;
  readonly end: number;
}

/** Nothing inside of an address is touched. */
export const ADDRESS = /(?:https?:\/\/|www\.)[^\s"<>“”„‟«»]+/u;

const MARK = /''|``|´´|["“”„‟«»]|['‘’‚‛‹›`´]|-+|\.(?: ?\.)+/u;
const TOKEN = new RegExp(`${ADDRESS.source}|${MARK.source}`, 'gu');

const KIND_OF_FIRST: Readonly<Record<string, Token['kind']>> = {
  ...{ '"': 'double', '“': 'double', '”': 'double', '„': 'double', '‟': 'double', '«': 'double', '»': 'double' },
  ...{ "'": 'single', '‘': 'single', '’': 'single', '‚': 'single', '‛': 'single', '‹': 'single', '›': 'single' },
  ...{ '`': 'single', '´': 'single', '-': 'hyphens', '.': 'dots' },
};

/** The tokens of a text, in order. Two single marks together (`''`, TeX's way of `"`) are one double mark. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [written] = match;
    const kind = KIND_OF_FIRST[written.charAt(0)] ?? 'address';
    const isPair = kind === 'single' && written.length === 2;
    tokens.push({ kind: isPair ? 'double' : kind, start: match.index, end: match.index + written.length });
  }
  return tokens;
}
