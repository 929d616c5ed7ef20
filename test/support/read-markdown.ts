import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import { markdownReader } from '../../src/read/markdown.js';
import type { ReadResult } from '../../src/read/reader.js';
import { showBlocks, showStory } from './show-story.js';

export interface ReadMarkdown extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The blocks of all sections, as lines. */
  readonly blocks: readonly string[];
  readonly shown: string;
}

export type Siblings = Readonly<Record<string, Uint8Array>>;

export { PIXEL } from './pixel.js';

/** Reads Markdown from memory, with the files beside it. */
export async function readMarkdown(text: string | Uint8Array, siblings: Siblings = {}): Promise<ReadMarkdown> {
  const report = new Report('story.md');
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const source = { name: 'story.md', bytes, sibling: async (path: string) => siblings[path] };
  const result = await markdownReader.read(source, {}, report);
  const blocks = result.story.sections.flatMap(function all(section): readonly string[] {
    return [...showBlocks(section.blocks), ...section.sections.flatMap(all)];
  });
  return { ...result, diagnostics: report.diagnostics, blocks, shown: showStory(result.story, report.diagnostics) };
}

/** The codes of what was said, without what is said of every fixture. */
export const codes = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly string[] =>
  diagnostics.map(({ code }) => code).filter((code) => code !== 'title-missing');
