import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import { fb2Reader } from '../../src/read/fb2.js';
import type { ReadResult } from '../../src/read/reader.js';
import { showBlocks, showStory } from './show-story.js';

export interface ReadFb2 extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The blocks of all sections, as lines. */
  readonly blocks: readonly string[];
  readonly shown: string;
}

/** A PNG of one pixel, as a binary holds it. */
export const PIXEL_BASE64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==';

export interface Fb2Parts {
  readonly titleInfo?: string;
  /** What follows title-info in the description. */
  readonly more?: string;
  /** What follows the first body: further bodies, binaries. */
  readonly rest?: string;
  readonly encoding?: string;
}

/** A FictionBook with this in its first body. */
export function fictionBook(
  body: string,
  { titleInfo, more = '', rest = '', encoding = 'utf-8' }: Fb2Parts = {},
): string {
  const info = titleInfo ?? '<book-title>The Ferry</book-title><lang>en</lang>';
  return `<?xml version="1.0" encoding="${encoding}"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">
<description><title-info>${info}</title-info>${more}</description>
<body>${body}</body>${rest}
</FictionBook>`;
}

/** Reads a FictionBook from memory. */
export async function readFb2(book: string | Uint8Array, name = 'book.fb2'): Promise<ReadFb2> {
  const report = new Report(name);
  const bytes = typeof book === 'string' ? new TextEncoder().encode(book) : book;
  const result = await fb2Reader.read({ name, bytes }, {}, report);
  const blocks = result.story.sections.flatMap(function all(section): readonly string[] {
    return [...showBlocks(section.blocks), ...section.sections.flatMap(all)];
  });
  return { ...result, diagnostics: report.diagnostics, blocks, shown: showStory(result.story, report.diagnostics) };
}

/** The codes of what was said. */
export const codes = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly string[] =>
  diagnostics.map(({ code }) => code);
