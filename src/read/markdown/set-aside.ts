import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import { Fences } from './fences.js';
import { isDense, thinOut } from './limits.js';

/** Paragraphs that hold no markup, or too much of it to be any: a parser has nothing to do with them. */
interface Passage {
  readonly lines: readonly string[];
  /** The line of its first line, from 1. */
  readonly line: number;
}

export interface SetAside {
  /** The text with a token and empty lines in the place of each passage: lines keep their numbers. */
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly tokens: RegExp;
  /** The lines at which markup was too deep or too dense, and was taken for text. */
  readonly flattened: readonly number[];
}

/** Signs that may mean something in Markdown, wherever they stand. */
const SPECIAL = /[\\`*_[\]<>~|@]|&[#\p{L}]|:\/\/|www\./iu;
/** What a paragraph's lines may open with and be nothing else. */
const PLAIN_START = /^[\p{L}"'“”‘’«»„‚‹›—–(¿¡…\u3000-\u303f\uff00-\uffef]/u;
/** Rows of signs that Markdown reads as lists or fences, and writers set as scene breaks. */
const ORNAMENT = /^ {0,3}(?:~{3,}|\+(?:[ \t]*\+){2,})[ \t]*$/;

/**
 * The text without the passages that Markdown leaves as they are, which in a novel are nearly all: they go around
 * the parser and back into its tree (`restore`). A token stands for a passage, so that wherever the parser sees it
 * (a paragraph, code, raw HTML) the passage's own text can be put back.
 */
export function setAside(whole: string): SetAside {
  const sign = freeSign(whole);
  const lines = whole.split('\n');
  const passages: Passage[] = [];
  const flattened: number[] = [];
  const kept = [...lines];
  let passage: { lines: string[]; line: number } | undefined;
  const put = (from: number, to: number): void => {
    const added = lines.slice(from, to);
    if (passage) {
      const gap = from - (passage.line - 1 + passage.lines.length);
      passage.lines.push(...Array<string>(gap).fill(''), ...added);
      kept.fill('', from, to);
    } else {
      passage = { lines: added, line: from + 1 };
      kept.fill('', from, to);
      kept[from] = `${sign}${passages.length}${sign}`;
      passages.push(passage);
    }
  };
  for (const { from, to } of chunks(lines)) {
    const chunk = lines.slice(from, to);
    const isTooDense = isDense(chunk);
    if (isTooDense) flattened.push(from + 1);
    if (isTooDense || isPlain(chunk)) {
      put(from, to);
      continue;
    }
    passage = undefined;
    for (let index = from; index < to; index += 1) {
      const thin = thinOut(lines[index] ?? '');
      if (thin === lines[index]) continue;
      kept[index] = thin;
      flattened.push(index + 1);
    }
  }
  return { text: kept.join('\n'), passages, tokens: new RegExp(`${sign}(\\d+)${sign}(\\n*)`, 'g'), flattened };
}

/** The stretches between blank lines. Fenced code is one stretch with its fences, whatever it holds. */
function* chunks(lines: readonly string[]): Generator<{ readonly from: number; readonly to: number }> {
  const fences = new Fences();
  let from: number | undefined;
  for (let index = 0; index <= lines.length; index += 1) {
    const line = lines[index];
    const isBlank = line === undefined || line.trim() === '';
    const isAlone = (lines[index - 1] ?? '').trim() === '' && (lines[index + 1] ?? '').trim() === '';
    const isCode = line !== undefined && !(isAlone && !fences.isOpen && ORNAMENT.test(line)) && fences.take(line);
    if ((isBlank || isCode) && from !== undefined) {
      yield { from, to: index };
      from = undefined;
    } else if (!isBlank && !isCode) from ??= index;
  }
}

function isPlain(lines: readonly string[]): boolean {
  if (lines.length === 1 && ORNAMENT.test(lines[0] ?? '')) return true;
  return lines.every(
    (line, index) =>
      PLAIN_START.test(line) && !SPECIAL.test(line) && (index === lines.length - 1 || !line.endsWith('  ')),
  );
}

/** A sign for private use that the text does not hold. */
function freeSign(whole: string): string {
  for (let code = 0xe000; code < 0xf8ff; code += 1) {
    const sign = String.fromCharCode(code);
    if (!whole.includes(sign)) return sign;
  }
  throw new RangeError('The text uses every sign for private use.');
}

/** The passages' own text where the value holds their tokens. */
export function restoreText(value: string, { passages, tokens }: SetAside): string {
  return value.replace(tokens, (_token, index: string, ends: string) => {
    const lines = passages[Number(index)]?.lines ?? [];
    return lines.join('\n') + ends.slice(lines.length - 1);
  });
}

/** Puts the passages back as paragraphs, in place. */
export function restoreParagraphs(root: Root, aside: SetAside): void {
  if (aside.passages.length === 0) return;
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
      if ('children' in child) waiting.push(child);
      children.push(child);
    }
    (parent as Element).children = children as ElementContent[];
  }
}

function passageOf(node: Nodes, { passages, tokens }: SetAside): Passage | undefined {
  if (node.type !== 'element' || node.tagName !== 'p' || node.children.length !== 1) return undefined;
  const [only] = node.children;
  if (only?.type !== 'text') return undefined;
  const [token] = only.value.matchAll(tokens);
  return token && token[0] === only.value ? passages[Number(token[1])] : undefined;
}

function* paragraphsOf({ lines, line }: Passage): Generator<Element> {
  let from = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    if ((lines[index] ?? '') !== '' && (lines[index] ?? '').trim() !== '') continue;
    if (index > from) yield paragraph(lines.slice(from, index), line + from);
    from = index + 1;
  }
}

function paragraph(lines: readonly string[], line: number): Element {
  const position = { start: { line, column: 1 }, end: { line: line + lines.length - 1, column: 1 } };
  return {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [{ type: 'text', value: lines.join('\n'), position }],
    position,
  };
}
