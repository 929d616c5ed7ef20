import type { Code, Definition, Nodes, Root, RootContent } from 'mdast';
import type { MendContext } from './mend-tree.js';
import { walk } from './walk.js';

/** `[Anna]: hello` is a definition by the letter, and a line of dialogue by its look. */
export function restoreDefinitions(nodes: readonly Nodes[], { text }: MendContext): void {
  const used = new Set(
    nodes.flatMap((node) => (node.type === 'linkReference' || node.type === 'imageReference' ? [node.identifier] : [])),
  );
  for (const node of nodes) {
    if (!('children' in node)) continue;
    const children = node.children as Nodes[];
    children.forEach((child, index) => {
      if (child.type !== 'definition' || used.has(child.identifier) || isAddress(child)) return;
      const value = text.slice(child.position?.start.offset, child.position?.end.offset);
      const { position } = child;
      const words: Nodes = { type: 'text', value, ...(position && { position }) };
      children[index] = { type: 'paragraph', children: [words], ...(position && { position }) };
    });
  }
}

/** Whether the definition leads somewhere, or is the idiom of a comment: `[//]: # (to do)`. */
function isAddress({ url, label }: Definition): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|#|\.{0,2}\/|[^\s]+\/|www\.)/i.test(url) || /^(?:\/\/|#|comment)$/i.test(label ?? '');
}

/** `Yes,' he said, `no.': a code span that ends in a space and at a word began and ended with opening quotes. */
export function restoreQuotes(nodes: readonly Nodes[], { text }: MendContext): void {
  for (const node of nodes) {
    if (!('children' in node)) continue;
    const children = node.children as Nodes[];
    children.forEach((child, index) => {
      const { position } = child;
      if (child.type !== 'inlineCode' || !position) return;
      const value = text.slice(position.start.offset, position.end.offset);
      const after = text[position.end.offset ?? 0] ?? '';
      if (!/^`[^`\s][^`]*\s`$/.test(value) || !/[\p{L}\p{N}"“]/u.test(after)) return;
      children[index] = { type: 'text', value, position };
    });
  }
}

/** Lines that only speak to a tool: where to turn the page, where to put the contents, how to style the next block. */
const DIRECTIVE =
  /^(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage)|\[{1,2}_?toc_?\]{1,2}|\{:[^{}\n]{0,300}\}|:{3,}[^\n]{0,100})$/i;

/** Takes directives out of the text. */
export function dropDirectives(root: Root, { text }: MendContext): void {
  root.children = root.children.filter(({ type, position }) => {
    if (type !== 'paragraph' || !position) return true;
    return !DIRECTIVE.test(text.slice(position.start.offset, position.end.offset).trim());
  });
}

/** Paragraphs that are indented as in print are code by the letter. Where they read as prose they are text, short lines verse. */
export function restoreProse(root: Root, { text, parse }: MendContext): void {
  root.children = root.children.flatMap((node): readonly RootContent[] => {
    if (node.type !== 'code' || !isIndented(node, text) || !isProse(node.value)) return [node];
    const source = node.value
      .replace(/^[ \t]+/gm, '')
      .split(/(\n{2,})/)
      .map((stretch) => (isUneven(stretch.split('\n')) ? stretch.replaceAll('\n', '\\\n') : stretch))
      .join('');
    const { children } = parse(source);
    const first = node.position?.start.line ?? 1;
    for (const child of children) for (const one of walk(child)) moveDown(one, first - 1);
    return children;
  });
}

/** Lines that are broken on purpose are short and of all lengths; wrapped ones are as long as they can be. */
function isUneven(lines: readonly string[]): boolean {
  const but = lines.slice(0, -1);
  if (but.length === 0 || lines.some((line) => line.length > 60 || line === '')) return false;
  return but.reduce((sum, line) => sum + line.length, 0) / but.length < 45;
}

const isIndented = (node: Code, text: string): boolean => !/[`~]/.test(text[node.position?.start.offset ?? 0] ?? '`');

/** Letters and what stands between them, in words; nothing that only programs and drawings have. */
function isProse(value: string): boolean {
  if (/[{};=\\|<>]|\(\)|^\s*[#$%]|\w_\w|[-+*/~^]{3}/m.test(value)) return false;
  const words = value.match(/\p{L}+/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return words.length > 0 && letters / value.replace(/\s+/g, '').length >= 0.8;
}

function moveDown({ position }: Nodes, lines: number): void {
  if (!position) return;
  position.start.line += lines;
  position.end.line += lines;
}
