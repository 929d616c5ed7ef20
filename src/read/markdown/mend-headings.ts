import type { Heading, Nodes, Paragraph, Root, RootContent } from 'mdast';
import { parseHeading } from '../vocabulary/headings.js';
import { walk } from './walk.js';

const LONGEST_HEADING = 90;

/** Mends what Markdown's rules for headings make of a story. */
export function mendHeadings(root: Root): void {
  const isConsistent = root.children.filter(isUnderlined).filter((node) => !isSentence(textOf(node))).length > 1;
  for (const node of root.children) if (node.type === 'heading') dropAttributes(node);
  root.children = root.children.flatMap((node, index): readonly RootContent[] => {
    if (isUnderlined(node)) return partFromRule(node, isConsistent);
    return [node.type === 'paragraph' ? (unspacedHeading(node, index === 0) ?? node) : node];
  });
}

/** `# Out {#out .unnumbered}`: what pandoc and kramdown take for a heading's attributes. */
function dropAttributes(node: Heading): void {
  const last = node.children.at(-1);
  if (last?.type !== 'text') return;
  last.value = last.value.replace(/\s{0,9}\{[#.:-][^{}]{0,200}\}\s{0,9}$/, '');
}

const isUnderlined = (node: RootContent): node is Heading =>
  node.type === 'heading' &&
  node.depth === 2 &&
  node.position !== undefined &&
  node.position.end.line > node.position.start.line;

/** A rule right below a paragraph makes a heading of it; nobody means that of a sentence. */
function partFromRule(node: Heading, isConsistent: boolean): readonly RootContent[] {
  const { position } = node;
  const words = textOf(node);
  const isProse =
    !position ||
    position.end.line - position.start.line > 2 ||
    words.length > LONGEST_HEADING ||
    (isSentence(words) && (words.length > 40 || !isConsistent));
  if (!isProse || !position) return [node];
  const rule = { start: { ...position.end, column: 1 }, end: position.end };
  return [
    { type: 'paragraph', children: node.children, position },
    { type: 'thematicBreak', position: rule },
  ];
}

const isSentence = (words: string): boolean => /[.!?…,;:]["'”’»)]*$/.test(words) && parseHeading(words) === undefined;

/** `#Chapter Twelve`: a heading but for a space, when its words say so or it stands on top. */
function unspacedHeading(node: Paragraph, isFirst: boolean): Heading | undefined {
  const [first, ...rest] = node.children;
  const { position } = node;
  if (first?.type !== 'text' || !position || position.end.line > position.start.line) return undefined;
  const marks = /^(#{1,6})(?=[\p{Lu}\p{Lo}\p{N}])/u.exec(first.value)?.[1];
  if (marks === undefined) return undefined;
  const value = first.value.slice(marks.length);
  const words = value + rest.map(textOf).join('');
  const parts = parseHeading(words);
  const isHeading =
    (parts !== undefined && !parts.isBare) || (isFirst && /\s/.test(words.trim()) && !words.includes('#'));
  if (!isHeading || words.length > LONGEST_HEADING) return undefined;
  const depth = marks.length as Heading['depth'];
  return { type: 'heading', depth, children: [{ ...first, value }, ...rest], position };
}

function textOf(node: Nodes): string {
  return [...walk(node)]
    .map((one) => ('value' in one ? one.value : ''))
    .join('')
    .trim();
}
