import type { Line } from './lines.js';

const QUOTE_MARK = /^(?:>\s?|\|\s)+(?=.)|^>+$/u;
const BOX_SIDE = /^[│║┃|]\s?|\s?[│║┃|]$/gu;
const BOXED = /^[│║┃|](?:\s.*)?[│║┃|]$/u;
/** The upper or lower side of a box, with its corners. */
const BOX_RULE =
  /^(?:[\s─━═┄┈╌┬┴┼╤╧┌┐└┘├┤╔╗╚╝╠╣╒╕╘╛╓╖╙╜]*[┌┐└┘├┤╔╗╚╝╠╣╒╕╘╛╓╖╙╜][\s─━═┄┈╌┬┴┼╤╧┌┐└┘├┤╔╗╚╝╠╣╒╕╘╛╓╖╙╜]*|[+.:*/\\'`][-=_*]{4,}[+.:*/\\'`])$/u;

/**
 * The lines without what only frames them: the `>` of a quoted message, the sides of a drawn box, a margin that
 * every line has. A frame counts when it holds nearly the whole text, or a box of it.
 */
export function stripFrame(lines: readonly Line[]): readonly Line[] {
  return withoutMargin(withoutBoxes(withoutQuoting(lines)));
}

function withoutQuoting(lines: readonly Line[]): readonly Line[] {
  const quoted = lines.filter((line) => line.text.startsWith('>')).length;
  if (lines.length < 3 || quoted < lines.length * 0.9) return lines;
  return recut(lines, (text) => QUOTE_MARK.exec(text)?.[0].length ?? 0);
}

function withoutBoxes(lines: readonly Line[]): readonly Line[] {
  const boxed = lines.map((line, at) => BOXED.test(line.text) && isBeside(lines, at));
  if (!boxed.includes(true)) return lines;
  const isRule = (at: number): boolean =>
    BOX_RULE.test(lines[at]?.text ?? '') && (boxed[at - 1] || boxed[at + 1]) === true;
  return joinGaps(lines.map((line, at) => (boxed[at] ? unboxed(line) : isRule(at) ? { ...line, text: '' } : line)));
}

/** A box has another side or a rule next to each of its sides. */
function isBeside(lines: readonly Line[], at: number): boolean {
  return [lines[at - 1], lines[at + 1]].some(
    (line) => line !== undefined && (BOXED.test(line.text) || BOX_RULE.test(line.text)),
  );
}

function unboxed(line: Line): Line {
  const inside = line.text.replace(BOX_SIDE, '');
  const text = inside.trim();
  const before = line.text.indexOf(text[0] ?? '');
  return { ...line, text, column: line.column + Math.max(0, before), indent: line.indent + Math.max(0, before) };
}

/** The lines with as many characters taken off each as `cut` says, and the lines that become blank counted as gaps. */
function recut(lines: readonly Line[], cut: (text: string) => number): readonly Line[] {
  return joinGaps(
    lines.map((line) => {
      const taken = cut(line.text);
      const rest = line.text.slice(taken);
      const text = rest.trimStart();
      const inner = rest.length - text.length;
      return { ...line, text, column: line.column + taken + inner, indent: line.indent + inner };
    }),
  );
}

function joinGaps(lines: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  let gap = 0;
  for (const line of lines) {
    gap += line.gap;
    if (line.text === '') {
      gap++;
      continue;
    }
    kept.push(gap === line.gap ? line : { ...line, gap });
    gap = 0;
  }
  return kept;
}

/** A margin is what nine lines in ten are indented at least by. */
function withoutMargin(lines: readonly Line[]): readonly Line[] {
  const counts = new Map<number, number>();
  for (const { indent } of lines) counts.set(indent, (counts.get(indent) ?? 0) + 1);
  let margin = 0;
  let below = 0;
  for (const [indent, count] of [...counts].sort(([one], [other]) => one - other)) {
    margin = indent;
    below += count;
    if (below > lines.length * 0.1) break;
  }
  if (margin === 0) return lines;
  return lines.map((line) => ({ ...line, indent: Math.max(0, line.indent - margin) }));
}
