import type { Report } from '../../diagnostics/report.js';
import { type Block, type Inline, type Place, sceneBreak, text } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { isEnding } from '../vocabulary/endings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { headingKey } from './contents-list.js';
import type { HeadingMarks } from './heading-marks.js';
import { joinLines, type Words } from './join-lines.js';
import type { Layout } from './layout-class.js';
import { type Line, widthOf } from './lines.js';
import { textOf, type Unit } from './paragraphs.js';
import { sceneGaps } from './scene-gaps.js';
import { closeLetterSpacing, isCentred } from './title-line.js';
import { brokenLines, isVerse, verseOf } from './verse.js';

export interface PiecesContext {
  readonly file: string;
  readonly layout: Layout;
  readonly headings: HeadingMarks;
  /** False where a wider gap than usual is the archive's habit, not the author's. */
  readonly gapsMean: boolean;
  readonly words: Words;
  readonly inlines: (text: string) => readonly Inline[];
  readonly report: Report;
}

/** The units in reading order as headings and blocks; ornament and rare wide gaps between them as scene breaks. */
export function piecesOf(units: readonly Unit[], context: PiecesContext): readonly Piece[] {
  const { headings, layout } = context;
  const verdicts = units.map((unit) => (unit.lines.length > 2 ? 'text' : judgeSceneBreak(textOf(unit))));
  const endings = units.map((unit) => unit.lines.length === 1 && isEnding(textOf(unit)) !== undefined);
  const isText = (at: number): boolean =>
    !headings.has(at) && !headings.get(at - 1)?.hasSubtitle && verdicts[at] !== 'break' && !endings[at];
  const gaps = context.gapsMean ? sceneGaps(units, layout, isText, (at) => headings.has(at)) : new Set<number>();
  const pieces: Piece[] = [];
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as Unit;
    const mark = headings.get(at);
    if (gaps.has(at)) pieces.push({ kind: 'block', block: sceneBreak(), place: placeOf(unit, context) });
    if (mark && mark.kind !== 'inner') {
      pieces.push(headingOf(unit, mark.kind === 'part' ? 1 : 2, mark.hasSubtitle ? units[at + 1] : undefined, context));
      if (mark.hasSubtitle) at++;
      continue;
    }
    if (verdicts[at] === 'ambiguous') sayAmbiguous(unit, context);
    const stanzas =
      isVerse(unit) && !mark ? stanzasFrom(units, at, (index) => isText(index) && !gaps.has(index)) : [unit];
    pieces.push({
      kind: 'block',
      block: blockOf(stanzas, mark !== undefined, verdicts[at] === 'break', context),
      place: placeOf(unit, context),
    });
    at += stanzas.length - 1;
  }
  return withoutIdleBreaks(pieces);
}

const placeOf = (unit: Unit, { file }: PiecesContext): Place => {
  const first = unit.lines[0] as Line;
  return { file, line: first.number, column: first.column };
};

function headingOf(unit: Unit, level: number, subtitle: Unit | undefined, context: PiecesContext): Piece {
  return {
    kind: 'heading',
    level,
    children: context.inlines(headingText(unit)),
    ...(subtitle && !repeats(unit, subtitle) && { subtitle: context.inlines(headingText(subtitle)) }),
    place: placeOf(unit, context),
  };
}

/** Some archives put their own heading above the author's, who says the same. */
const repeats = (heading: Unit, subtitle: Unit): boolean =>
  headingKey(textOf(heading)).endsWith(headingKey(textOf(subtitle)));

/** The heading as one line, without the marks around it. */
function headingText(unit: Unit): string {
  const lines = unit.lines
    .filter((line) => judgeSceneBreak(line.text) !== 'break')
    .map((line) => closeLetterSpacing(line.text));
  const joined = lines
    .join(' ')
    .replace(/^#{1,6}\s+/u, '')
    .replace(/\s+#{1,6}$/u, '');
  return /^([*_])\1{0,2}[^*_]+\1+$/u.test(joined) ? joined.replace(/^[*_]+|[*_]+$/gu, '') : joined;
}

function sayAmbiguous(unit: Unit, context: PiecesContext): void {
  const message = `\`${textOf(unit)}\` may be a scene break or silence, so it was left as it is. Write \`* * *\` for a scene break.`;
  context.report.add('scene-break-ambiguous', message, placeOf(unit, context));
}

/** Lines as far from the left as a stanza before them. */
const isStanza = (unit: Unit, verse: Unit): boolean =>
  unit.keepsBreaks && verse.lines[0]?.indent === unit.lines[0]?.indent && (unit.lines[0]?.indent ?? 0) > 0;

/** The verse that follows without more than a blank line between: stanzas of one poem. */
function stanzasFrom(units: readonly Unit[], from: number, isText: (at: number) => boolean): readonly Unit[] {
  const stanzas = [units[from] as Unit];
  for (let at = from + 1; at < units.length; at++) {
    const unit = units[at] as Unit;
    if (unit.gap > 1 || !isText(at) || !(isVerse(unit) || isStanza(unit, stanzas[0] as Unit))) break;
    stanzas.push(unit);
  }
  return stanzas;
}

function blockOf(units: readonly Unit[], isHeading: boolean, isBreak: boolean, context: PiecesContext): Block {
  const [unit] = units as readonly [Unit];
  const { inlines } = context;
  if (isHeading) return { type: 'heading', depth: 1, children: inlines(headingText(unit)) };
  if (isBreak) return sceneBreak(textOf(unit));
  if (units.length > 1 || isVerse(unit)) return verseOf(units, inlines);
  if (unit.lines.length === 1 && isEnding(textOf(unit)) !== undefined)
    return { type: 'ending', children: [text(textOf(unit))] };
  if (unit.keepsBreaks) return brokenLines(unit, inlines);
  const align = alignmentOf(unit, context.layout);
  return { type: 'paragraph', children: inlines(joinLines(unit.lines, context.words)), ...(align && { align }) };
}

/** A line set in the middle or to the right, where the other lines stand on the left. */
function alignmentOf(unit: Unit, layout: Layout): 'center' | 'end' | undefined {
  const [line] = unit.lines;
  if (!line || unit.lines.length > 1 || line.indent < layout.base + 12) return undefined;
  if (isCentred(line, layout)) return 'center';
  return line.indent > layout.width * 0.45 && line.indent + widthOf(line.text) > layout.width - 12 ? 'end' : undefined;
}

/** Ornament at a section's edge, around its end and next to other ornament divides nothing. */
function withoutIdleBreaks(pieces: readonly Piece[]): readonly Piece[] {
  const following: (Piece | undefined)[] = [];
  let after: Piece | undefined;
  for (const piece of pieces.toReversed()) {
    following.push(after);
    if (!isBreak(piece)) after = piece;
  }
  following.reverse();
  const imprint = imprintStart(pieces);
  return pieces.filter((piece, at) => !isBreak(piece) || (at !== imprint && divides(pieces[at - 1], following[at])));
}

const LONGEST_IMPRINT = 700;
const IMPRINT =
  /©|\(c\)|\bcopyright|\ball rights reserved|\breprint|\bpermission\b|@\S+\.\S|\bhttps?:|\bfirst (?:appeared|published)\b|\b(?:freely )?distribut(?:e|ed|able)\b|\babout the author\b|\bsend (?:your )?(?:comments|feedback|e-?mail)\b/iu;

/** The last ornament, when nothing but rights, addresses or a word about the author follows it. */
function imprintStart(pieces: readonly Piece[]): number | undefined {
  const at = pieces.findLastIndex(isBreak);
  const after = at < 0 ? [] : pieces.slice(at + 1);
  if (after.length === 0 || after.length > 6) return undefined;
  const told = after.map((piece) => (piece.kind === 'block' ? blocksText([piece.block]) : '')).join('\n');
  return told.length <= LONGEST_IMPRINT && IMPRINT.test(told) ? at : undefined;
}

const isBreak = (piece: Piece): boolean => piece.kind === 'block' && piece.block.type === 'sceneBreak';

function divides(before: Piece | undefined, after: Piece | undefined): boolean {
  if (before?.kind !== 'block' || after?.kind !== 'block' || isBreak(before)) return false;
  return before.block.type !== 'ending' && after.block.type !== 'ending' && before.block.type !== 'heading';
}
