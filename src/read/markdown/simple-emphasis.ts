import type { ElementContent, Text } from 'hast';

const SPACE = /[\s\u00a0]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** A row of one sign: `*`, `**`. */
interface Run {
  readonly sign: string;
  readonly at: number;
  readonly end: number;
}

/**
 * The text with its emphasis, when that is all the markup in it and leaves no choice: `*`, `_`, `**` or `__` that open
 * at a word and close behind one, one after another. Undefined for anything that needs the rules of CommonMark.
 */
export function simpleEmphasis(text: string, position: Text['position']): ElementContent[] | undefined {
  const children: ElementContent[] = [];
  const add = (value: string): ElementContent => ({ type: 'text', value, ...(position && { position }) });
  let from = 0;
  let open: Run | undefined;
  for (let run = nextRun(text, 0); run; run = nextRun(text, run.end)) {
    if (run.sign.length > 2) return undefined;
    if (open && open.sign === run.sign && closes(text, run)) {
      if (open.at > from) children.push(add(text.slice(from, open.at)));
      children.push({
        type: 'element',
        tagName: run.sign.length === 2 ? 'strong' : 'em',
        properties: {},
        children: [add(text.slice(open.end, run.at))],
        ...(position && { position }),
      });
      from = run.end;
      open = undefined;
    } else if (!open && opens(text, run)) open = run;
    else return undefined;
  }
  if (open) return undefined;
  if (from < text.length) children.push(add(text.slice(from)));
  return children;
}

function nextRun(text: string, from: number): Run | undefined {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x2a && code !== 0x5f) continue;
    let end = at + 1;
    while (text.charCodeAt(end) === code) end += 1;
    return { sign: text.slice(at, end), at, end };
  }
  return undefined;
}

/** CommonMark 0.31 #left-flanking-delimiter-run, in the cases that cannot close as well. */
function opens(text: string, { at, end }: Run): boolean {
  const before = kindOf(text, at - 1);
  const after = kindOf(text, end);
  return (
    after !== 'space' && after !== 'sign' && (before === 'space' || (before === 'punctuation' && after === 'word'))
  );
}

/** CommonMark 0.31 #right-flanking-delimiter-run, in the cases that close whatever else they may do. */
function closes(text: string, { at, end }: Run): boolean {
  const before = kindOf(text, at - 1);
  const after = kindOf(text, end);
  return (before === 'word' || before === 'punctuation') && (after === 'space' || after === 'punctuation');
}

function kindOf(text: string, at: number): 'space' | 'sign' | 'punctuation' | 'word' {
  const character = text[at];
  if (character === undefined || SPACE.test(character)) return 'space';
  if (character === '*' || character === '_') return 'sign';
  return PUNCTUATION.test(character) ? 'punctuation' : 'word';
}
