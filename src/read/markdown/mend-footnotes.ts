import type { FootnoteDefinition, FootnoteReference, Nodes, Root } from 'mdast';
import type { MendContext } from './mend-tree.js';

/** Pairs footnotes with their references, in place; those that have no partner are kept, and said. */
export function mendFootnotes(root: Root, nodes: readonly Nodes[], context: MendContext): void {
  pairFootnotes(nodes);
  keepUnusedFootnotes(root, nodes, context);
  sayMissingFootnotes(nodes, context);
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
    for (const child of node.children) root.children.push(child);
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
