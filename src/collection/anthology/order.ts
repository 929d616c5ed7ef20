import { authorsOf } from '../../model/creators.js';
import type { Story } from '../../model/story.js';
import { blocksText, walkSections } from '../../model/visit.js';
import { collatorFor, filingTitle } from '../../text/collation.js';
import { countWords } from '../../text/word-count.js';
import { isSameSeries } from './shared-series.js';

export const ORDERS = ['given', 'date', 'title', 'author', 'series', 'length'] as const;
export type Order = (typeof ORDERS)[number];

type Key = string | number | undefined;

export interface OrderWishes {
  readonly order: Order;
  /** Of the anthology. */
  readonly language: string;
  /** The series by whose positions they are ordered. Default: each story's first. */
  readonly series?: string;
}

/** The stories in the order; those that lack what it goes by come last, and those alike stay as they were. */
export function orderStories<Item>(
  items: readonly Item[],
  storyOf: (item: Item) => Story,
  { order, language, series }: OrderWishes,
): readonly Item[] {
  if (order === 'given') return items;
  const { compare } = collatorFor(language);
  const keyed = items.map((item) => ({ item, keys: keysOf(storyOf(item), order, series) }));
  return keyed.sort((a, b) => compareKeys(a.keys, b.keys, compare)).map(({ item }) => item);
}

function keysOf(story: Story, order: Exclude<Order, 'given'>, series: string | undefined): readonly Key[] {
  const { metadata } = story;
  const title = filingTitle(metadata.title ?? '', metadata.language ?? 'und');
  switch (order) {
    case 'date':
      return [metadata.published ?? metadata.completed ?? metadata.updated];
    case 'title':
      return [title];
    case 'author':
      return [authorOf(metadata.creators), title];
    case 'series': {
      const own = series === undefined ? undefined : metadata.series.find(({ name }) => isSameSeries(name, series));
      return own ? [series, own.position] : [metadata.series[0]?.name, metadata.series[0]?.position];
    }
    case 'length':
      return [lengthOf(story)];
    default:
      return order satisfies never;
  }
}

function authorOf(creators: Story['metadata']['creators']): string | undefined {
  const [author] = authorsOf({ creators });
  return author?.fileAs ?? author?.name;
}

const lengthOf = ({ sections }: Story): number =>
  [...walkSections(sections)].reduce((sum, { blocks }) => sum + countWords(blocksText(blocks)), 0);

function compareKeys(a: readonly Key[], b: readonly Key[], collate: (a: string, b: string) => number): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    const verdict = compareKey(one, other, collate);
    if (verdict !== 0) return verdict;
  }
  return 0;
}

function compareKey(one: Key, other: Key, collate: (a: string, b: string) => number): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return collate(String(one), String(other));
}
