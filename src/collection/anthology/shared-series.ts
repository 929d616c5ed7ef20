import type { Metadata } from '../../model/story.js';

/** What makes two spellings of a series one. */
export const foldSeries = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();

export const isSameSeries = (one: string, other: string): boolean => foldSeries(one) === foldSeries(other);

/** The series that every story belongs to, as the first names it; undefined where there is none. */
export function sharedSeries(stories: readonly Metadata[]): string | undefined {
  const [first, ...others] = stories;
  return first?.series.find(({ name }) =>
    others.every(({ series }) => series.some((one) => isSameSeries(one.name, name))),
  )?.name;
}

/** The stories of a series, under its name. A story may be of several. */
export interface SeriesGroup<Item> {
  readonly name: string;
  readonly items: readonly Item[];
}

/** Each series that the stories name, with its stories, in the order of its first; and the stories that name none. */
export function groupBySeries<Item>(
  items: readonly Item[],
  metadataOf: (item: Item) => Metadata,
): { readonly groups: readonly SeriesGroup<Item>[]; readonly others: readonly Item[] } {
  const groups = new Map<string, { readonly name: string; readonly items: Item[] }>();
  for (const item of items) {
    for (const { name } of distinct(metadataOf(item).series)) {
      const group = groups.get(foldSeries(name)) ?? { name, items: [] };
      group.items.push(item);
      groups.set(foldSeries(name), group);
    }
  }
  return { groups: [...groups.values()], others: items.filter((item) => metadataOf(item).series.length === 0) };
}

const distinct = (series: Metadata['series']): Metadata['series'] =>
  series.filter(({ name }, index) => series.findIndex((one) => isSameSeries(one.name, name)) === index);
