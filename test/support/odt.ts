import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import { odtReader } from '../../src/read/odt.js';
import type { ReadResult } from '../../src/read/reader.js';
import { showBlocks, showStory } from './show-story.js';
import { type Member, packZip } from './zip.js';

export interface ReadOdt extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The blocks of all sections, as lines. */
  readonly blocks: readonly string[];
  readonly shown: string;
}

const NAMESPACES = [
  ...['office', 'style', 'text', 'table', 'meta', 'manifest'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  ),
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

export interface OdtParts {
  /** What stands in the content’s automatic styles. */
  readonly automatic?: string;
  /** What stands in the document’s named styles. */
  readonly named?: string;
  readonly meta?: string;
  readonly manifest?: string;
  /** Further members: pictures. */
  readonly members?: readonly Member[];
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The members of an OpenDocument package with this as its text. */
export function odtMembers(text: string, parts: OdtParts = {}): readonly Member[] {
  const { automatic = '', named = '', meta = '', manifest = '', members = [] } = parts;
  const document = (name: string, inside: string): Member => ({
    path: `${name}.xml`,
    bytes: bytesOf(`<?xml version="1.0"?><office:document-${name} ${NAMESPACES}>${inside}</office:document-${name}>`),
  });
  return [
    { path: 'mimetype', bytes: bytesOf('application/vnd.oasis.opendocument.text'), isStored: true },
    document(
      'content',
      `<office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body>`,
    ),
    document('styles', `<office:styles>${named}</office:styles>`),
    document('meta', `<office:meta>${meta}</office:meta>`),
    {
      path: 'META-INF/manifest.xml',
      bytes: bytesOf(`<manifest:manifest ${NAMESPACES}>${manifest}</manifest:manifest>`),
    },
    ...members,
  ];
}

/** An OpenDocument package with this as its text. */
export const odt = (text: string, parts: OdtParts = {}): Uint8Array => packZip(odtMembers(text, parts));

export type Siblings = Readonly<Record<string, Uint8Array>>;

/** Reads a document from memory, with the files beside it. */
export async function readOdt(bytes: Uint8Array, name = 'story.odt', siblings: Siblings = {}): Promise<ReadOdt> {
  const report = new Report(name);
  const result = await odtReader.read({ name, bytes, sibling: async (path) => siblings[path] }, {}, report);
  const blocks = result.story.sections.flatMap(function all(section): readonly string[] {
    return [...showBlocks(section.blocks), ...section.sections.flatMap(all)];
  });
  return { ...result, diagnostics: report.diagnostics, blocks, shown: showStory(result.story, report.diagnostics) };
}

/** The codes of what was said, without what is said of every fixture. */
export const codes = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly string[] =>
  diagnostics.map(({ code }) => code).filter((code) => code !== 'title-missing');
