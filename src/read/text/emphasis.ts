import { type Inline, text } from '../../model/story.js';

type Mark = 'emphasis' | 'strong' | 'strike';

interface Delimiter {
  readonly at: number;
  readonly mark: string;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/** What plain text marks, and how. A doubled asterisk or underscore is stronger than a single one. */
const MEANINGS: Readonly<Record<string, Mark>> = {
  _: 'emphasis',
  '*': 'emphasis',
  '/': 'emphasis',
  '=': 'emphasis',
  __: 'strong',
  '**': 'strong',
  '~~': 'strike',
};

const MARKS = /\*{1,9}|_{1,9}|\/{1,9}|={1,9}|~{1,9}/gu;
/** Looked for first: few texts have any. */
const ADDRESS = /:\/\/|mailto:/iu;
const URL = /\bhttps?:\/\/[^\s<>"“”]+|\bmailto:[^\s<>"“”]+/giu;
/** Slashes and equals signs also mean themselves, so what they enclose must be short words. */
const LONGEST_RARE = 80;

/**
 * The text with its marks made emphasis: `_x_`, `*x*`, `/x/`, `=x=`, `**x**`, `~~x~~`. Only marks in pairs that hug
 * words count, never those inside words, addresses or rows of marks; all others stay as they are. Addresses become links.
 */
export function readInlines(line: string): readonly Inline[] {
  if (!/[*_/=~]/u.test(line)) return [text(line)];
  const links = (ADDRESS.test(line) ? [...line.matchAll(URL)] : []).map((match) => ({
    start: match.index,
    end: match.index + trimmed(match[0]).length,
  }));
  const pairs = pairUp(outside(links, delimitersOf(line)), line);
  if (pairs.length === 0 && links.length === 0) return [text(line)];
  return build(line, { start: 0, end: line.length }, pairs);
}

/** The delimiters that stand in no link. Both are in order. */
function outside(links: readonly Range[], delimiters: readonly Delimiter[]): readonly Delimiter[] {
  let next = 0;
  return delimiters.filter(({ at }) => {
    while (next < links.length && (links[next] as Range).end <= at) next++;
    return at < (links[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}

/** Without the punctuation of the sentence that the address stands in. */
function trimmed(address: string): string {
  let end = address.length;
  while (end > 0 && ".,;:!?)]'’*_".includes(address[end - 1] as string)) end--;
  return address.slice(0, end);
}

function delimitersOf(line: string): readonly Delimiter[] {
  const found: Delimiter[] = [];
  for (const match of line.matchAll(MARKS)) {
    const mark = match[0];
    if (MEANINGS[mark] === undefined) continue;
    const before = line[match.index - 1] ?? ' ';
    const after = line[match.index + mark.length] ?? ' ';
    const isHugging = (inside: string, outside: string): boolean =>
      /\S/u.test(inside) && !/[\p{L}\p{N}]/u.test(outside);
    const canOpen = isHugging(after, before) && before !== '\\';
    const canClose = isHugging(before, after);
    if (canOpen || canClose) found.push({ at: match.index, mark, canOpen, canClose });
  }
  return found;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Pair {
  readonly open: number;
  readonly close: number;
  readonly mark: string;
}

/** Marks are not nested deeper, so an open mark that finds no partner is forgotten. */
const DEEPEST = 8;

/** Pairs that do not cross. Each closing mark takes the last open mark of its kind; those opened since are left as text. */
function pairUp(delimiters: readonly Delimiter[], line: string): readonly Pair[] {
  const pairs: Pair[] = [];
  const stack: Delimiter[] = [];
  const open: Record<string, number> = {};
  for (const delimiter of delimiters) {
    const { mark, at } = delimiter;
    if (delimiter.canClose && (open[mark] ?? 0) > 0) {
      const top = popTo(stack, mark, open);
      if (isEmphasis(line.slice(top.at + mark.length, at), mark)) pairs.push({ open: top.at, close: at, mark });
    } else if (delimiter.canOpen) {
      stack.push(delimiter);
      open[mark] = (open[mark] ?? 0) + 1;
      if (stack.length > DEEPEST) forget(stack.shift() as Delimiter, open);
    }
  }
  return pairs.sort((one, other) => one.open - other.open);
}

function forget({ mark }: Delimiter, open: Record<string, number>): void {
  open[mark] = (open[mark] ?? 0) - 1;
}

function popTo(stack: Delimiter[], mark: string, open: Record<string, number>): Delimiter {
  for (;;) {
    const top = stack.pop() as Delimiter;
    forget(top, open);
    if (top.mark === mark) return top;
  }
}

function isEmphasis(inside: string, mark: string): boolean {
  if (!/[\w?!]/.test(inside) && !/[\p{L}\p{N}]/u.test(inside)) return false;
  return (
    (mark !== '/' && mark !== '=') ||
    (inside.length <= LONGEST_RARE && /^\p{L}/u.test(inside) && !inside.includes(mark))
  );
}

function build(line: string, range: Range, pairs: readonly Pair[]): readonly Inline[] {
  const out: Inline[] = [];
  let at = range.start;
  for (let index = 0; index < pairs.length; ) {
    const pair = pairs[index] as Pair;
    let next = index + 1;
    while (next < pairs.length && (pairs[next] as Pair).open < pair.close) next++;
    for (const one of plain(line, { start: at, end: pair.open })) out.push(one);
    const inner = { start: pair.open + pair.mark.length, end: pair.close };
    out.push({ type: MEANINGS[pair.mark] as Mark, children: build(line, inner, pairs.slice(index + 1, next)) });
    at = pair.close + pair.mark.length;
    index = next;
  }
  for (const one of plain(line, { start: at, end: range.end })) out.push(one);
  return out;
}

/** A stretch without marks, its addresses made links. */
function plain(line: string, { start, end }: Range): readonly Inline[] {
  if (start >= end) return [];
  const stretch = line.slice(start, end);
  if (!ADDRESS.test(stretch)) return [text(stretch)];
  const out: Inline[] = [];
  let at = 0;
  for (const match of stretch.matchAll(URL)) {
    const address = trimmed(match[0]);
    if (match.index > at) out.push(text(stretch.slice(at, match.index)));
    out.push({ type: 'link', href: address, children: [text(address)] });
    at = match.index + address.length;
  }
  if (at < stretch.length) out.push(text(stretch.slice(at)));
  return out;
}
