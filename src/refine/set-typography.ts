import type { Block, Inline, Metadata, Section, Story } from '../model/story.js';
import { mapStory } from '../model/visit.js';
import { PLACEHOLDER, typeset } from '../text/typography.js';
import type { RefineStep } from './step.js';

/** The story with quotes, dashes and ellipses as its language sets them. Code and preformatted text stay as they are. */
export const setTypography: RefineStep = {
  name: 'set-typography',
  refine: (story, options) => (options.typography ? typesetStory(story, story.metadata.language ?? 'und') : story),
};

function typesetStory(story: Story, language: string): Story {
  const line = (words: string): string => typeset([words], language).join('');
  const mapped = mapStory(story, {
    inlines: (inlines) => typesetInlines(inlines, language),
    blocks: (blocks) => blocks.map((block) => typesetAsOne(block, language)),
  });
  return {
    ...mapped,
    metadata: typesetMetadata(mapped.metadata, line),
    sections: mapped.sections.map((section) => typesetLabels(section, line)),
  };
}

/** A run as one paragraph; passages in another language as that language sets them. */
function typesetInlines(inlines: readonly Inline[], language: string): readonly Inline[] {
  const runs: string[] = [];
  collectRuns(inlines, runs);
  const set = typeset(runs, language);
  return replaceRuns(inlines, set[Symbol.iterator](), language);
}

function collectRuns(inlines: readonly Inline[], runs: string[]): void {
  for (const inline of inlines) {
    if ('children' in inline && inline.type !== 'languageSpan') collectRuns(inline.children, runs);
    else runs.push(runOf(inline));
  }
}

/** What stands for an inline in its paragraph. A note's number is no neighbour to a quote. */
function runOf(inline: Inline): string {
  if (inline.type === 'text') return inline.value;
  if (inline.type === 'lineBreak') return '\n';
  return inline.type === 'noteReference' ? '' : PLACEHOLDER;
}

function replaceRuns(inlines: readonly Inline[], set: Iterator<string>, language: string): readonly Inline[] {
  return inlines.map((inline): Inline => {
    if (inline.type === 'languageSpan') {
      set.next();
      return { ...inline, children: typesetInlines(inline.children, inline.language) };
    }
    if ('children' in inline) return { ...inline, children: replaceRuns(inline.children, set, language) };
    const run = set.next().value as string;
    return inline.type === 'text' ? { ...inline, value: run } : inline;
  });
}

/** A quote may run over the lines of a stanza, so a stanza is set as one. */
function typesetAsOne(block: Block, language: string): Block {
  if (block.type !== 'verse') return block;
  return {
    ...block,
    stanzas: block.stanzas.map((lines) => {
      const joined = lines.flatMap((line): Inline[] => [
        { type: 'emphasis', children: line.children },
        { type: 'lineBreak' },
      ]);
      const set = typesetInlines(joined, language);
      return lines.map((line, index) => {
        const span = set[2 * index];
        return span && 'children' in span ? { ...line, children: span.children } : line;
      });
    }),
  };
}

function typesetLabels(section: Section, line: (words: string) => string): Section {
  return {
    ...section,
    ...(section.label !== undefined && { label: line(section.label) }),
    ...(section.byline !== undefined && { byline: line(section.byline) }),
    sections: section.sections.map((child) => typesetLabels(child, line)),
  };
}

/** Titles are set; names of persons, fandoms and tags are their owners' own spelling. */
function typesetMetadata(metadata: Metadata, line: (words: string) => string): Metadata {
  const { title, subtitle, rights, series } = metadata;
  return {
    ...metadata,
    ...(title !== undefined && { title: line(title) }),
    ...(subtitle !== undefined && { subtitle: line(subtitle) }),
    ...(rights !== undefined && { rights: line(rights) }),
    series: series.map((membership) => ({ ...membership, name: line(membership.name) })),
  };
}
