import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import { textOf } from './attributes.js';

/** How deep elements may nest. Deeper ones are flattened: no story needs them, and every later step recurses. */
const DEPTH_LIMIT = 100;

/** How many tags may be open at once in HTML that is yet to be parsed. */
const OPEN_LIMIT = 200;

/** Elements that hold nothing, or that a parser closes by itself. */
const SELF_CLOSING: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
  ...['p', 'li', 'dt', 'dd', 'td', 'th', 'tr', 'thead', 'tbody', 'tfoot', 'option', 'optgroup', 'rb', 'rt', 'rp'],
  ...['html', 'head', 'body', 'colgroup'],
]);

/** Takes away, from pieces of HTML in their order, the tags that would open more elements than a parser can bear. */
export class TagLimiter {
  #open = 0;
  #surplus = 0;
  wasExceeded = false;

  limit(html: string): string {
    const kept: string[] = [];
    let from = 0;
    let end = -1;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      const tag = tagAt(html, at);
      if (!tag || SELF_CLOSING.has(tag.name)) continue;
      if (end < at) end = html.indexOf('>', at);
      if (end < 0) break;
      if (!this.#drops(tag.isClosing)) continue;
      kept.push(html.slice(from, at));
      from = end + 1;
    }
    return from === 0 ? html : kept.join('') + html.slice(from);
  }

  #drops(isClosing: boolean): boolean {
    if (isClosing) {
      if (this.#surplus > 0) {
        this.#surplus -= 1;
        return true;
      }
      this.#open = Math.max(0, this.#open - 1);
      return false;
    }
    if (this.#open >= OPEN_LIMIT) {
      this.#surplus += 1;
      this.wasExceeded = true;
      return true;
    }
    this.#open += 1;
    return false;
  }
}

/** The tag that opens at `<`, or undefined when none does. */
export function tagAt(html: string, at: number): { readonly name: string; readonly isClosing: boolean } | undefined {
  const isClosing = html[at + 1] === '/';
  const found = /^[a-z][^\s/>]*/i.exec(html.slice(at + (isClosing ? 2 : 1), at + 60));
  return found ? { name: found[0].toLowerCase(), isClosing } : undefined;
}

/** Flattens, in place, what nests deeper than the limit to its text; says whether anything did. */
export function flattenDeep(root: Root): boolean {
  let wasFlattened = false;
  const waiting: { readonly parent: Parents; readonly depth: number }[] = [{ parent: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { parent, depth } = next;
    if (depth >= DEPTH_LIMIT && parent.children.some(isElement)) {
      const text: ElementContent = {
        type: 'text',
        value: parent.children.map((child) => textOf(child as Nodes)).join('\n'),
      };
      (parent as Element).children = [text];
      wasFlattened = true;
      continue;
    }
    for (const child of parent.children) {
      if (isElement(child) && child.children.some(isElement)) waiting.push({ parent: child, depth: depth + 1 });
    }
  }
  return wasFlattened;
}

export const isElement = (node: Nodes | undefined): node is Element => node?.type === 'element';
