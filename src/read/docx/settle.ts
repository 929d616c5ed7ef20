import { descendants } from '../../container/xml-query.js';
import type { Report } from '../../diagnostics/report.js';
import { countMarkup, needOf, type ReadingLimits, refuseHeavy } from '../limits.js';
import { newFlow, type Settled, type SettledParagraph, settleBlocks } from './blocks.js';
import { mainSize } from './line.js';
import { readNumbering } from './numbering.js';
import type { DocxPackage, Part } from './package.js';
import { type Settling, settlingOf } from './settling.js';
import type { Role } from './style-names.js';
import { readStyles } from './styles.js';
import { attributeValue, childOf, childrenOf, nameOf, xml } from './word-xml.js';

/** A DOCX with nothing in it but what a story has, in which every look is a style of its own. */
export interface SettledDocument {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** What each style becomes, in mammoth's notation. */
  readonly styleMap: readonly string[];
  /** What most of the text says to be in. */
  readonly language: string | undefined;
  /** The whole document, where it is no more than text: typed, or pasted from a text file. */
  readonly plainText: string | undefined;
}

/** What a document may be, and whose it is. */
export interface Within {
  readonly limits: ReadingLimits;
  readonly file: string;
}

/**
 * Settles a document: deletions go and insertions stay, what styles inherit is resolved, old and new markup for one thing
 * are one, text boxes stand below their paragraphs. What mammoth reads then cannot differ from what Word shows.
 */
export function settle(docx: DocxPackage, report: Report, { limits, file }: Within): SettledDocument {
  const styles = readStyles(docx.styles);
  const settling = settlingOf(docx, {
    styles,
    numbering: readNumbering(docx.numbering),
    notes: new Set([...noteIds(docx.footnotes, 'footnote'), ...noteIds(docx.endnotes, 'endnote')]),
    anchors: anchorsOf(docx.document),
    report,
  });
  const body = newFlow();
  const root = childOf(docx.document.root, 'w:body');
  if (root) settleBlocks(root, body, settling);
  const footnotes = settleNotes(docx.footnotes, 'footnote', settling);
  const endnotes = settleNotes(docx.endnotes, 'endnote', settling);
  settling.tally.report(report);
  const looks = new Looks(mainSize(settling.sizes));
  const files = [
    { path: 'word/document.xml', text: part('w:document', xml('w:body', {}, looks.write(body.out))) },
    { path: 'word/footnotes.xml', text: part('w:footnotes', footnotes.map((note) => note(looks)).join('')) },
    { path: 'word/endnotes.xml', text: part('w:endnotes', endnotes.map((note) => note(looks)).join('')) },
    { path: 'word/numbering.xml', text: part('w:numbering', NUMBERING) },
    ...settling.references.files(),
  ];
  const plainText = plainTextOf(body.out);
  const need = files.reduce((sum, { text }) => sum + needOf('docx', countMarkup(text)), 0);
  refuseHeavy(need, limits, file);
  return { files, styleMap: looks.styleMap, language: mainLanguage(settling), plainText };
}

/** Of fewer paragraphs there is nothing to tell how a text is laid out. */
const FEWEST_PLAIN = 10;

/**
 * The text of paragraphs that are nothing else, as a text file has it: blank lines between paragraphs, more of them
 * where a paragraph is empty, a form feed at a page's end.
 */
function plainTextOf(settled: readonly Settled[]): string | undefined {
  const paragraphs = settled.filter((one) => one.kind === 'paragraph');
  const isPlain = paragraphs.length === settled.length && paragraphs.every(({ plain }) => plain !== undefined);
  const sizes = new Set(paragraphs.flatMap(({ size }) => size ?? []));
  if (!isPlain || sizes.size > 1 || paragraphs.length < FEWEST_PLAIN) return undefined;
  const isSpaced = paragraphs.filter(({ blanks }) => blanks > 0).length * 2 > paragraphs.length;
  const lines = paragraphs.map(({ blanks, opensPage, plain = '' }, index) => {
    const gap = index === 0 ? 0 : blanks + (isSpaced ? 1 : 2);
    return '\n'.repeat(gap) + (opensPage ? '\f' : '') + plain.replace(/\s+/gu, ' ').trim();
  });
  return lines.join('');
}

function noteIds(notes: Part | undefined, kind: 'footnote' | 'endnote'): readonly string[] {
  return childrenOf(notes?.root, `w:${kind}`).flatMap((note) =>
    isSeparator(attributeValue(note, 'w:type')) ? [] : [`${kind} ${attributeValue(note, 'w:id') ?? ''}`],
  );
}

const isSeparator = (type: string | undefined): boolean => type !== undefined && type !== 'normal';

function settleNotes(
  notes: Part | undefined,
  kind: 'footnote' | 'endnote',
  settling: Settling,
): readonly ((looks: Looks) => string)[] {
  if (!notes) return [];
  const inner = { ...settling, relationships: notes.relationships };
  return childrenOf(notes.root, `w:${kind}`).flatMap((note) => {
    if (isSeparator(attributeValue(note, 'w:type'))) return [];
    const flow = newFlow();
    settleBlocks(note, flow, inner);
    const id = attributeValue(note, 'w:id') ?? '';
    return [(looks: Looks): string => xml(`w:${kind}`, { 'w:id': id }, looks.write(flow.out))];
  });
}

/** The names that links within the document lead to; those of Word's own list of contents aside. */
function anchorsOf({ root }: Part): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const element of descendants(root)) {
    const anchor = nameOf(element) === 'w:hyperlink' ? attributeValue(element, 'w:anchor') : undefined;
    if (anchor !== undefined && !anchor.startsWith('_Toc')) anchors.add(anchor);
  }
  return anchors;
}

function mainLanguage({ languages, styles }: Settling): string | undefined {
  let main = styles.defaults.language;
  for (const [language, count] of languages) if (count > (languages.get(main ?? '') ?? 0)) main = language;
  return main;
}

const part = (name: string, children: string): string =>
  xml(
    name,
    {
      'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
      'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
      'xmlns:pic': 'http://schemas.openxmlformats.org/drawingml/2006/picture',
    },
    children,
  );

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** Two lists are enough: 1 is of bullets, 2 of numbers. */
const NUMBERING = [
  ...(['bullet', 'decimal'] as const).map((format, index) =>
    xml(
      'w:abstractNum',
      { 'w:abstractNumId': String(index + 1) },
      LEVELS.map((level) => xml('w:lvl', { 'w:ilvl': String(level) }, xml('w:numFmt', { 'w:val': format }))).join(''),
    ),
  ),
  ...['1', '2'].map((id) => xml('w:num', { 'w:numId': id }, xml('w:abstractNumId', { 'w:val': id }))),
].join('');

/** From how much larger than the text on a line is set larger. */
const LARGER = 1.2;

/** What a paragraph of each role becomes; its classes are put in the place of `&`. */
const ELEMENTS: Readonly<Record<Role, string>> = {
  body: 'p&:fresh',
  heading: 'h#&:fresh',
  title: 'p.title&:fresh',
  subtitle: 'p.subtitle&:fresh',
  author: 'p.author&:fresh',
  date: 'p.date&:fresh',
  quote: 'blockquote > p&:fresh',
  epigraph: 'blockquote.epigraph > p&:fresh',
  verse: 'div.verse > p&:fresh',
  code: "pre:separator('\\n')",
  contents: 'p&:fresh',
};

/** The looks of paragraphs, a style each. */
class Looks {
  readonly #bodySize: number | undefined;
  readonly #ids = new Map<string, string>();

  constructor(bodySize: number | undefined) {
    this.#bodySize = bodySize;
  }

  get styleMap(): readonly string[] {
    return [...this.#ids].map(([path, id]) => `p.${id} => ${path}`);
  }

  write(settled: readonly Settled[]): string {
    return settled.map((one) => this.#writeOne(one)).join('');
  }

  #writeOne(one: Settled): string {
    switch (one.kind) {
      case 'tag':
        return one.xml;
      case 'rule':
        return xml('w:p', {}, this.#style('hr:fresh'));
      case 'paragraph':
        return xml('w:p', {}, (one.list ? listed(one.list) : this.#style(this.#pathOf(one))) + one.runs);
      default:
        return one satisfies never;
    }
  }

  #style(path: string): string {
    const id = this.#ids.get(path) ?? `look${this.#ids.size + 1}`;
    this.#ids.set(path, id);
    return xml('w:pPr', {}, xml('w:pStyle', { 'w:val': id }));
  }

  #pathOf({ role, level, align, opensPage, blanks, size }: SettledParagraph): string {
    const body = this.#bodySize;
    const classes = [
      align === 'start' ? '' : `.${align}`,
      opensPage ? '.page' : '',
      blanks > 0 ? `.blank${Math.min(2, blanks)}` : '',
      size !== undefined && body !== undefined && size >= body * LARGER ? '.large' : '',
    ].join('');
    return ELEMENTS[role].replace('#', String(level)).replace('&', classes);
  }
}

const listed = ({ isOrdered, level }: NonNullable<SettledParagraph['list']>): string =>
  xml(
    'w:pPr',
    {},
    xml(
      'w:numPr',
      {},
      xml('w:ilvl', { 'w:val': String(Math.min(4, level)) }) + xml('w:numId', { 'w:val': isOrdered ? '2' : '1' }),
    ),
  );
