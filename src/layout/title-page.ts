import type { LabelledBlocks, TitlePage } from '../model/book.js';
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
export function titlePage(metadata: Metadata, title: string, language: string, words: LayoutWords): TitlePage {
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
    kind: 'titlePage',
    id: 'page-title',
    href: 'text/title-page.xhtml',
    title: words.titlePage,
    heading: title,
    ...(metadata.subtitle !== undefined && { subtitle: metadata.subtitle }),
    creators: byRole('aut'),
    contributors,
    series: metadata.series.map(({ name, position }) =>
      position === undefined ? name : fill(words.seriesPosition, { name, position: position.toString() }),
    ),
    facts: titlePageFacts(metadata, words),
    ...passage('summary', metadata.summary),
    ...passage('disclaimer', metadata.disclaimer),
    ...passage('dedication', metadata.dedication),
  };
}
