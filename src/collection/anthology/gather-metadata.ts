import { authorsOf } from '../../model/creators.js';
import {
  type Creator,
  emptyMetadata,
  type Metadata,
  type MetadataField,
  type Receipt,
  type Story,
} from '../../model/story.js';
import { blocksText, walkSections } from '../../model/visit.js';
import { countWords } from '../../text/word-count.js';
import { highestRating } from './rating.js';

const RECEIPT: Receipt = { line: 1, column: 1, how: 'anthology', confidence: 1 };

/**
 * What is true of all the stories together: nothing that only some of them say, but for what any of them makes the whole
 * (an author, a fandom, a warning). The title is that of their series, else the one given.
 */
export function gatherMetadata(
  stories: readonly Story[],
  series: string | undefined,
  given: string | undefined,
): Metadata {
  const all = stories.map(({ metadata }) => metadata);
  const title = series ?? given;
  const creators = authorsOfAll(all);
  const rating = highestRating(all.map((one) => one.rating));
  const updated = latestDate(all);
  const gathered: Partial<Metadata> = {
    ...(title !== undefined && { title }),
    creators,
    language: mainLanguage(stories),
    // Authors come and go while the book stays the same: it is known by its title.
    pinnedId: `anthology:${(title ?? creators.map(({ name }) => name).join('\n')).toLowerCase()}`,
    ...(updated !== undefined && { updated }),
    ...(rating !== undefined && { rating }),
    fandoms: union(all.map(({ fandoms }) => fandoms)),
    relationships: union(all.map(({ relationships }) => relationships)),
    characters: union(all.map(({ characters }) => characters)),
    warnings: union(all.map(({ warnings }) => warnings)),
    genres: union(all.map(({ genres }) => genres)),
    series: series === undefined ? [] : [{ name: series }],
  };
  return { ...emptyMetadata, ...gathered, receipts: receiptsOf(gathered) };
}

function receiptsOf(metadata: Partial<Metadata>): Metadata['receipts'] {
  const fields = Object.entries(metadata).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(fields.map(([field]) => [field as MetadataField, RECEIPT]));
}

/** The authors of the stories, each once, in the order of the stories. Who translated one did not translate them all. */
function authorsOfAll(all: readonly Metadata[]): readonly Creator[] {
  const found = new Map<string, Creator>();
  for (const author of all.flatMap(authorsOf)) {
    const key = fold(author.name);
    if (!found.has(key)) found.set(key, author);
  }
  return [...found.values()];
}

/** The language that most words are in. */
function mainLanguage(stories: readonly Story[]): string {
  const words = new Map<string, number>();
  for (const { metadata, sections } of stories) {
    const language = metadata.language ?? 'und';
    const count = [...walkSections(sections)].reduce((sum, { blocks }) => sum + countWords(blocksText(blocks)), 0);
    words.set(language, (words.get(language) ?? 0) + count);
  }
  const known = [...words].filter(([language]) => language !== 'und');
  return known.sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'und';
}

/** The last day on which one of the stories changed. */
const latestDate = (all: readonly Metadata[]): Metadata['updated'] =>
  all
    .flatMap(({ published, completed, updated }) =>
      [published, completed, updated].filter((date) => date !== undefined),
    )
    .sort()
    .at(-1);

function union(lists: readonly (readonly string[])[]): readonly string[] {
  const found = new Map<string, string>();
  for (const value of lists.flat()) if (!found.has(fold(value))) found.set(fold(value), value);
  return [...found.values()];
}

const fold = (value: string): string => value.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
