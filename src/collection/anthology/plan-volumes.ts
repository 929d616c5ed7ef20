import { type Diagnostic, diagnostic } from '../../diagnostics/report.js';
import { slug } from '../../text/slug.js';
import { assignNames } from '../book-names.js';
import type { NamedStory } from './bind-anthology.js';
import { foldSeries, groupBySeries } from './shared-series.js';

/** A book to be made of some of the stories. */
export interface Volume {
  /** The name of its file, without the extension. */
  readonly name: string;
  readonly series: string;
  readonly stories: readonly NamedStory[];
}

export interface VolumePlan {
  readonly volumes: readonly Volume[];
  /** Which stories are in no book, and why. */
  readonly leftOut: readonly Diagnostic[];
}

/** An omnibus for each series that the stories name. What is of no series, or alone of its series, is left alone. */
export function planVolumes(stories: readonly NamedStory[]): VolumePlan {
  const { groups, others } = groupBySeries(stories, ({ story }) => story.metadata);
  const whole = groups.filter(({ items }) => items.length > 1);
  const bound = new Set(whole.flatMap(({ items }) => items));
  const wanted = whole.map(({ name }) => ({ key: foldSeries(name), name: `${slug(name) || 'series'}.book` }));
  const names = assignNames(wanted);
  return {
    volumes: whole.map(({ name, items }) => ({
      name: (names.get(foldSeries(name)) ?? '').replace(/\.book$/, ''),
      series: name,
      stories: items,
    })),
    leftOut: [
      ...others.map(({ name }) =>
        leftOut(name, 'It names no series. Set one in its front matter: `series: "The Weir #2"`.'),
      ),
      ...groups
        .filter(({ items: [only] }) => only && !bound.has(only))
        .map(({ name, items }) => leftOut(items[0]?.name ?? '', `No other story here is of its series \`${name}\`.`)),
    ],
  };
}

const leftOut = (file: string, why: string): Diagnostic =>
  diagnostic('story-left-out', `The story is in no omnibus. ${why}`, { file });
