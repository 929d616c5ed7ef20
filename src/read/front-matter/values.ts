import type { Code } from '../../diagnostics/codes.js';
import { NOTES_POLICIES, type NotesPolicy, THEME_NAMES, type ThemeName } from '../../model/book.js';
import {
  type Block,
  type Creator,
  type CreatorRole,
  type Metadata,
  paragraph,
  type SeriesMembership,
  type StoryDate,
} from '../../model/story.js';
import { readDate } from '../../text/dates.js';
import { languageTag } from '../../text/language.js';
import { readCount, readSeries, readStatus } from '../header/values.js';
import type { FrontMatterKey } from './keys.js';
import type { PersonValue, SeriesValue, ValueOf } from './schema.js';

/** What a source asks of its book beside the metadata. */
export interface Wishes {
  /** The path of a cover image beside the story. */
  readonly coverPath?: string;
  readonly theme?: ThemeName;
  readonly notesPolicy?: NotesPolicy;
}

/** What a value came to: metadata, a wish, an author's note, or a reason why it is none of them. */
export interface Outcome {
  readonly metadata?: Partial<Metadata>;
  readonly wishes?: Wishes;
  readonly note?: readonly Block[];
  /** The sentence goes on after the key's name: `is not a date`. */
  readonly problem?: { readonly code: Code; readonly message: string };
}

export interface ValueContext {
  /** What parts the values of a list that is written as one text. */
  readonly separator: RegExp;
  readonly toBlocks: (text: string) => readonly Block[];
}

type ValueReader<Key extends FrontMatterKey> = (value: ValueOf<Key>, context: ValueContext) => Outcome;

const THEMES: ReadonlySet<string> = new Set(THEME_NAMES);
const POLICIES: ReadonlySet<string> = new Set(NOTES_POLICIES);

const ROLES: ReadonlyMap<string, CreatorRole> = new Map(
  Object.entries({
    aut: ['aut', 'author', 'writer'],
    edt: ['edt', 'editor'],
    ill: ['ill', 'illustrator', 'artist', 'art'],
    trl: ['trl', 'translator'],
    ctb: ['ctb', 'contributor'],
  }).flatMap(([role, names]) => names.map((name) => [name, role as CreatorRole] as const)),
);

/** What every key's value comes to. */
const VALUE_READERS: { readonly [Key in FrontMatterKey]: ValueReader<Key> } = {
  title: (title) => ({ metadata: { title: oneLine(title) } }),
  subtitle: (subtitle) => ({ metadata: { subtitle: oneLine(subtitle) } }),
  author: (people) => ({ metadata: { creators: creators(people, 'aut') } }),
  translator: (people) => ({ metadata: { creators: creators(people, 'trl') } }),
  illustrator: (people) => ({ metadata: { creators: creators(people, 'ill') } }),
  editor: (people) => ({ metadata: { creators: creators(people, 'edt') } }),
  language: (name) => {
    const language = languageTag(name);
    return language
      ? { metadata: { language } }
      : problem('language-invalid', `\`${name}\` is no language that storybind knows. Write a tag, such as \`en\`.`);
  },
  summary: (text, { toBlocks }) => ({ metadata: { summary: toBlocks(text) } }),
  published: (text) => date(text, (published) => ({ published })),
  updated: (text) => date(text, (updated) => ({ updated })),
  completed: (text) => date(text, (completed) => ({ completed })),
  status: (text) => {
    const status = readStatus(text, 'status');
    return status
      ? { metadata: { status } }
      : problem('front-matter-value', `\`${text}\` is none of complete, in progress, on hiatus, abandoned.`);
  },
  fandom: (values, context) => ({ metadata: { fandoms: names(values, context) } }),
  relationship: (values, context) => ({ metadata: { relationships: names(values, context) } }),
  characters: (values, context) => ({ metadata: { characters: names(values, context) } }),
  rating: (rating) => ({ metadata: { rating: oneLine(rating) } }),
  warnings: (values, context) => ({ metadata: { warnings: names(values, context) } }),
  genres: (values, context) => ({ metadata: { genres: names(values, context) } }),
  tags: (values, context) => ({ metadata: { tags: names(values, context) } }),
  series: (values) => ({ metadata: { series: values.flatMap(memberships) } }),
  source: (text) =>
    isWebAddress(text)
      ? { metadata: { source: text } }
      : problem('front-matter-value', `\`${text}\` is no http(s) address.`),
  publisher: (publisher) => ({ metadata: { publisher: oneLine(publisher) } }),
  rights: (rights) => ({ metadata: { rights: oneLine(rights) } }),
  disclaimer: (text, { toBlocks }) => ({ metadata: { disclaimer: toBlocks(text) } }),
  dedication: (text, { toBlocks }) => ({ metadata: { dedication: toBlocks(text) } }),
  id: (pinnedId) => ({ metadata: { pinnedId: oneLine(pinnedId) } }),
  identifier: (values) => ({ metadata: { identifiers: values.map(oneLine).filter(Boolean) } }),
  words: (text) => {
    const words = readCount(text);
    return words !== undefined && words > 0
      ? { metadata: { words } }
      : problem('front-matter-value', `\`${text}\` is no count of words.`);
  },
  cover: (coverPath) => ({ wishes: { coverPath } }),
  theme: (text) =>
    THEMES.has(text)
      ? { wishes: { theme: text as ThemeName } }
      : problem('front-matter-value', `\`${text}\` is none of ${[...THEMES].join(', ')}.`),
  notes: (text, { toBlocks }) =>
    POLICIES.has(text) ? { wishes: { notesPolicy: text as NotesPolicy } } : { note: toBlocks(text) },
};

/** What the value of a key comes to; it must have the key's form already. */
export function readValue<Key extends FrontMatterKey>(key: Key, value: ValueOf<Key>, context: ValueContext): Outcome {
  return (VALUE_READERS[key] as ValueReader<Key>)(value, context);
}

/** The text as paragraphs, parted by blank lines. */
export function plainBlocks(text: string): readonly Block[] {
  return text
    .split(/\n[ \t]*\n/)
    .map(oneLine)
    .filter(Boolean)
    .map((one) => paragraph(one));
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const problem = (code: Code, message: string): Outcome => ({ problem: { code, message } });

function date(text: string, fill: (iso: StoryDate) => Partial<Metadata>): Outcome {
  // Site generators write the hour and the zone behind the day: 2013-11-01 12:00:00 -0500.
  const day = /^\d{4}-\d{2}-\d{2}(?=[T ]\d)/.exec(text)?.[0] ?? text;
  const reading = readDate(day);
  if (reading.kind === 'date') return { metadata: fill(reading.iso as StoryDate) };
  return reading.kind === 'ambiguous'
    ? problem('date-ambiguous', `\`${text}\` can be read in two ways. Write it as year-month-day.`)
    : problem('date-invalid', `\`${text}\` is no date that storybind can read. Write it as year-month-day.`);
}

/** The values of a list; one that was written as a single text is parted. */
function names(values: readonly string[], { separator }: ValueContext): readonly string[] {
  const parted = values.length === 1 ? (values[0] ?? '').split(separator) : values;
  return [...new Set(parted.map(oneLine).filter(Boolean))];
}

function creators(people: readonly PersonValue[], role: CreatorRole): readonly Creator[] {
  return people
    .flatMap((person) => (person.fileAs ? [person] : person.name.split(/;|\s&\s/).map((name) => ({ ...person, name }))))
    .map((person) => ({ ...person, name: oneLine(person.name) }))
    .filter((person) => person.name !== '')
    .map(({ name, role: stated, fileAs }) => ({
      name,
      role: stated === undefined ? role : (ROLES.get(stated.toLowerCase()) ?? 'ctb'),
      ...(fileAs !== undefined && { fileAs }),
    }));
}

/** A series whose position stands apart, or within its name: `The Debt, book 2`. */
const memberships = ({ name, position }: SeriesValue): readonly SeriesMembership[] =>
  position === undefined ? readSeries(name) : [{ name, position }];

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}
