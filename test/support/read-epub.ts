import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import { epubReader } from '../../src/read/epub.js';
import type { ReadResult } from '../../src/read/reader.js';
import { buildEpub, type EpubParts } from './build-epub.js';
import { showStory } from './show-story.js';

export interface ReadEpub extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly shown: string;
  /** The sections as lines: role, label and title, indented. */
  readonly outline: readonly string[];
}

/** Reads a book from memory: its bytes, or the parts that it is built of. */
export async function readEpub(book: Uint8Array | EpubParts, name = 'book.epub'): Promise<ReadEpub> {
  const report = new Report(name);
  const bytes = book instanceof Uint8Array ? book : buildEpub(book);
  const result = await epubReader.read({ name, bytes }, {}, report);
  const shown = showStory(result.story, report.diagnostics);
  const outline = shown
    .split('\n')
    .filter((line) => /^\s*# /.test(line))
    .map((line) => line.replace(/# (\w+) \S+?(?=: |$)/, '$1'));
  return { ...result, diagnostics: report.diagnostics, shown, outline };
}
