import type { Nodes, Root } from 'mdast';
import { Fences } from './fences.js';
import { walk } from './walk.js';

/** Where a segment starts in the text; lines and offsets from 0. */
interface Segment {
  readonly text: string;
  readonly line: number;
  readonly offset: number;
}

const SEGMENT_LENGTH = 4000;

const LINK_DEFINITION = /^[ \t>*+-]{0,20}\[(?!\^)[^\n]{1,400}\]:/m;
const NOTE_DEFINITION = /^[ \t]*\[\^([^\]\s]{1,100})\]:/gm;
const NOTE_REFERENCE = /\[\^([^\]\s]{1,100})\]/g;

/** HTML that goes on over blank lines until it is closed. CommonMark 0.31 #html-blocks, kinds 1 to 5. */
const LASTING_HTML: readonly { readonly open: RegExp; readonly close: RegExp }[] = [
  { open: /^ {0,3}<(?:pre|script|style|textarea)(?:[\s>]|$)/i, close: /<\/(?:pre|script|style|textarea)>/i },
  { open: /^ {0,3}<!--/, close: /-->/ },
  { open: /^ {0,3}<\?/, close: /\?>/ },
  { open: /^ {0,3}<![a-z]/i, close: />/ },
  { open: /^ {0,3}<!\[CDATA\[/, close: /\]\]>/ },
];

/** Marks that a list goes on with. */
const LIST_MARK = /^(?:[-+*](?:\s|$)|\d)/;

/**
 * The text parsed a few pages at a time: the parser goes through all that it has read whenever a quote or a list
 * ends. Segments part where a block begins that nothing before it can hold; what a segment needs of the others (which
 * notes there are) goes with it.
 */
export function parseSegments(text: string, parse: (text: string) => Root, length = SEGMENT_LENGTH): Root {
  if (text.length < length * 2 || LINK_DEFINITION.test(text)) return parse(text);
  const known = new Set([...text.matchAll(NOTE_DEFINITION)].map(([, label]) => label ?? ''));
  const root: Root = { type: 'root', children: [] };
  for (const segment of segmentsOf(text, length)) {
    const notes = missingNotes(segment.text, known);
    const lead = { line: segment.line - notes.split('\n').length + 1, offset: segment.offset - notes.length };
    for (const child of parse(notes + segment.text).children) {
      if ((child.position?.start.offset ?? 0) < notes.length) continue;
      for (const node of walk(child)) move(node, lead);
      root.children.push(child);
    }
  }
  unreferLost(root);
  return root;
}

/** What only looked like a note's definition (in code, in a comment) was none: the marks that would refer to it are text. */
function unreferLost(root: Root): void {
  const nodes = [...walk(root)];
  const defined = new Set(nodes.flatMap((node) => (node.type === 'footnoteDefinition' ? [node.identifier] : [])));
  for (const node of nodes) {
    if (!('children' in node)) continue;
    const children = node.children as Nodes[];
    children.forEach((child, index) => {
      if (child.type !== 'footnoteReference' || defined.has(child.identifier)) return;
      const value = `[^${child.label ?? child.identifier}]`;
      children[index] = { type: 'text', value, ...(child.position && { position: child.position }) };
    });
  }
}

/** Definitions for the notes that the segment refers to and does not hold: without them it would refer to nothing. */
function missingNotes(text: string, known: ReadonlySet<string>): string {
  if (known.size === 0) return '';
  const own = new Set([...text.matchAll(NOTE_DEFINITION)].map(([, label]) => label));
  const referred = new Set([...text.matchAll(NOTE_REFERENCE)].map(([, label]) => label ?? ''));
  const missing = [...referred].filter((label) => known.has(label) && !own.has(label));
  return missing.length === 0 ? '' : `${missing.map((label) => `[^${label}]: x`).join('\n\n')}\n\n***\n\n`;
}

function* segmentsOf(text: string, length: number): Generator<Segment> {
  const fences = new Fences();
  let html: (typeof LASTING_HTML)[number] | undefined;
  let isAfterBlank = true;
  let segment = { line: 0, offset: 0 };
  let offset = 0;
  let line = 0;
  for (const one of linesOf(text)) {
    const isFree = isAfterBlank && !fences.isOpen && !html && /^\S/.test(one) && !LIST_MARK.test(one);
    if (isFree && offset - segment.offset >= length) {
      yield { ...segment, text: text.slice(segment.offset, offset) };
      segment = { line, offset };
    }
    if (html || !fences.take(one)) {
      html ??= LASTING_HTML.find(({ open }) => open.test(one));
      if (html?.close.test(one)) html = undefined;
    }
    isAfterBlank = one.trim() === '';
    offset += one.length + 1;
    line += 1;
  }
  yield { ...segment, text: text.slice(segment.offset) };
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? text.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}

function move({ position }: Nodes, { line, offset }: Pick<Segment, 'line' | 'offset'>): void {
  if (!position) return;
  for (const point of [position.start, position.end]) {
    point.line += line;
    if (point.offset !== undefined) point.offset += offset;
  }
}
