import type { Definition, FootnoteDefinition, FootnoteReference, Nodes, Parents, Root, RootContent } from 'mdast';
import type { Report } from '../../diagnostics/report.js';
import type { Place } from '../../model/story.js';

export interface MendContext {
  /** The text that the tree's offsets count in. */
  readonly text: string;
  readonly report: Report;
  readonly placeOf: (node: Nodes) => Place;
}

/** Mends, in place, what Markdown's rules make of a story against its writer's mind. */
export function mendTree(root: Root, context: MendContext): void {
  const nodes = [...walk(root)];
  // Whether items stand apart means nothing to a book, and costs the square of a list's length to find out.
  for (const node of nodes) if (node.type === 'list') node.spread = true;
  partRulesFromHeadings(root);
  restoreDefinitions(nodes, context);
  restoreQuotes(nodes, context);
  pairFootnotes(nodes);
  keepUnusedFootnotes(root, nodes, context);
  sayMissingFootnotes(nodes, context);
}

export function* walk(root: Root): Generator<Nodes> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    const { children } = node as Partial<Parents>;
    for (let index = (children?.length ?? 0) - 1; index >= 0; index -= 1) waiting.push(children?.[index] as Nodes);
  }
}

/** A rule right below a paragraph makes a heading of it; nobody means that of a whole paragraph. */
function partRulesFromHeadings(root: Root): void {
  root.children = root.children.flatMap((node): readonly RootContent[] => {
    if (node.type !== 'heading' || node.depth !== 2 || !node.position) return [node];
    const { start, end } = node.position;
    const lines = end.line - start.line;
    if (lines < 1) return [node];
    const length = lengthOf(node);
    const last = lastText(node);
    const isProse = lines > 2 || length > 90 || (length > 40 && /[.!?…]["”’)*_]?$/.test(last));
    if (!isProse) return [node];
    const rule = { start: { ...end, column: 1 }, end };
    return [
      { type: 'paragraph', children: node.children, position: node.position },
      { type: 'thematicBreak', position: rule },
    ];
  });
}

/** `[Anna]: hello` is a definition by the letter, and a line of dialogue by its look. */
function restoreDefinitions(nodes: readonly Nodes[], { text }: MendContext): void {
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

/** `Yes,' he said, `no.': a code span that ends in a space and at a word began and ended with opening quotes. */
function restoreQuotes(nodes: readonly Nodes[], { text }: MendContext): void {
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

/** Whether the definition leads somewhere, or is the idiom of a comment: `[//]: # (to do)`. */
function isAddress({ url, label }: Definition): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|#|\.{0,2}\/|[^\s]+\/|www\.)/i.test(url) || /^(?:\/\/|#|comment)$/i.test(label ?? '');
}

/** Chapters joined into one file number their notes from 1 each: a reference means the next note of its name. */
function pairFootnotes(nodes: readonly Nodes[]): void {
  const definitions = new Map<string, { node: FootnoteDefinition; at: number }[]>();
  const references: { node: FootnoteReference; at: number }[] = [];
  nodes.forEach((node, at) => {
    if (node.type === 'footnoteDefinition') {
      const known = definitions.get(node.identifier);
      if (known) known.push({ node, at });
      else definitions.set(node.identifier, [{ node, at }]);
    } else if (node.type === 'footnoteReference') references.push({ node, at });
  });
  for (const { node, at } of references) {
    const candidates = definitions.get(node.identifier) ?? [];
    if (candidates.length < 2) continue;
    const following = candidates.findIndex((one) => one.at > at);
    const chosen = following < 0 ? candidates.length - 1 : following;
    if (chosen > 0) node.identifier = numbered(node.identifier, chosen);
  }
  for (const candidates of definitions.values()) {
    candidates.forEach(({ node }, index) => {
      if (index > 0) node.identifier = numbered(node.identifier, index);
    });
  }
}

/** No identifier that Markdown knows holds a space. */
const numbered = (identifier: string, index: number): string => `${identifier} ${index + 1}`;

function keepUnusedFootnotes(root: Root, nodes: readonly Nodes[], { report, placeOf }: MendContext): void {
  const used = new Set(nodes.flatMap((node) => (node.type === 'footnoteReference' ? [node.identifier] : [])));
  for (const node of nodes) {
    if (node.type !== 'footnoteDefinition' || used.has(node.identifier)) continue;
    const message = `Nothing refers to the footnote \`[^${node.label ?? node.identifier}]\`, so it was kept at the end of the text.`;
    report.add('note-unused', message, placeOf(node));
    root.children.push(...node.children);
  }
}

function sayMissingFootnotes(nodes: readonly Nodes[], { report, placeOf }: MendContext): void {
  for (const node of nodes) {
    if (node.type !== 'text' || !node.value.includes('[^')) continue;
    for (const [mark] of node.value.matchAll(/\[\^[^\]\s[]{1,60}\]/g)) {
      const message = `The footnote \`${mark}\` is referred to but not there. Its mark was kept as text.`;
      report.add('note-missing', message, placeOf(node));
    }
  }
}

function lengthOf(node: Nodes): number {
  if ('value' in node) return node.value.length;
  return 'children' in node ? node.children.reduce((sum, child) => sum + lengthOf(child), 0) : 0;
}

function lastText(node: Nodes): string {
  if ('value' in node) return node.value;
  const last = 'children' in node ? node.children.at(-1) : undefined;
  return last ? lastText(last) : '';
}
