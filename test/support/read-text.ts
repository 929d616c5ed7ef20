import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import type { Section } from '../../src/model/story.js';
import type { ReadResult } from '../../src/read/reader.js';
import { textReader } from '../../src/read/text/text-reader.js';
import { showBlocks, showStory } from './show-story.js';

export interface ReadText extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The blocks of all sections, as lines. */
  readonly blocks: readonly string[];
  /** Sections as lines: `chapter The Rain`, indented by depth. */
  readonly outline: readonly string[];
  readonly shown: string;
}

/** Reads plain text from memory. */
export async function readText(text: string | Uint8Array, name = 'story.txt'): Promise<ReadText> {
  const report = new Report(name);
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const result = await textReader.read({ name, bytes }, {}, report);
  const { diagnostics } = report;
  const { sections } = result.story;
  const shown = `encoding: ${result.encoding}\n${showStory(result.story, diagnostics)}`;
  return { ...result, diagnostics, blocks: sections.flatMap(allBlocks), outline: outlineOf(sections), shown };
}

const allBlocks = (section: Section): readonly string[] => [
  ...showBlocks(section.blocks),
  ...section.sections.flatMap(allBlocks),
];

function outlineOf(sections: readonly Section[], indent = ''): readonly string[] {
  return sections.flatMap(({ role, label, title, sections: inner }) => {
    const name = [label, title?.map((one) => ('value' in one ? one.value : '…')).join('')].filter(Boolean).join(': ');
    return [`${indent}${role} ${name}`.trimEnd(), ...outlineOf(inner, `${indent}  `)];
  });
}
