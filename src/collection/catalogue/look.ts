import type { Diagnostic } from '../../diagnostics/report.js';
import { StoryError } from '../../diagnostics/report.js';
import type { Catalogue } from './catalogue.js';
import type { Query } from './query.js';
import type { CataloguedMetadata } from './row.js';

/** A story as a search finds it. */
export interface FoundBook {
  readonly path: string;
  /** Below the folder of books; null when none was bound. */
  readonly output: string | null;
  readonly metadata: CataloguedMetadata;
}

/** The stories that the query asks for, the likeliest first; all in the order of their titles when it asks for no words. */
export function search({ database }: Catalogue, query: Query, limit: number): readonly FoundBook[] {
  const { source, condition, values } = wanted(query);
  // A word in the title or of the author weighs more than one in the text.
  const order = query.match === undefined ? 'story.title, story.key' : `bm25(story_text, ${WEIGHTS}), story.key`;
  const sql = `SELECT story.path, story.output, story.metadata FROM ${source} WHERE ${condition} ORDER BY ${order} LIMIT ?`;
  const rows = database.prepare(sql).all(...values, limit) as readonly StoredBook[];
  return rows.map(({ path, output, metadata }) => ({ path, output, metadata: JSON.parse(metadata) }));
}

/** What of a query SQL takes. */
interface Wanted {
  readonly source: string;
  readonly condition: string;
  readonly values: readonly (string | number)[];
}

function wanted({ match, bounds }: Query): Wanted {
  const conditions = [
    ...(match === undefined ? [] : ['story_text MATCH ?']),
    ...bounds.map(({ column, operator }) => `story.${column} ${operator} ?`),
    "story.metadata <> '{}'",
  ];
  return {
    source: match === undefined ? 'story' : 'story_text JOIN story ON story.id = story_text.rowid',
    condition: conditions.join(' AND '),
    values: [...(match === undefined ? [] : [match]), ...bounds.map(({ value }) => value)],
  };
}

/** A book of the collection as it lies in its folder. */
export interface ShelvedBook {
  readonly key: string;
  /** The story’s, as people gave it. */
  readonly path: string;
  readonly place: string;
  /** Below the folder of books. */
  readonly output: string;
  readonly size: number;
  readonly sha256: string;
  readonly metadata: CataloguedMetadata;
}

/** The books that are there of the stories that the query asks for, in the order of their keys. */
export function shelvedBooks({ database }: Catalogue, query: Query): readonly ShelvedBook[] {
  const { source, condition, values } = wanted(query);
  const sql = `SELECT story.key, story.path, story.place, story.output, story.output_size AS size, story.output_sha256 AS sha256,
    story.metadata FROM ${source} WHERE ${condition} AND story.output IS NOT NULL ORDER BY story.key`;
  const rows = database.prepare(sql).all(...values) as readonly (Omit<ShelvedBook, 'metadata'> & StoredBook)[];
  return rows.map((row) => ({ ...row, metadata: JSON.parse(row.metadata) }));
}

/** The keys of the stories of which no book could be made. */
export function unboundKeys({ database }: Catalogue): readonly string[] {
  const rows = database.prepare("SELECT key FROM story WHERE state = 'failed'").all() as readonly {
    readonly key: string;
  }[];
  return rows.map(({ key }) => key);
}

/** In the order of the columns of `story_text`. */
const WEIGHTS = '10, 8, 6, 6, 6, 5, 4, 3, 2, 1, 1, 1, 3, 1';

interface StoredBook {
  readonly path: string;
  readonly output: string | null;
  readonly metadata: string;
}

/** How it stands with a folder of books. */
export interface CatalogueStatus {
  readonly stories: number;
  readonly bound: number;
  readonly failed: number;
  readonly words: number;
  /** In bytes. */
  readonly size: number;
  /** When a story was last bound, as ISO 8601; null when none was. */
  readonly lastBound: string | null;
  readonly languages: readonly Tally[];
  readonly failures: readonly Failure[];
  /** How often each diagnostic was said. */
  readonly codes: readonly Tally[];
}

export interface Tally {
  readonly name: string;
  readonly count: number;
}

interface Failure {
  readonly path: string;
  /** Why, the reason last. */
  readonly diagnostics: readonly Diagnostic[];
}

export function statusOf({ database }: Catalogue): CatalogueStatus {
  const totals = database
    .prepare(
      `SELECT count(*) AS stories, coalesce(sum(state = 'bound'), 0) AS bound, coalesce(sum(words), 0) AS words,
       coalesce(sum(output_size), 0) AS size, max(bound_at) AS lastBound FROM story`,
    )
    .get() as Omit<CatalogueStatus, 'failed' | 'languages' | 'failures' | 'codes'>;
  const tally = (sql: string): readonly Tally[] => database.prepare(sql).all() as readonly Tally[];
  const failures = database
    .prepare("SELECT path, diagnostics FROM story WHERE state = 'failed' ORDER BY key")
    .all() as {
    readonly path: string;
    readonly diagnostics: string;
  }[];
  return {
    stories: totals.stories,
    bound: totals.bound,
    failed: totals.stories - totals.bound,
    words: totals.words,
    size: totals.size,
    lastBound: totals.lastBound,
    languages: tally(
      `SELECT coalesce(json_extract(metadata, '$.language'), 'und') AS name, count(*) AS count FROM story
       WHERE metadata <> '{}' GROUP BY name ORDER BY count DESC, name`,
    ),
    failures: failures.map(({ path, diagnostics }) => ({ path, diagnostics: JSON.parse(diagnostics) })),
    codes: tally(
      `SELECT json_extract(said.value, '$.code') AS name, count(*) AS count FROM story, json_each(story.diagnostics) AS said
       GROUP BY name ORDER BY count DESC, name`,
    ),
  };
}

/** The catalogue, where there is one. Throws `catalogue-missing`. */
export function requireCatalogue(catalogue: Catalogue | undefined, out: string): Catalogue {
  if (catalogue) return catalogue;
  const message = `There is no catalogue in \`${out}\`. Bind a folder of stories into it first: \`storybind build STORIES -o ${out}\`.`;
  throw new StoryError('catalogue-missing', message, { file: out });
}
