import type { Element, ElementContent } from 'hast';
import { textOf } from '../hast/attributes.js';
import { type Content, html, words } from '../xml-hast.js';
import type { Role } from './roles.js';

/** A paragraph or a block, before those that belong together are put together. */
export type Item =
  | { readonly kind: 'line'; readonly role: Role; readonly node: Element; readonly opensPage?: boolean }
  | { readonly kind: 'block'; readonly node: ElementContent }
  | { readonly kind: 'empty'; readonly role: Role; readonly opensPage: boolean };

/** The items as blocks: lines of a quotation, of verse or of code in one, a subtitle below its title, gaps as breaks. */
export function assemble(items: readonly Item[]): Content {
  const contents: ElementContent[] = [];
  const gaps = sceneGaps(items);
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] as Item;
    if (gaps.has(at)) contents.push(html('hr', []));
    if (item.kind === 'empty') continue;
    if (item.kind === 'block') {
      contents.push(item.node);
      continue;
    }
    const wrap = WRAPS[item.role];
    if (wrap) {
      const end = endOfRun(items, at);
      contents.push(wrap(items.slice(at, end)));
      at = end - 1;
    } else if (item.role !== 'subtitle' || !joinsHeading(contents.at(-1), item.node)) contents.push(item.node);
  }
  return contents;
}

/** Where the run of lines of one role ends; empty lines within it belong to it. */
function endOfRun(items: readonly Item[], from: number): number {
  const first = items[from];
  let end = from + 1;
  for (let at = end; at < items.length; at += 1) {
    const item = items[at];
    if (!item || item.kind === 'block' || first?.kind !== 'line') break;
    if (item.kind === 'empty') continue;
    if (item.role !== first.role) break;
    end = at + 1;
  }
  return end;
}

const linesOf = (items: readonly Item[]): readonly Element[] =>
  items.flatMap((item) => (item.kind === 'line' ? [item.node] : []));

const WRAPS: Partial<Record<Role, (items: readonly Item[]) => Element>> = {
  quote: (items) => html('blockquote', linesOf(items), {}, placeOf(items)),
  epigraph: (items) => html('blockquote', linesOf(items), { className: ['epigraph'] }, placeOf(items)),
  preformatted: (items) => html('pre', [words(items.map(codeLine).join('\n'))], {}, placeOf(items)),
  verse: (items) => html('div', stanzasOf(items), { className: ['verse'] }, placeOf(items)),
};

const codeLine = (item: Item): string => (item.kind === 'line' ? codeOf(item.node) : '');

/** The text with its spaces and its breaks. */
const codeOf = ({ children }: Element): string =>
  children
    .map((child) => {
      if (child.type === 'element') return child.tagName === 'br' ? '\n' : codeOf(child);
      return child.type === 'text' ? child.value.replaceAll('\u00a0', ' ') : '';
    })
    .join('');

function placeOf(items: readonly Item[]): { readonly line: number; readonly column: number } | undefined {
  return linesOf(items)[0]?.position?.start;
}

/** Lines of verse between empty ones are a stanza. */
function stanzasOf(items: readonly Item[]): Content {
  const stanzas: Element[] = [];
  let isOpen = false;
  for (const item of items) {
    const last = stanzas.at(-1);
    if (item.kind !== 'line') isOpen = false;
    else if (isOpen && last) last.children.push(html('br', []), ...item.node.children);
    else {
      stanzas.push({ ...item.node, children: [...item.node.children] });
      isOpen = true;
    }
  }
  return stanzas;
}

/** Puts a subtitle into the heading right above it, as its second line. */
function joinsHeading(heading: ElementContent | undefined, subtitle: Element): boolean {
  const isHeading = heading?.type === 'element' && /^h[1-6]$/.test(heading.tagName);
  if (!isHeading || heading.children.some((child) => child.type === 'element' && child.tagName === 'br')) return false;
  if (/^\s*by\s/i.test(textOf(subtitle))) return false;
  heading.children.push(html('br', []), ...subtitle.children);
  return true;
}

const FEWEST_PARAGRAPHS_PER_GAP = 5;

/** The items before which two or more empty paragraphs part scenes: between lines of text, where that is rare. */
function sceneGaps(items: readonly Item[]): ReadonlySet<number> {
  const gaps = new Set<number>();
  let paragraphs = 0;
  let empty = 0;
  let wide = 0;
  let isAfterText = false;
  items.forEach((item, at) => {
    if (item.kind === 'empty') {
      empty += 1;
      return;
    }
    const isText = item.kind === 'line' && item.role === 'text' && item.node.properties['style'] === undefined;
    if (isText) paragraphs += 1;
    if (empty > 1) wide += 1;
    if (empty > 1 && isText && isAfterText) gaps.add(at);
    empty = 0;
    isAfterText = isText;
  });
  return wide * FEWEST_PARAGRAPHS_PER_GAP <= paragraphs ? gaps : new Set();
}
