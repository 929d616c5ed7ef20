import type { ElementContent, Text } from 'hast';

const SPACE = /[\s\u00a0]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/**
 * The text with its emphasis, when that is all the markup in it and leaves no choice: single `*` or `_` that open at
 * a word and close behind one, one after another. Undefined for anything that needs the rules of CommonMark.
 */
export function simpleEmphasis(text: string, position: Text['position']): ElementContent[] | undefined {
  const children: ElementContent[] = [];
  const add = (value: string): ElementContent => ({ type: 'text', value, ...(position && { position }) });
  let from = 0;
  let open: { readonly sign: string; readonly at: number } | undefined;
  for (let at = nextSign(text, 0); at >= 0; at = nextSign(text, at + 1)) {
    const sign = text[at] ?? '';
    if (open?.sign === sign && closes(text, at)) {
      if (open.at > from) children.push(add(text.slice(from, open.at)));
      children.push({
        type: 'element',
        tagName: 'em',
        properties: {},
        children: [add(text.slice(open.at + 1, at))],
        ...(position && { position }),
      });
      from = at + 1;
      open = undefined;
    } else if (!open && opens(text, at)) open = { sign, at };
    else return undefined;
  }
  if (open) return undefined;
  if (from < text.length) children.push(add(text.slice(from)));
  return children;
}

function nextSign(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2a || code === 0x5f) return at;
  }
  return -1;
}

/** CommonMark 0.31 #left-flanking-delimiter-run, in the cases that cannot close as well. */
function opens(text: string, at: number): boolean {
  const before = kindOf(text, at - 1);
  const after = kindOf(text, at + 1);
  return (
    after !== 'space' && after !== 'sign' && (before === 'space' || (before === 'punctuation' && after === 'word'))
  );
}

/** CommonMark 0.31 #right-flanking-delimiter-run, in the cases that close whatever else they may do. */
function closes(text: string, at: number): boolean {
  const before = kindOf(text, at - 1);
  const after = kindOf(text, at + 1);
  return (before === 'word' || before === 'punctuation') && (after === 'space' || after === 'punctuation');
}

function kindOf(text: string, at: number): 'space' | 'sign' | 'punctuation' | 'word' {
  const character = text[at];
  if (character === undefined || SPACE.test(character)) return 'space';
  if (character === '*' || character === '_') return 'sign';
  return PUNCTUATION.test(character) ? 'punctuation' : 'word';
}
