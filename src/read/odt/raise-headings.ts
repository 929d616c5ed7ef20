import type { Element, ElementContent } from 'hast';
import { textOf } from '../hast/attributes.js';
import { type HeadingParts, parseHeading } from '../vocabulary/headings.js';
import { type Content, html } from '../xml-hast.js';

const LONGEST_HEADING = 80;

interface Candidate {
  readonly at: number;
  readonly node: Element;
  readonly parts: HeadingParts;
  /** True when the line is set apart from text: bold or in the middle. */
  readonly isSetApart: boolean;
}

/**
 * The content with lines that say they are headings made such, in a document that has no heading of its own: `Chapter
 * One` by its words, `1`, `2`, `3` where each is set apart and they count up.
 */
export function raiseHeadings(content: Content): Content {
  if (content.some((node) => node.type === 'element' && /^h[2-6]$/.test(node.tagName))) return content;
  const candidates = content.flatMap((node, at) => candidateOf(node, at));
  const worded = candidates.filter(({ parts }) => !parts.isBare);
  const raised = worded.length > 0 ? raisable(worded, content) : countingUp(candidates);
  if (raised.length === 0) return content;
  const places = new Set(raised.map(({ at }) => at));
  return content.map((node, at) =>
    node.type === 'element' && places.has(at) ? { ...html('h2', node.children), ...positionOf(node) } : node,
  );
}

const positionOf = ({ position }: Element): Partial<Element> => (position ? { position } : {});

function candidateOf(node: ElementContent, at: number): readonly Candidate[] {
  if (node.type !== 'element' || node.tagName !== 'p') return [];
  const shown = textOf(node).trim();
  if (shown === '' || shown.length > LONGEST_HEADING || /\p{L}[,;!?…]["”’]?$/u.test(shown)) return [];
  const parts = parseHeading(shown);
  return parts ? [{ at, node, parts, isSetApart: isSetApart(node) }] : [];
}

function isSetApart({ properties, children }: Element): boolean {
  if (properties['style'] === 'text-align: center') return true;
  const shown = children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  return shown.every((child) => child.type === 'element' && ['strong', 'u', 'span'].includes(child.tagName));
}

/** Without a look of their own, lines are headings only among their like; right above each other, they list contents. */
function raisable(worded: readonly Candidate[], content: Content): readonly Candidate[] {
  return worded.filter((one, index) => {
    const next = worded[index + 1];
    const isListed = next?.parts.role === one.parts.role && !content.slice(one.at + 1, next.at).some(isText);
    const isOneOfMany = worded.length > 1 || one.parts.number === 1;
    return !isListed && (one.isSetApart || (isOneOfMany && !/\p{L}\.$/u.test(textOf(one.node).trim())));
  });
}

const isText = (node: ElementContent): boolean => node.type === 'element' && textOf(node).trim() !== '';

/** Bare numbers from 1 on, none left out, each set apart. */
function countingUp(candidates: readonly Candidate[]): readonly Candidate[] {
  const numbers = candidates.filter(({ parts, isSetApart }) => isSetApart && parts.title === undefined);
  const isCount = numbers.length > 1 && numbers.every(({ parts }, index) => parts.number === index + 1);
  return isCount ? numbers : [];
}
