import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import type { Nodes as MarkdownNodes } from 'mdast';
import type { Passage, SetAside } from './set-aside.js';
import { simpleEmphasis } from './simple-emphasis.js';

/** The passages' own text where the value holds their tokens. */
function restoreText(value: string, { passages, tokens }: SetAside): string {
  return value.replace(tokens, (_token, index: string) => passages[Number(index)]?.lines.join('\n') ?? '');
}

/** Code and raw HTML take their passages back, in place, before anything looks into them. */
export function restoreLiterals(nodes: Iterable<MarkdownNodes>, aside: SetAside): void {
  if (aside.passages.length === 0) return;
  for (const node of nodes) {
    if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'html') {
      node.value = restoreText(node.value, aside);
    }
  }
}

/** Puts the passages back as paragraphs, in place, and gives every node its line in the whole text. */
export function restoreParagraphs(root: Root, aside: SetAside): void {
  const moved = new Set<object>();
  const waiting: Parents[] = [root];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    const children: Nodes[] = [];
    for (const child of parent.children as readonly Nodes[]) {
      const passage = passageOf(child, aside);
      if (passage) {
        for (const one of paragraphsOf(passage)) children.push(one);
        continue;
      }
      if (child.type === 'text') child.value = restoreText(child.value, aside);
      moveLines(child, aside, moved);
      if ('children' in child) waiting.push(child);
      children.push(child);
    }
    (parent as Element).children = children as ElementContent[];
  }
}

function moveLines({ position }: Nodes, { lineOf }: SetAside, moved: Set<object>): void {
  for (const point of position ? [position.start, position.end] : []) {
    // What the HTML parser makes up by itself has a position without points.
    if (!point || moved.has(point)) continue;
    moved.add(point);
    point.line = lineOf(point.line);
  }
}

function passageOf(node: Nodes, { passages, tokens }: SetAside): Passage | undefined {
  if (node.type !== 'element' || node.tagName !== 'p' || node.children.length !== 1) return undefined;
  const [only] = node.children;
  if (only?.type !== 'text') return undefined;
  const [token] = only.value.matchAll(tokens);
  return token && token[0] === only.value ? passages[Number(token[1])] : undefined;
}

function* paragraphsOf({ lines, line, isLiteral }: Passage): Generator<Element> {
  let from = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    if ((lines[index] ?? '').trim() !== '') continue;
    if (index > from) yield paragraph(lines.slice(from, index), line + from, isLiteral);
    from = index + 1;
  }
}

function paragraph(lines: readonly string[], line: number, isLiteral: boolean): Element {
  const position = { start: { line, column: 1 }, end: { line: line + lines.length - 1, column: 1 } };
  const value = lines.join('\n').trimEnd();
  const marked = isLiteral ? undefined : simpleEmphasis(value, position);
  const children = marked ?? [{ type: 'text', value, position } as const];
  return { type: 'element', tagName: 'p', properties: {}, children, position };
}
