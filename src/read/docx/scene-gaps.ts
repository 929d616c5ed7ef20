import type { Element, Root } from 'hast';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { blocksOf, isSetOff, linesOfTree, type ParagraphLine } from './paragraph-line.js';

/** Of so many paragraphs at most one opens a scene, or the gaps mean something else. */
const FEWEST_PARAGRAPHS_PER_GAP = 4;
const FEWEST_PARAGRAPHS = 8;

/**
 * Puts a rule where an empty paragraph more than usual changes the scene: only where the document has no other mark for
 * that, and where such gaps are rare and stand between sentences of prose.
 */
export function markSceneGaps(root: Root): void {
  const lines = linesOfTree(root);
  const blocks = blocksOf(root);
  if (blocks.some(({ tagName }, at) => tagName === 'hr' || judgeSceneBreak(lines[at]?.text ?? '') === 'break')) return;
  const pairs = lines.flatMap((line, at) => {
    const before = lines[at - 1];
    return line && before && isProse(line) && isProse(before) ? [{ before, line }] : [];
  });
  const usual = usualGap(pairs.map(({ line }) => line.blanks));
  const wide = pairs.filter(({ line }) => line.blanks > usual);
  if (usual > 1 || pairs.length < FEWEST_PARAGRAPHS || wide.length * FEWEST_PARAGRAPHS_PER_GAP > pairs.length) return;
  const scenes = new Set<Element>();
  for (const { before, line } of wide) {
    const isFirst = lines[before.at - 1] === undefined;
    if (!isFirst && endsSentence(before.text) && !isDateline(line)) scenes.add(line.element);
  }
  root.children = root.children.flatMap((child) => {
    const rule: Element = { type: 'element', tagName: 'hr', properties: {}, children: [] };
    return child.type === 'element' && scenes.has(child) ? [{ ...rule, position: child.position }, child] : [child];
  });
}

function usualGap(gaps: readonly number[]): number {
  const counts = [0, 1, 2].map((gap) => gaps.filter((one) => one === gap).length);
  return counts.indexOf(Math.max(...counts));
}

const isProse = (line: ParagraphLine): boolean => line.text !== '' && !isSetOff(line);

const endsSentence = (text: string): boolean => /[.!?…。！？]["'”’»)\]」』]*$/u.test(text.slice(-6));

/** `St. Petersburg, 11 December.`: a place and a date open a letter, not a scene. */
const isDateline = ({ text }: ParagraphLine): boolean => text.length < 60 && /\d/u.test(text);
