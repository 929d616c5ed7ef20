import type { Metadata } from '../../model/story.js';
import { slug } from '../../text/slug.js';

/**
 * The name of each story's part, from its title; an ordinal only among equals, the older story first, so that neither the
 * order of the anthology nor a story more with another title changes a name.
 */
export function partNames(stories: readonly Metadata[]): readonly string[] {
  const names = stories.map(({ title }) => slug(title ?? '') || 'story');
  const taken = new Set<string>(names);
  const seen = new Set<string>();
  const found: string[] = [...names];
  for (const index of byAge(stories)) {
    const name = names[index] ?? '';
    found[index] = seen.has(name) ? numbered(name, taken) : name;
    seen.add(name);
  }
  return found;
}

function numbered(name: string, taken: Set<string>): string {
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  taken.add(`${name}-${number}`);
  return `${name}-${number}`;
}

function byAge(stories: readonly Metadata[]): readonly number[] {
  const age = ({ published, completed, updated, creators }: Metadata): string =>
    `${published ?? completed ?? updated ?? '~'} ${creators.map(({ name }) => name).join('\n')}`;
  const ages = stories.map(age);
  return ages.map((_, index) => index).sort((a, b) => compare(ages[a] ?? '', ages[b] ?? '') || a - b);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
