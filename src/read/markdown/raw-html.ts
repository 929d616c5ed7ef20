import type { Nodes, Parents, Root } from 'hast';
import { TagLimiter, tagAt } from '../hast/nesting.js';

/** Elements of HTML that the funnel sees through; the others it knows by name. */
const OTHER_ELEMENTS = [
  ...['abbr', 'acronym', 'area', 'basefont', 'bdi', 'bdo', 'big', 'blink', 'data', 'label', 'map', 'mark', 'marquee'],
  ...['meter', 'nobr', 'optgroup', 'option', 'output', 'picture', 'progress', 'rb', 'rt', 'rtc', 'search', 'slot'],
  ...['small', 'time', 'tfoot', 'thead', 'xmp', 'math'],
];

/** A raw piece of HTML in a tree that Markdown made. */
interface RawNode {
  readonly type: 'raw';
  value: string;
}

interface RawPiece {
  readonly node: RawNode;
  /** True for a piece that stands beside paragraphs, not in one. */
  readonly isBlock: boolean;
}

/** The raw pieces of the tree, in order. */
export function rawPieces(root: Root): readonly RawPiece[] {
  const found: RawPiece[] = [];
  const waiting: { readonly node: Nodes | RawNode; readonly isBlock: boolean }[] = [{ node: root, isBlock: true }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const { node, isBlock } = step;
    if (node.type === 'raw') found.push({ node, isBlock });
    const { children } = node as Partial<Parents>;
    const holdsBlocks = node.type === 'root' || (node.type === 'element' && BLOCK_PARENTS.has(node.tagName));
    for (let index = (children?.length ?? 0) - 1; index >= 0; index -= 1) {
      waiting.push({ node: children?.[index] as Nodes, isBlock: holdsBlocks });
    }
  }
  return found;
}

const BLOCK_PARENTS: ReadonlySet<string> = new Set(['blockquote', 'li']);

/**
 * Makes the raw pieces fit for a parser, in place: words in angle brackets that are no elements (`<sigh>`) become
 * text, and tags beyond the depth that a parser can bear go. True when some went.
 */
export function tameRaw(pieces: readonly RawPiece[], isElementName: (name: string) => boolean): boolean {
  const isKnown = (name: string): boolean => isElementName(name) || OTHER_ELEMENTS.includes(name);
  const { opened, closed } = unknownTags(pieces, isKnown);
  const limiter = new TagLimiter();
  for (const { node, isBlock } of pieces) {
    if (opened.size > 0 || closed.size > 0) {
      const escaped = escapeTags(
        node.value,
        (name, isClosing) => !isKnown(name) && !(isClosing ? opened : closed).has(name),
      );
      const isText = escaped !== node.value && !escaped.includes('<');
      node.value = isBlock && isText ? `<p>${escaped}</p>` : escaped;
    }
    node.value = limiter.limit(node.value);
  }
  return limiter.wasExceeded;
}

function unknownTags(pieces: readonly RawPiece[], isKnown: (name: string) => boolean) {
  const opened = new Set<string>();
  const closed = new Set<string>();
  for (const {
    node: { value },
  } of pieces) {
    for (let at = value.indexOf('<'); at >= 0; at = value.indexOf('<', at + 1)) {
      const tag = tagAt(value, at);
      if (tag && !isKnown(tag.name)) (tag.isClosing ? closed : opened).add(tag.name);
    }
  }
  return { opened, closed };
}

/** Tags with attributes that have values are markup of some kind, known or not. */
function escapeTags(html: string, isText: (name: string, isClosing: boolean) => boolean): string {
  let escaped = '';
  let from = 0;
  let end = -1;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const tag = tagAt(html, at);
    if (!tag || !isText(tag.name, tag.isClosing)) continue;
    if (end < at) end = html.indexOf('>', at);
    if (end < 0) break;
    const inner = html.slice(at, Math.min(end, at + 300));
    if (inner.includes('=') || inner.endsWith('/')) continue;
    escaped += `${html.slice(from, at)}&lt;`;
    from = at + 1;
  }
  return escaped + html.slice(from);
}
