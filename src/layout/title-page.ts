import type { Fact, LabelledBlocks, TitlePage, Titling } from '../model/book.js';
import type { Block, CreatorRole, Metadata } from '../model/story.js';
import { namesInWords } from './dates.js';
import { titlePageFacts } from './facts.js';
import { fill, type LayoutWords } from './words/words.js';

const CONTRIBUTIONS = {
  trl: 'translatedBy',
  ill: 'illustratedBy',
  edt: 'editedBy',
  ctb: 'contributionsBy',
} as const satisfies Partial<Record<CreatorRole, keyof LayoutWords>>;

/** The title page: who wrote what, in which series, what it is about. */
export const titlePage = (metadata: Metadata, title: string, language: string, words: LayoutWords): TitlePage => ({
  kind: 'titlePage',
  id: 'page-title',
  href: 'text/title-page.xhtml',
  title: words.titlePage,
  heading: title,
  ...titling(metadata, titlePageFacts(metadata, words), language, words),
});

/** What a title page says below the title. */
export function titling(metadata: Metadata, facts: readonly Fact[], language: string, words: LayoutWords): Titling {
  const byRole = (role: CreatorRole): readonly string[] =>
    metadata.creators.filter((creator) => creator.role === role).map(({ name }) => name);
  const contributors = Object.entries(CONTRIBUTIONS).flatMap(([role, word]) => {
    const names = byRole(role as CreatorRole);
    return names.length > 0 ? [fill(words[word], { names: namesInWords(names, language) })] : [];
  });
  const passage = (
    name: 'summary' | 'disclaimer' | 'dedication',
    blocks: readonly Block[],
  ): Partial<Record<typeof name, LabelledBlocks>> =>
    blocks.length > 0 ? { [name]: { label: words[name], blocks } } : {};
  return {
    ...(metadata.subtitle !== undefined && { subtitle: metadata.subtitle }),
    creators: byRole('aut'),
    contributors,
    series: metadata.series.map(({ name, position }) =>
      position === undefined ? name : fill(words.seriesPosition, { name, position: position.toString() }),
    ),
    facts,
    ...passage('summary', metadata.summary),
    ...passage('disclaimer', metadata.disclaimer),
    ...passage('dedication', metadata.dedication),
  };
}
