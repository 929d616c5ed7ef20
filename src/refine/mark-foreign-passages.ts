import type { Inline, Story } from '../model/story.js';
import { mapStory } from '../model/visit.js';
import { foreignPassages } from '../text/foreign-passages.js';
import type { RefineStep } from './step.js';

/** The story with passages in another script marked with their language, so that they are read aloud and hyphenated in it. */
export const markForeignPassages: RefineStep = {
  name: 'mark-foreign-passages',
  // WCAG 2.2 #language-of-parts
  refine: (story: Story) => {
    const { language } = story.metadata;
    if (language === undefined || language === 'und') return story;
    return mapStory(story, { inlines: (inlines) => markPassages(inlines, language) });
  },
};

function markPassages(inlines: readonly Inline[], language: string): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === 'languageSpan') return [inline];
    if ('children' in inline) return [{ ...inline, children: markPassages(inline.children, language) }];
    return inline.type === 'text' ? markText(inline.value, language) : [inline];
  });
}

function markText(value: string, language: string): readonly Inline[] {
  return foreignPassages(value, language).map(({ text, language: foreign }): Inline => {
    const run: Inline = { type: 'text', value: text };
    return foreign === undefined ? run : { type: 'languageSpan', language: foreign, children: [run] };
  });
}
