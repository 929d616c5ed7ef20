import { endsSentence, type Line, mode, percentile, widthOf } from './lines.js';

/** How a file writes its paragraphs down. */
export interface Layout {
  /**
   * `line`: one line a paragraph. `blank`: wrapped lines, blank lines between paragraphs. `indent`: wrapped lines, a
   * paragraph's first line is indented. `double`: wrapped lines with a blank line below each.
   */
  readonly kind: 'line' | 'blank' | 'indent' | 'double';
  /** The column that wrapped lines reach. */
  readonly width: number;
  /** How many blank lines stand between two paragraphs as a rule. */
  readonly gap: number;
  /** How far a paragraph's first line is indented as a rule. */
  readonly indent: number;
  /** How far the other lines are indented as a rule. */
  readonly base: number;
  /** Most lines begin with a capital, where wrapped prose begins one in five so. */
  readonly isVerse: boolean;
}

/** A line longer than this was not wrapped by hand. */
const WIDEST_WRAPPED = 120;

/** How the lines write paragraphs down, measured over all of them (in 369 texts of the wild, four classes covered all but 1 %). */
export function layoutOf(lines: readonly Line[]): Layout {
  return { ...measured(lines), isVerse: isMostlyVerse(lines) || isIndentedVerse(lines) };
}

function measured(lines: readonly Line[]): Omit<Layout, 'isVerse'> {
  const widths = lines.map((line) => line.indent + widthOf(line.text));
  const width = percentile(widths, 0.95);
  const gap = mode(
    lines
      .slice(1)
      .map((line) => line.gap)
      .filter((blank) => blank > 0),
  );
  const base = percentile(
    lines.filter((line) => line.gap === 0).map((line) => line.indent),
    0.1,
  );
  const isLines = width > WIDEST_WRAPPED || isUnwrapped(lines, widths, width);
  if (isLines)
    return {
      kind: 'line',
      width,
      gap: typicalGap(lines),
      indent: 0,
      base: percentile(
        lines.map((line) => line.indent),
        0.5,
      ),
    };
  if (isDoubleSpaced(lines, width)) return { kind: 'double', width, gap: 1, indent: 0, base };
  const starts = indentedStarts(lines, base);
  const separated = lines.filter((line, at) => at > 0 && line.gap > 0);
  const indent = mode((starts.length > 0 ? starts : separated).map((line) => Math.max(0, line.indent - base)));
  const atLeft = separated.filter(
    (line) => isWorded(line) && !isParagraphIndent(line.indent - base) && line.indent - base < 2,
  );
  const isIndented =
    starts.length >= separated.length * 1.5 || starts.length >= Math.max(atLeft.length * 1.5, separated.length / 4);
  if (isIndented && starts.length > 2) return { kind: 'indent', width, gap: 0, indent, base };
  return {
    kind: 'blank',
    width,
    gap: Math.max(1, gap),
    indent: mode(separated.map((line) => Math.max(0, line.indent - base))),
    base,
  };
}

const isWorded = ({ text }: Line): boolean => /[\p{L}\p{N}]/u.test(text);

/** Lines indented below others, where some of those stand at the left: in an inset or a poem none do. */
function indentedStarts(lines: readonly Line[], base: number): readonly Line[] {
  const isStart = (line: Line, at: number): boolean =>
    at > 0 && line.gap === 0 && isParagraphIndent(line.indent - base);
  const starts = lines.filter(isStart);
  const opening = lines.filter((line, at) => isStart(line, at) && (lines[at - 1] as Line).indent <= base + 1);
  return opening.length * 3 >= starts.length ? starts : [];
}

/** The lines that continue a group tell: in wrapped prose they begin within a sentence. */
function isMostlyVerse(lines: readonly Line[]): boolean {
  const continuing = lines.filter((line, at) => {
    const isSameParagraph = line.gap === 0 && at > 0 && line.indent <= (lines[at - 1] as Line).indent + 1;
    return isSameParagraph && /^[^\p{L}]{0,3}(?:\p{Lu}|\p{Ll})/u.test(line.text);
  });
  const capitals = continuing.filter((line) => /^[^\p{L}]{0,3}\p{Lu}/u.test(line.text)).length;
  const short = continuing.filter((line) => widthOf(line.text) < 64).length;
  return continuing.length > 5 && capitals > continuing.length * 0.75 && short > continuing.length * 0.9;
}

/** Stanzas in which every other line is indented: all lines are short and begin with a capital, and a third goes on in the next. */
function isIndentedVerse(lines: readonly Line[]): boolean {
  const inner = lines.filter((line, at) => line.gap === 0 && at > 0);
  if (inner.length < 8 || inner.length * 2 < lines.length) return false;
  const share = (isOne: (line: Line) => boolean): number => inner.filter(isOne).length / inner.length;
  const lefts = new Set(lines.map((line) => line.indent)).size;
  return (
    lefts > 1 &&
    share((line) => /^[^\p{L}]{0,3}\p{Lu}/u.test(line.text)) > 0.9 &&
    share((line) => widthOf(line.text) < 64) > 0.95 &&
    share((line) => endsSentence(line.text)) < 0.65
  );
}

export const isParagraphIndent = (columns: number): boolean => columns >= 2 && columns <= 10;

function typicalGap(lines: readonly Line[]): number {
  return mode(lines.slice(1).map((line) => line.gap));
}

/** Lines that could have held the first word of the next were not wrapped; sentences end where such lines end. */
function isUnwrapped(lines: readonly Line[], widths: readonly number[], width: number): boolean {
  let pairs = 0;
  let free = 0;
  let ended = 0;
  let goesOn = 0;
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.gap > 0) continue;
    pairs++;
    if ((widths[at - 1] as number) + 1 + firstWordWidth(line.text) <= width - 2) free++;
    if (endsSentence((lines[at - 1] as Line).text)) ended++;
    else if (/^\p{Ll}/u.test(line.text)) goesOn++;
  }
  // Short speeches fill no line either; but where sentences run over line ends, someone wrapped them.
  return pairs >= lines.length * 0.3 && free > pairs * 0.6 && ended > pairs * 0.6 && goesOn <= pairs * 0.1;
}

/** How wide the text's first word is: what a wrapped line before it had no room for. Ideographs stand for themselves. */
export function firstWordWidth(text: string): number {
  const first = widthOf(text.slice(0, 1));
  if (first > 1) return first;
  const space = text.indexOf(' ');
  return widthOf(space < 0 ? text.slice(0, 200) : text.slice(0, space));
}

/** A blank line below every line, and sentences that go on across it. */
function isDoubleSpaced(lines: readonly Line[], width: number): boolean {
  if (lines.length < 8 || width < 40) return false;
  const inner = lines.slice(1);
  const separated = inner.filter((line) => line.gap > 0).length;
  if (separated < inner.length * 0.9) return false;
  const goesOn = inner.filter(
    (line, at) => !endsSentence((lines[at] as Line).text) && /^\p{Ll}/u.test(line.text),
  ).length;
  return goesOn > inner.length * 0.4;
}
