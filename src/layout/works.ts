import type { Titling } from '../model/book.js';
import type { Section, Work } from '../model/story.js';
import { walkSections } from '../model/visit.js';
import { colophonFacts, titlePageFacts } from './facts.js';
import { headingText } from './headings.js';
import { storyWords } from './story-words.js';
import { titling } from './title-page.js';
import { wordsFor } from './words/index.js';
import type { LayoutWords } from './words/words.js';

/** What depends on the story that a page belongs to. */
interface StoryContext {
  readonly title: string;
  readonly language: string;
  readonly words: LayoutWords;
}

/** The context of the pages of an anthology's story: its own title, its own language and words. */
export function workContext<Context extends StoryContext>(
  section: Section,
  { metadata }: Work,
  context: Context,
): Context {
  const language = metadata.language ?? 'und';
  const words = wordsFor(language);
  return { ...context, title: headingText(section, language) || words.untitled, language, words };
}

/** What a story's own title page says in an anthology: all that its book would on its title page and in its colophon. */
export function workTitling(section: Section, { metadata }: Work, { language, words }: StoryContext): Titling {
  const facts = [
    ...titlePageFacts(metadata, words),
    ...colophonFacts(metadata, words, language, storyWords(section.sections)),
  ];
  return titling(metadata, facts, language, words);
}

/** The story's part with the text of its only chapter, where that has no heading: such a story is not divided. */
export function withOnlyChapter(part: Section): Section {
  const [only, ...others] = part.sections;
  const isPlain = only && others.length === 0 && only.sections.length === 0;
  if (!isPlain || only.title || only.label !== undefined || only.byline !== undefined) return part;
  return {
    ...part,
    notesBefore: [...part.notesBefore, ...only.notesBefore],
    notesAfter: [...only.notesAfter, ...part.notesAfter],
    blocks: [...part.blocks, ...only.blocks],
    sections: [],
  };
}

/** The parts that are stories of their own. */
export const worksIn = (sections: readonly Section[]): readonly (Section & { readonly work: Work })[] =>
  [...walkSections(sections)].flatMap((section) => (section.work ? [{ ...section, work: section.work }] : []));
