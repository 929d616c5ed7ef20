import type { Colophon } from '../model/book.js';
import type { Story } from '../model/story.js';
import { colophonFacts } from './facts.js';
import { storyWords } from './story-words.js';
import type { LayoutWords } from './words/words.js';

/** The last page: where the story comes from, when it was written, and what made the book. */
export function colophon(story: Story, words: LayoutWords, language: string): Colophon {
  return {
    kind: 'colophon',
    id: 'page-colophon',
    href: 'text/colophon.xhtml',
    title: words.about,
    heading: words.about,
    facts: colophonFacts(story.metadata, words, language, storyWords(story.sections)),
    paragraphs: [words.madeWith],
  };
}
