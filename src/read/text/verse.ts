import type { Block, Inline, VerseLine } from '../../model/story.js';
import { type Line, widthOf } from './lines.js';
import type { Unit } from './paragraphs.js';

const WIDEST_VERSE = 66;

/** Lines that begin like lines of verse, three or more; fewer, or others, are a paragraph with breaks. */
export function isVerse(unit: Unit): boolean {
  if (!unit.keepsBreaks || unit.lines.length < 3) return false;
  const capitals = unit.lines.filter((line) => !/^[^\p{L}]{0,3}\p{Ll}/u.test(line.text)).length;
  return capitals >= unit.lines.length * 0.6 && unit.lines.every((line) => widthOf(line.text) <= WIDEST_VERSE);
}

/** The stanzas as one block of verse, each line indented as far as it stands from the leftmost. */
export function verseOf(stanzas: readonly Unit[], inlines: (text: string) => readonly Inline[]): Block {
  const indents = [...new Set(stanzas.flatMap((unit) => unit.lines.map((line) => line.indent)))].sort(
    (one, other) => one - other,
  );
  const left = indents[0] ?? 0;
  const step = Math.max(2, (indents[1] ?? left) - left);
  const lineOf = (line: Line): VerseLine => ({
    indent: Math.min(6, Math.round((line.indent - left) / step)),
    children: inlines(line.text),
  });
  return { type: 'verse', stanzas: stanzas.map((unit) => unit.lines.map(lineOf)) };
}

/** The lines as one paragraph that keeps its breaks. */
export function brokenLines(unit: Unit, inlines: (text: string) => readonly Inline[]): Block {
  const children = unit.lines.flatMap((line, at): readonly Inline[] =>
    at === 0 ? inlines(line.text) : [{ type: 'lineBreak' }, ...inlines(line.text)],
  );
  return { type: 'paragraph', children };
}
