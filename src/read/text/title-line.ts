import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import type { Layout } from './layout-class.js';
import { type Line, widthOf } from './lines.js';

/** A line in letters with spaces between (`K Ü R T   W O L F F`) as it is meant; others are returned as they are. */
export function closeLetterSpacing(text: string): string {
  if (!isLetterSpaced(text)) return text;
  const narrowest = Math.min(...(text.match(/\s+/gu) ?? []).map((gap) => gap.length));
  return text.replace(/\s+/gu, (gap) => (gap.length > narrowest ? ' ' : ''));
}

const isLetterSpaced = (text: string): boolean =>
  text.length <= 120 && /^[^\p{L}]{0,3}\p{L}(?: {1,4}[\p{L}\p{N}'’.,!?:»«"-]){3,}[^\p{L}]{0,3}$/u.test(text);

/** The text that a title line states, without quotes, brackets and ornament around it. */
export function titleText(text: string): string {
  const plain = closeLetterSpacing(text)
    .replace(/^[\s*_~=<>•·#-]+|[\s*_~=<>•·#-]+$/gu, '')
    .replace(/\s+/gu, ' ');
  const inner = /^(?:"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|《([^》]+)》|'([^']+)'|`([^`']+)')$/u.exec(plain);
  return (inner?.slice(1).find((one) => one !== undefined) ?? plain).trim();
}

/** What stands between a title and its second half. */
const OR = /^(?:or|ou|oder|o|ovvero|of|eller|или)\b[,:;]?/iu;

/** A title is surer than this, or it is only a hint. */
export const SURE_TITLE = 0.6;

/** How sure a line is the story's title, by how it looks and what stands around it. */
export function titleLikeness(lines: readonly Line[], at: number, layout: Layout): number {
  const line = lines[at] as Line;
  const text = titleText(line.text);
  const isOpen = /[,;]$/u.test(text) && !OR.test(lines[at + 1]?.text ?? '');
  if (!/[\p{L}\p{N}]/u.test(text) || widthOf(text) > 90 || isOpen) return 0;
  let sure = isIsolated(lines, at, layout) ? 0.5 : 0.15;
  for (const [sign, weight] of SIGNS) if (sign({ line, text, next: lines[at + 1], layout })) sure += weight;
  return Math.min(0.95, sure);
}

interface Look {
  readonly line: Line;
  readonly text: string;
  readonly next: Line | undefined;
  readonly layout: Layout;
}

/** What speaks for a title, and what against one. */
const SIGNS: readonly (readonly [(look: Look) => boolean, number])[] = [
  [({ line, layout }) => isCentred(line, layout), 0.2],
  [({ text }) => isCapitals(text), 0.2],
  [({ line }) => isLetterSpaced(line.text), 0.3],
  [
    ({ line, text }) => titleText(line.text) !== line.text && /^["“«„《]/u.test(line.text) && !/[.!?,]$/u.test(text),
    0.15,
  ],
  [({ line, next }) => next !== undefined && isUnderline(next, line), 0.35],
  [({ text }) => isTitleCase(text), 0.2],
  [
    ({ text }) =>
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][^。，、]{0,24}$/u.test(text),
    0.2,
  ],
  [({ line, next }) => (next?.gap ?? 0) > 1 && line.gap + (next?.gap ?? 0) > 2, 0.1],
  [({ text }) => text.split(' ').length <= 6 && !/[.!?…]["”’]?$/u.test(text), 0.1],
  [({ text }) => /\.["”’]?$/u.test(text) && !/\.{3}$/u.test(text), -0.25],
  [({ text }) => /^\p{Ll}/u.test(text), -0.2],
  [({ text }) => text.split(' ').length > 11, -0.25],
  [({ text }) => /^["“«].*[.!?,]["”»]/u.test(text) || /^[—–-]\s/u.test(text), -0.5],
];

/** Alone, or among a few short lines, with a blank line or a rule below. */
function isIsolated(lines: readonly Line[], at: number, layout: Layout): boolean {
  for (let next = at + 1; next <= at + 4; next++) {
    const line = lines[next];
    if (!line || line.gap > 0 || isUnderline(line, lines[next - 1] as Line)) return true;
    if (judgeSceneBreak(line.text) === 'break') return true;
    if (widthOf(line.text) > Math.min(60, layout.width * 0.8)) return false;
  }
  return false;
}

export const isUnderline = (line: Line, above: Line): boolean =>
  line.gap === 0 && /^([=\-~_*^"'])\1+$/u.test(line.text) && Math.abs(widthOf(line.text) - widthOf(above.text)) <= 3;

/** As far from the left as from the right, on a page as wide as the text or of 72 to 80 columns. */
export function isCentred(line: Line, layout: Layout): boolean {
  if (line.indent < 6) return false;
  const middle = line.indent + widthOf(line.text) / 2;
  const width = Math.min(Math.max(layout.width, 60), 80);
  return Math.abs(middle - width / 2) <= 7;
}

export const isCapitals = (text: string): boolean => !/\p{Ll}/u.test(text) && /\p{Lu}.*\p{Lu}/u.test(text);

/** Most of the words are capitalised, the first and the last among them. */
export function isTitleCase(text: string): boolean {
  const words = text.split(/[\s—–-]+/u).filter((word) => /\p{L}/u.test(word));
  const capitals = words.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length;
  if (words.length === 1) return capitals === 1;
  return capitals * 2 > words.length && /^[^\p{L}]*[\p{Lu}\p{N}]/u.test(words.at(-1) ?? '');
}
