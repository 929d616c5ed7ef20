import JSZip from 'jszip';
import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import { docxReader } from '../../src/read/docx.js';
import type { ReadResult } from '../../src/read/reader.js';
import { showBlocks, showStory } from './show-story.js';

/** What a small DOCX is made of. Everything but the body may be left out. */
export interface DocxParts {
  /** What stands in `w:body`. */
  readonly body: string;
  /** What stands in `w:styles`. */
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  /** What stands in the core properties: `<dc:title>…</dc:title>`. */
  readonly properties?: string;
  /** Relationships of the document: images and links. */
  readonly relationships?: string;
  /** More members, by path. */
  readonly members?: Readonly<Record<string, string | Uint8Array>>;
  /** ISO's own namespaces. */
  readonly isStrict?: boolean;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Paragraphs whose style, properties or runs are given as XML. */
export const p = (runs: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs.startsWith('<') ? runs : r(runs)}</w:p>`;
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const styled = (id: string, text: string): string => p(text, `<w:pStyle w:val="${id}"/>`);
export const centred = (text: string, look = ''): string => p(r(text, look), '<w:jc w:val="center"/>');
export const PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
export const EMPTY = '<w:p/>';

/** A style; `inside` is what it holds besides its name. */
export const style = (id: string, name: string, inside = '', type = 'paragraph'): string =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;

/** The bytes of a DOCX. */
export async function makeDocx(parts: DocxParts): Promise<Uint8Array> {
  const office = parts.isStrict ? `${STRICT}/relationships` : `${OFFICE}/relationships`;
  const root = (name: string, inside: string | undefined): string | undefined =>
    inside === undefined ? undefined : `<w:${name} ${namespaces(parts.isStrict ?? false)}>${inside}</w:${name}>`;
  const named = {
    styles: root('styles', parts.styles),
    numbering: root('numbering', parts.numbering),
    footnotes: root('footnotes', parts.footnotes),
    endnotes: root('endnotes', parts.endnotes),
  };
  const zip = new JSZip();
  zip.file('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"/>`);
  const related = Object.entries(named).filter(([, content]) => content !== undefined);
  const relationships = related.map(
    ([name]) => `<Relationship Id="${name}" Type="${office}/${name}" Target="${name}.xml"/>`,
  );
  const xmlns = `xmlns="${PACKAGE}/relationships"`;
  zip.file(
    '_rels/.rels',
    `<Relationships ${xmlns}><Relationship Id="a" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  zip.file(
    'word/_rels/document.xml.rels',
    `<Relationships ${xmlns}>${relationships.join('')}${parts.relationships ?? ''}</Relationships>`,
  );
  zip.file('word/document.xml', root('document', `<w:body>${parts.body}</w:body>`) ?? '');
  for (const [name, content] of related) zip.file(`word/${name}.xml`, content ?? '');
  if (parts.properties !== undefined) {
    const core = `xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`;
    zip.file('docProps/core.xml', `<cp:coreProperties ${core}>${parts.properties}</cp:coreProperties>`);
  }
  for (const [path, content] of Object.entries(parts.members ?? {})) zip.file(path, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

function namespaces(isStrict: boolean): string {
  const word = isStrict
    ? 'http://purl.oclc.org/ooxml/wordprocessingml/main'
    : 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return [
    `xmlns:w="${word}" xmlns:r="${isStrict ? `${STRICT}/relationships` : `${OFFICE}/relationships`}"`,
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"',
  ].join(' ');
}

export interface ReadDocx extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The blocks of all sections, as lines. */
  readonly blocks: readonly string[];
  /** The headings of all sections: their roles, labels and titles. */
  readonly headings: readonly string[];
  readonly shown: string;
}

/** Reads a DOCX from memory. */
export async function readDocx(docx: DocxParts | Uint8Array, name = 'story.docx'): Promise<ReadDocx> {
  const bytes = docx instanceof Uint8Array ? docx : await makeDocx(docx);
  const report = new Report(name);
  const result = await docxReader.read({ name, bytes }, {}, report);
  const shown = showStory(result.story, report.diagnostics);
  const blocks = result.story.sections.flatMap(function all(section): readonly string[] {
    return [...showBlocks(section.blocks), ...section.sections.flatMap(all)];
  });
  const headings = shown
    .split('\n')
    .filter((line) => /^\s*# /.test(line))
    .map((line) => line.replace(/^(\s*)# (\S+) \S+?(?::(?= ) )?(?=$|\s)/, '$1$2').trimEnd());
  return { ...result, diagnostics: report.diagnostics, blocks, headings, shown };
}
