import type { XmlElement } from '../../container/xml-tree.js';
import { escapeMarkup } from '../../text/escape-markup.js';
import { chosenContent } from './drawings.js';
import type { Fields } from './fields.js';
import { type Line, mainSize, newLine, runsOf, type Segment } from './line.js';
import type { ListLevel } from './numbering.js';
import { settleRuns } from './runs.js';
import type { Settling } from './settling.js';
import type { NamedRole, Role } from './style-names.js';
import { type ParagraphLook, readParagraphLook, type Style } from './styles.js';
import { attributeValue, childOf, childrenOf, nameOf, settingOf, xml } from './word-xml.js';

/** A settled document as a flat list: paragraphs, and the tags of the tables around them. */
export type Settled = { readonly kind: 'tag'; readonly xml: string } | { readonly kind: 'rule' } | SettledParagraph;

export interface SettledParagraph {
  readonly kind: 'paragraph';
  readonly role: Role;
  readonly level: number;
  readonly align: 'start' | 'center' | 'end';
  readonly opensPage: boolean;
  /** How many empty paragraphs stood before it. */
  readonly blanks: number;
  /** In half points; undefined where nothing says it. */
  readonly size: number | undefined;
  readonly list?: ListLevel;
  readonly runs: string;
  /** The text, where that is all: no list, no emphasis, no links. */
  readonly plain?: string;
}

/** Where settled blocks go, and what the next of them has to know. */
export interface Flow {
  readonly out: Settled[];
  opensPage: boolean;
  blanks: number;
  /** Runs of a paragraph that the next one goes on with: its mark was deleted, or it is an initial. */
  carried: Line | undefined;
  isContents: boolean;
}

export const newFlow = (out: Settled[] = []): Flow => ({
  out,
  opensPage: false,
  blanks: 0,
  carried: undefined,
  isContents: false,
});

/** Elements that only hold blocks. */
const SEEN_THROUGH: ReadonlySet<string> = new Set(['w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml', 'w:sdtContent']);

/** Settles the paragraphs and tables in an element. */
export function settleBlocks(parent: XmlElement, flow: Flow, settling: Settling): void {
  for (const element of childrenOf(parent)) {
    const name = nameOf(element);
    if (name === 'w:p') settleParagraph(element, flow, settling);
    else if (name === 'w:tbl') settleTable(element, flow, settling);
    else if (name === 'w:sdt') settleControl(element, flow, settling);
    else if (name === 'mc:AlternateContent') {
      const chosen = chosenContent(element);
      if (chosen) settleBlocks(chosen, flow, settling);
    } else if (name === 'w:altChunk') {
      const say = (times: string): string => `A document inside of the document was left out${times}. Paste its text.`;
      settling.tally.add('markup-dropped', 'altChunk', undefined, say);
    } else if (SEEN_THROUGH.has(name)) settleBlocks(element, flow, settling);
  }
}

/** A content control; the one that Word makes for a table of contents says so. */
function settleControl(element: XmlElement, flow: Flow, settling: Settling): void {
  const gallery = settingOf(childOf(childOf(element, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery');
  const content = childOf(element, 'w:sdtContent');
  if (!content) return;
  const wasContents = flow.isContents;
  flow.isContents ||= gallery === 'Table of Contents';
  settleBlocks(content, flow, settling);
  flow.isContents = wasContents;
}

function settleParagraph(element: XmlElement, flow: Flow, settling: Settling): void {
  const properties = childOf(element, 'w:pPr');
  const style = settling.styles.paragraph(settingOf(properties, 'w:pStyle'));
  const own = readParagraphLook(properties);
  const look: ParagraphLook = { ...style.paragraph, ...own };
  const { role, level = 1 } = roleOf(style, own);
  if (flow.isContents || role === 'contents') {
    sayContents(settling);
    return;
  }
  const line = flow.carried ?? newLine();
  flow.carried = undefined;
  const isPlain = role === 'body' || role === 'code';
  const base = isPlain ? style.run : { ...style.run, isBold: false, isItalic: false, isUnderlined: false };
  const fields: Fields = [];
  settleRuns(element, { settling, line, fields, base });
  if (goesOn(properties) && line.boxes.length === 0) flow.carried = line;
  else {
    const item = look.list && settling.numbering.levelOf(look.list.number, look.list.level, style.id);
    const number = look.list?.number ?? '';
    addLine({ line, role, level, look, ...(item && { item }), number }, flow, settling);
  }
  const section = childOf(properties, 'w:sectPr');
  if (section && settingOf(section, 'w:type') !== 'continuous') flow.opensPage = true;
}

function roleOf(style: Style, own: ParagraphLook): NamedRole {
  const role: NamedRole = style.role ?? { role: 'body' };
  if (own.outline === undefined || role.role === 'title') return role;
  if (own.outline < 9) return { role: 'heading', level: Math.min(6, own.outline + 1) };
  return role.role === 'heading' ? { role: 'body' } : role;
}

function sayContents({ tally }: Settling): void {
  const say = (): string => 'A list of contents was left out: the book has its own, made from the headings.';
  tally.add('contents-list-dropped', 'contents', undefined, say);
}

/** Whether the next paragraph goes on with this one: its mark was deleted, or it is an initial on its own. */
function goesOn(properties: XmlElement | undefined): boolean {
  const mark = childOf(properties, 'w:rPr');
  if (childOf(mark, 'w:del') || childOf(mark, 'w:moveFrom')) return true;
  return ['drop', 'margin'].includes(attributeValue(childOf(properties, 'w:framePr'), 'w:dropCap') ?? '');
}

interface Written {
  readonly line: Line;
  readonly role: Role;
  readonly level: number;
  readonly look: ParagraphLook;
  readonly item?: ListLevel;
  readonly number: string;
}

function addLine(written: Written, flow: Flow, settling: Settling): void {
  const { line, look } = written;
  if (look.opensPage) flow.opensPage = true;
  const isEmpty = !line.segments.some(({ hasContent }) => hasContent) && labelOf(written, settling) === '';
  if (isEmpty) {
    if (line.segments.some(({ opensPage }) => opensPage)) flow.opensPage = true;
    else if (line.hasRule || (look.hasRule && line.boxes.length === 0)) flow.out.push({ kind: 'rule' });
    else if (line.boxes.length === 0) flow.blanks += 1;
  } else {
    const label = labelOf(written, settling, true);
    for (const [index, segment] of line.segments.entries()) {
      addSegment(written, segment, index === 0 ? label : '', flow, settling);
    }
    if (line.hasRule) flow.out.push({ kind: 'rule' });
  }
  for (const box of line.boxes) settleBlocks(box, flow, settling);
}

const DASHES = /^[–—―]\s*$/;

/** What Word shows before the text of a heading, and of paragraphs whose dialogue it took for a list. */
function labelOf({ line, role, item, number }: Written, { numbering }: Settling, isCounted = false): string {
  if (!item) return '';
  if (role !== 'heading') return DASHES.test(item.text) && isCounted ? `${item.text.trim()} ` : '';
  if (!item.isOrdered || !/%\d/.test(item.text)) return '';
  if (!isCounted) return item.text;
  const label = numbering.nextLabel(number, item);
  const hasText = line.segments.some(({ hasContent }) => hasContent);
  if (!hasText || /[.:)\]–—-]$/.test(label)) return hasText ? `${label} ` : label;
  return /\p{L}{2}/u.test(label) ? `${label}: ` : `${label}. `;
}

function addSegment(written: Written, segment: Segment, label: string, flow: Flow, settling: Settling): void {
  const { role, level, look, item } = written;
  if (segment.opensPage) flow.opensPage = true;
  if (!segment.hasContent && label === '') return;
  const size = mainSize(segment.sizes);
  if (role === 'body') {
    for (const [one, count] of segment.sizes) settling.sizes.set(one, (settling.sizes.get(one) ?? 0) + count);
  }
  const isList = item !== undefined && role === 'body' && !DASHES.test(item.text);
  const isPlain = role === 'body' && item === undefined && look.align !== 'center' && look.align !== 'end';
  const lead = label === '' ? '' : xml('w:r', {}, `<w:t xml:space="preserve">${escapeMarkup(label)}</w:t>`);
  flow.out.push({
    kind: 'paragraph',
    role,
    level,
    align: look.align ?? 'start',
    opensPage: flow.opensPage,
    blanks: flow.blanks,
    size,
    ...(isList && { list: item }),
    runs: lead + runsOf(segment),
    ...(isPlain && segment.plain !== undefined && { plain: segment.plain }),
  });
  flow.opensPage = false;
  flow.blanks = 0;
}

function settleTable(table: XmlElement, flow: Flow, settling: Settling): void {
  const tag = (text: string): number => flow.out.push({ kind: 'tag', xml: text });
  tag('<w:tbl>');
  for (const row of rowsOf(table, 'w:tr')) {
    const properties = childOf(row, 'w:trPr');
    if (childOf(properties, 'w:del')) continue;
    tag(childOf(properties, 'w:tblHeader') ? '<w:tr><w:trPr><w:tblHeader/></w:trPr>' : '<w:tr>');
    for (const cell of rowsOf(row, 'w:tc')) {
      tag(`<w:tc>${cellProperties(childOf(cell, 'w:tcPr'))}`);
      settleBlocks(cell, newFlow(flow.out), settling);
      tag('</w:tc>');
    }
    tag('</w:tr>');
  }
  tag('</w:tbl>');
}

/** Rows of a table and cells of a row, also within what Word puts around them. */
function rowsOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return childrenOf(parent).flatMap((child): readonly XmlElement[] => {
    if (nameOf(child) === name) return [child];
    return nameOf(child) === 'w:sdt' || SEEN_THROUGH.has(nameOf(child)) ? rowsOf(child, name) : [];
  });
}

function cellProperties(properties: XmlElement | undefined): string {
  const span = settingOf(properties, 'w:gridSpan');
  const merge = childOf(properties, 'w:vMerge');
  const known = [
    span !== undefined && /^\d{1,3}$/.test(span) ? xml('w:gridSpan', { 'w:val': span }) : '',
    merge ? xml('w:vMerge', { 'w:val': settingOf(properties, 'w:vMerge') === 'restart' ? 'restart' : 'continue' }) : '',
  ].join('');
  return known === '' ? '' : xml('w:tcPr', {}, known);
}
