import { type Block, type Paragraph, sceneBreak } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import { judgeSceneBreak, type SceneBreakVerdict } from '../vocabulary/scene-breaks.js';
import type { Surroundings } from './handler.js';
import { isBlank, joinWithBreaks, joinWithLineEnds, type Run, splitLines, tidyRun, trimStart } from './runs.js';
import { isMarkedVerse, isVerse, verse } from './verse.js';

/** Longer lines are no ornaments. */
const LONGEST_ORNAMENT = 60;

/** Lines in one stretch, from how many and how long on they are paragraphs. */
const FEWEST_PARAGRAPHS = 12;
const LONGEST_WRAPPED = 120;

export interface ParagraphContext extends Surroundings {
  /** Counts the spaces before each of the paragraph's lines in the source: only verse needs to know. */
  readonly indents?: () => readonly number[];
  /** True when a stretch of very long lines is a stretch of paragraphs. */
  readonly isLineParagraph?: boolean;
  readonly onAmbiguous: (ornament: string) => void;
}

/**
 * The blocks that a run of inlines makes: a paragraph, or several where breaks leave a line empty, verse where they
 * make short lines, scene breaks where a line is an ornament. Nothing for a run that shows nothing.
 */
export function paragraphBlocks(gathered: Run, context: ParagraphContext): readonly Block[] {
  const run = tidyRun(gathered);
  if (isBlank(run)) return [];
  const wrapped = splitLines(run, 'line ends');
  const lines = splitLines(run, 'breaks');
  if (lines.length === 1) return wrapped.length > 1 ? wrappedBlocks(run, wrapped, context) : [single(run, context)];
  const groups = group(lines, context);
  const counted = context.indents?.();
  const indents = wrapped.length === counted?.length ? counted : undefined;
  return groups.flatMap((one): readonly Block[] => {
    if (one.kind === 'ornament') return [sceneBreak(one.ornament)];
    if (isVerse(one.lines)) return [verse(one.lines, indents?.slice(one.from, one.from + one.lines.length))];
    return one.lines.length === 1
      ? [single(one.lines[0] ?? [], context)]
      : [set(joinWithBreaks(one.lines.map(trimStart)), context)];
  });
}

/** The blocks of a run that the source wraps, without a break of its own. */
function wrappedBlocks(run: Run, wrapped: readonly Run[], context: ParagraphContext): readonly Block[] {
  if (isMarkedVerse(wrapped)) return [verse(wrapped, undefined)];
  if (context.isLineParagraph && areParagraphs(wrapped)) return wrapped.map((line) => single(line, context));
  if (!wrapped.some((line) => isRow(line) && judge(line, context) === 'break')) return [single(run, context)];
  return group(wrapped, context, isRow).map((one) =>
    one.kind === 'ornament' ? sceneBreak(one.ornament) : set(trimStart(joinWithLineEnds(one.lines)), context),
  );
}

/** Signs in a row, which no wrapping leaves on a line of their own as it does a quotation mark. */
const isRow = (line: Run): boolean => /^[-~=*_#+•·◆◇★☆xXoO0<>≡Ω|:\s—–]{3,}$/.test(plainText(line));

/** Without a blank line for so long, and with lines so long, each is a paragraph: nobody wraps text like that. */
function areParagraphs(lines: readonly Run[]): boolean {
  if (lines.length < FEWEST_PARAGRAPHS) return false;
  const lengths = lines.map((line) => plainText(line).length).sort((a, b) => a - b);
  return (lengths[Math.floor(lengths.length * 0.95)] ?? 0) > LONGEST_WRAPPED;
}

type Group =
  | { readonly kind: 'lines'; readonly lines: Run[]; readonly from: number }
  | { readonly kind: 'ornament'; readonly ornament: string };

/** The lines in groups, parted by empty ones; an ornament between them stands alone. */
function group(
  lines: readonly Run[],
  context: ParagraphContext,
  mayBeOrnament: (line: Run) => boolean = () => true,
): readonly Group[] {
  const groups: Group[] = [];
  let open: Run[] | undefined;
  lines.forEach((line, index) => {
    if (isBlank(line) && !line.some((inline) => inline.type !== 'text')) {
      open = undefined;
      return;
    }
    if (mayBeOrnament(line) && judge(line, context) === 'break') {
      open = undefined;
      groups.push({ kind: 'ornament', ornament: plainText(line).trim() });
      return;
    }
    if (!open) {
      open = [];
      groups.push({ kind: 'lines', lines: open, from: index });
    }
    open.push(line);
  });
  return groups;
}

function single(line: Run, context: ParagraphContext): Block {
  const verdict = judge(line, context);
  if (verdict === 'break') return sceneBreak(plainText(line).trim());
  if (verdict === 'ambiguous') context.onAmbiguous(plainText(line).trim());
  return set(trimStart(line), context);
}

function set(children: Run, { align }: ParagraphContext): Paragraph {
  return { type: 'paragraph', children, ...(align !== undefined && { align }) };
}

function judge(line: Run, { isListed }: ParagraphContext): SceneBreakVerdict {
  if (isListed || line.some((inline) => !('value' in inline) && !('children' in inline))) return 'text';
  const shown = plainText(line).trim();
  return shown.length > LONGEST_ORNAMENT ? 'text' : judgeSceneBreak(shown);
}
