import type { Element, Nodes } from 'hast';
import type { Block, CreatorRole, Receipt, SeriesMembership, StoryDate } from '../../../model/story.js';
import { blocksText, mapBlocks, mapInlines } from '../../../model/visit.js';
import { textOf } from '../../hast/attributes.js';
import { piecesToBlocks } from '../../hast/block-flow.js';
import type { Children } from '../../hast/handler.js';
import { isElement } from '../../hast/nesting.js';
import { joinLines } from '../../hast/runs.js';
import { readTree } from '../../hast.js';
import { applyHeaderField } from '../../header-fields.js';
import type { ListField } from '../../metadata-builder.js';
import { lookUpLabel } from '../../vocabulary/labels.js';
import type { DialectContext, DialectNote } from '../dialect.js';

/** An archive's own markup says what each value is. */
const SURE = 0.97;

export function receiptOf(node: Nodes | undefined): Receipt {
  const start = node?.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1, how: 'HTML meta', confidence: SURE };
}

/** The text of an element in one line. */
export const lineOf = (node: Nodes | undefined): string => (node ? textOf(node).replace(/\s+/g, ' ').trim() : '');

/** The texts of the links in an element; its own text, parted at commas, where it has none. */
export function valuesIn(element: Element): readonly string[] {
  const links = linksIn(element).map(lineOf).filter(Boolean);
  if (links.length > 0) return links;
  return lineOf(element)
    .split(/,\s+/)
    .map((value) => value.trim())
    .filter(Boolean);
}

export function linksIn(element: Element): readonly Element[] {
  const own = element.tagName === 'a' ? [element] : [];
  return [...own, ...element.children.filter(isElement).flatMap(linksIn)];
}

type TextList = Exclude<ListField, 'creators' | 'series'>;

export function appendValues(field: TextList, element: Element, { metadata }: DialectContext): void {
  metadata.append(field, valuesIn(element), receiptOf(element));
}

export function appendPeople(
  names: readonly string[],
  role: CreatorRole,
  node: Nodes | undefined,
  context: DialectContext,
): void {
  const people = names.filter((name) => name !== '').map((name) => ({ name, role }));
  context.metadata.append('creators', people, receiptOf(node));
}

export function appendSeries(series: readonly SeriesMembership[], node: Nodes, { metadata }: DialectContext): void {
  metadata.append('series', series, receiptOf(node));
}

/** A labelled value of the page, read as a header line is; false when the label is none that storybind knows. */
export function applyLabel(
  label: string,
  value: string,
  node: Nodes,
  context: DialectContext,
  blocks?: readonly Block[],
): boolean {
  const match = lookUpLabel(label);
  if (!match || match.confidence < 1 || value === '') return false;
  const field = { match, label, value, receipt: receiptOf(node), ...(blocks && { blocks }) };
  return applyHeaderField(field, context.metadata, context.report);
}

/** A labelled value whatever its label is: one that storybind does not know is kept beside the story. */
export function applyOrKeep(label: string, value: string, node: Nodes, context: DialectContext): void {
  if (value === '' || applyLabel(label, value, node, context)) return;
  const { line, column } = receiptOf(node);
  context.metadata.keep({ label, value, place: { line, column } });
}

export function setSummary(nodes: Children, context: DialectContext): void {
  const blocks = blocksOf(nodes, context);
  if (blocksText(blocks).trim() !== '') context.metadata.set('summary', blocks, receiptOf(nodes[0]));
}

const NO_IMAGES = { resourceOf: () => undefined, resources: {}, files: new Map() };

/** The nodes as blocks, without images. */
export function blocksOf(nodes: Children, { report }: DialectContext): readonly Block[] {
  const { pieces } = readTree({ type: 'root', children: [...nodes] as never }, { report, images: NO_IMAGES });
  return mapBlocks(piecesToBlocks(pieces), { inlines: (run) => mapInlines(run, joinLines) });
}

/** A date that the page states as one: `2014-05-02`. */
export function isoDate(text: string): StoryDate | undefined {
  return /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text)?.[0] as StoryDate | undefined;
}

/** Seconds since 1970 as a day in UTC. */
export function dayOf(seconds: number): StoryDate | undefined {
  const isDate = Number.isFinite(seconds) && seconds > 0 && seconds < 8e9;
  return isDate ? (new Date(seconds * 1000).toISOString().slice(0, 10) as StoryDate) : undefined;
}

/** `3/3` is complete, `3/?` and `3/5` are in progress. */
export function applyChapterCount(text: string, node: Nodes, { metadata }: DialectContext): void {
  const count = /(\d+)\s*\/\s*(\d+|\?)/.exec(text);
  if (!count) return;
  metadata.set('status', count[1] === count[2] ? 'complete' : 'in progress', receiptOf(node));
}

/** A note, unless it says nothing. */
export function noteOf(label: string | undefined, body: Children): readonly DialectNote[] {
  const isEmpty = body.every((node) => textOf(node as Nodes).trim() === '');
  return isEmpty ? [] : [{ ...(label !== undefined && { label }), body }];
}
