import type { Report } from '../diagnostics/report.js';
import type { Block, Inline, Section, Story } from '../model/story.js';
import { plainText, walkInlines } from '../model/visit.js';
import type { RefineStep } from './step.js';

const LONGEST_REPEAT = 200;

/**
 * The story without lines at the beginning of a section that only repeat what stands above it already: the story's
 * title, the section's own heading, the author's name. Each is reported.
 */
export const dropRepeats: RefineStep = {
  name: 'drop-repeats',
  refine: (story, _options, report) => ({
    ...story,
    sections: story.sections.map((section) => withoutRepeats(section, story, report)),
  }),
};

function withoutRepeats(section: Section, story: Story, report: Report): Section {
  const known = knownLines(section, story);
  let first = 0;
  while (section.blocks[first]?.type === 'sceneBreak' || isRepeat(section.blocks[first], known)) first += 1;
  const hasMore = section.blocks.length > first || section.sections.length > 0;
  if (hasMore) for (const block of section.blocks.slice(0, first)) announce(block, section, report);
  return {
    ...section,
    blocks: hasMore ? section.blocks.slice(first) : section.blocks,
    sections: section.sections.map((child) => withoutRepeats(child, story, report)),
  };
}

function announce(block: Block, section: Section, report: Report): void {
  const line = 'children' in block ? plainText(block.children).trim() : '';
  if (line === '') return;
  const message = `\`${line}\` only repeats the heading above it and was left out. If it belongs to the text, write it as a sentence.`;
  report.add('repeat-dropped', message, section.place);
}

/** What a line may say and add nothing, folded. */
function knownLines(section: Section, { metadata }: Story): ReadonlySet<string> {
  const title = plainText(section.title ?? []);
  const names = metadata.creators.map(({ name }) => name);
  const lines = [
    ...[metadata.title, title, section.label, `${section.label ?? ''} ${title}`, section.byline],
    ...(metadata.title === undefined ? [] : names.map((name) => `${metadata.title} by ${name}`)),
    ...[...names, names.join(' and '), names.join(' & ')].flatMap((name) => [`by ${name}`, `written by ${name}`]),
    ...(section.byline === undefined ? [] : [`by ${section.byline}`]),
  ];
  return new Set(lines.map((line) => folded(line ?? '')).filter((line) => line !== '' && line !== 'by'));
}

function isRepeat(block: Block | undefined, known: ReadonlySet<string>): boolean {
  if (block === undefined || (block.type !== 'paragraph' && block.type !== 'heading')) return false;
  const line = plainText(block.children).trim();
  if (line.length > LONGEST_REPEAT || hasMoreThanText(block.children)) return false;
  return known.has(folded(line));
}

const hasMoreThanText = (inlines: readonly Inline[]): boolean => {
  for (const { type } of walkInlines(inlines)) {
    if (type === 'image' || type === 'noteReference' || type === 'ruby' || type === 'code') return true;
  }
  return false;
};

/** Letters, digits and the stop that makes a sentence of a line: `Rain.` is a sentence, `RAIN` the title again. */
function folded(line: string): string {
  const words = line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘'`´]/g, '')
    .split(/[^\p{L}\p{M}\p{N}.!?…]+/u)
    .filter(Boolean)
    .map((word, index, all) => (index === all.length - 1 ? word : word.replace(/[.!?…]+$/, '')));
  return words.join(' ').replace(/\.{3}/g, '…');
}
