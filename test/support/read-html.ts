import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import { htmlReader } from '../../src/read/html/html-reader.js';
import type { ReadResult } from '../../src/read/reader.js';
import type { Siblings } from './read-markdown.js';
import { showBlocks, showStory } from './show-story.js';

export interface ReadHtml extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The blocks of all sections, as lines. */
  readonly blocks: readonly string[];
  readonly shown: string;
}

/** Reads HTML from memory, with the files beside it. */
export async function readHtml(html: string | Uint8Array, siblings: Siblings = {}): Promise<ReadHtml> {
  const report = new Report('story.html');
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html;
  const source = { name: 'story.html', bytes, sibling: async (path: string) => siblings[path] };
  const result = await htmlReader.read(source, {}, report);
  const blocks = result.story.sections.flatMap(function all(section): readonly string[] {
    return [...showBlocks(section.blocks), ...section.sections.flatMap(all)];
  });
  return { ...result, diagnostics: report.diagnostics, blocks, shown: showStory(result.story, report.diagnostics) };
}
