import type { Nodes, Parents, Root } from 'hast';
import { TagLimiter, tagAt } from '../hast/nesting.js';

/** Elements of HTML that the funnel sees through; the others it knows by name. */
const OTHER_ELEMENTS = [
  ...['abbr', 'acronym', 'area', 'basefont', 'bdi', 'bdo', 'big', 'blink', 'data', 'label', 'map', 'mark', 'marquee'],
  ...['meter', 'nobr', 'optgroup', 'option', 'output', 'picture', 'progress', 'rb', 'rt', 'rtc', 'search', 'slot'],
  ...['small', 'time', 'tfoot', 'thead', 'xmp', 'math'],
];

/** A raw piece of HTML in a tree that Markdown made. */
export interface RawNode {
  readonly type: 'raw';
  value: string;
}

/** The raw pieces of the tree, in order. */
export function rawNodes(root: Root): readonly RawNode[] {
  const found: RawNode[] = [];
  const waiting: (Nodes | RawNode)[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'raw') found.push(node);
    const { children } = node as Partial<Parents>;
    for (let index = (children?.length ?? 0) - 1; index >= 0; index -= 1) waiting.push(children?.[index] as Nodes);
  }
  return found;
}

/**
 * Makes the raw pieces fit for a parser, in place: words in angle brackets that are no elements (`<sigh>`) become
 * text, and tags beyond the depth that a parser can bear go. True when some went.
 */
export function tameRaw(pieces: readonly RawNode[], isElementName: (name: string) => boolean): boolean {
  const isKnown = (name: string): boolean => isElementName(name) || OTHER_ELEMENTS.includes(name);
  const { opened, closed } = unknownTags(pieces, isKnown);
  const limiter = new TagLimiter();
  for (const piece of pieces) {
    if (opened.size > 0 || closed.size > 0) {
      piece.value = escapeTags(
        piece.value,
        (name, isClosing) => !isKnown(name) && !(isClosing ? opened : closed).has(name),
      );
    }
    piece.value = limiter.limit(piece.value);
  }
  return limiter.wasExceeded;
}

function unknownTags(pieces: readonly RawNode[], isKnown: (name: string) => boolean) {
  const opened = new Set<string>();
  const closed = new Set<string>();
  for (const { value } of pieces) {
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
