import type { AnthologyWishes } from './collection/anthology/anthology-of.js';
import { ORDERS } from './collection/anthology/order.js';
import { StoryError } from './diagnostics/report.js';
import { NOTES_POLICIES, THEME_NAMES } from './model/book.js';
import type { BindOptions } from './options.js';
import { CONVERSIONS } from './write/conversions.js';
import { WRITERS } from './write/index.js';

/** What a value that came from outside has to be: a test of it, and words for it. */
interface Shape {
  readonly is: (value: unknown) => boolean;
  readonly wanted: string;
}

/** A shape for each property that a type knows. */
type Shapes<Value> = { readonly [Key in keyof Value]-?: Shape };

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
/** Of whatever realm: tests and plug-ins have their own. */
const isBytes = (value: unknown): boolean =>
  ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';

const TEXT: Shape = { is: isText, wanted: 'a string' };
export const BYTES: Shape = { is: isBytes, wanted: 'a `Uint8Array`' };
const FLAG: Shape = { is: (value) => typeof value === 'boolean', wanted: '`true` or `false`' };
const WAY: Shape = { is: (value) => typeof value === 'function', wanted: 'a function' };
const SIGNAL: Shape = { is: (value) => isObject(value) && 'aborted' in value, wanted: 'an `AbortSignal`' };
export const TEXTS: Shape = { is: (value) => Array.isArray(value) && value.every(isText), wanted: 'a list of strings' };
export const LIST: Shape = { is: Array.isArray, wanted: 'a list' };
const RECORD: Shape = { is: (value) => isObject(value) && !Array.isArray(value), wanted: 'an object' };
const COUNT: Shape = { is: isCount, wanted: 'a whole number of at least 0' };

const or = (one: Shape, other: Shape): Shape => ({
  is: (value) => one.is(value) || other.is(value),
  wanted: `${one.wanted}, or ${other.wanted}`,
});

const oneOf = (values: readonly string[]): Shape => ({
  is: (value) => isText(value) && values.includes(value),
  wanted: `one of ${values.map((one) => `\`${one}\``).join(', ')}`,
});

const OF_STORIES: Shapes<BindOptions & AnthologyWishes> = {
  reader: TEXT,
  set: RECORD,
  typography: FLAG,
  memory: COUNT,
  fetchImages: or(FLAG, WAY),
  device: TEXT,
  grey: FLAG,
  format: oneOf(Object.keys(WRITERS)),
  theme: oneOf(THEME_NAMES),
  notes: oneOf(NOTES_POLICIES),
  vertical: FLAG,
  cover: or(FLAG, BYTES),
  certifiedBy: TEXT,
  sourceDateEpoch: COUNT,
  title: TEXT,
  series: TEXT,
  order: oneOf(ORDERS),
  by: oneOf(['author', 'fandom']),
};

/** The options of the verbs that read stories; one object may serve several of them. */
export const STORY_OPTIONS = { ...OF_STORIES, signal: SIGNAL };

/** The options of the verbs that take a finished book. */
export const BOOK_OPTIONS = {
  name: TEXT,
  memory: COUNT,
  depth: oneOf(['house', 'full']),
  byMail: FLAG,
  to: oneOf(CONVERSIONS),
  signal: SIGNAL,
};

const STORY = { name: TEXT, bytes: BYTES, text: TEXT, sibling: WAY };
/** How a story is given, for messages. */
const STORY_FORM = '`{ name, bytes }` or `{ name, text }`';

/**
 * Throws `argument-invalid` where the options of the verb are none: a program without types passes anything, and what it
 * passes may have come from the internet.
 */
export function checkOptions(verb: string, options: unknown, shapes: Readonly<Record<string, Shape>>): void {
  if (!RECORD.is(options)) throw misfit(verb, 'its options', options, 'an object');
  checkProperties(verb, options as object, shapes);
}

/** Throws `argument-invalid` where a story is not given as `StoryInput` says. */
export function checkStory(verb: string, story: unknown): void {
  if (!RECORD.is(story)) throw misfit(verb, 'a story', story, STORY_FORM);
  const { name, bytes, text, sibling } = story as { readonly [Key in keyof typeof STORY]?: unknown };
  if (name === undefined || (bytes === undefined) === (text === undefined)) {
    throw misfit(verb, 'a story', story, STORY_FORM);
  }
  // What else the object holds is its owner's business.
  checkProperties(verb, { name, bytes, text, sibling }, STORY);
}

/** Throws `argument-invalid` where the value is not of the shape; `what` names it for people: `the book`. */
export function checkValue(verb: string, what: string, value: unknown, { is, wanted }: Shape): void {
  if (!is(value)) throw misfit(verb, what, value, wanted);
}

function checkProperties(verb: string, given: object, shapes: Readonly<Record<string, Shape>>): void {
  for (const [key, value] of Object.entries(given)) {
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (!shape) {
      const known = Object.keys(shapes).map((one) => `\`${one}\``);
      throw invalid(`\`${verb}\` has no option \`${key.slice(0, LONGEST_SHOWN)}\`. It has ${known.join(', ')}.`);
    }
    if (value !== undefined) checkValue(verb, `\`${key}\``, value, shape);
  }
}

const LONGEST_SHOWN = 40;

/** The value in a few words: a string's beginning, else what kind of value it is. */
function shown(value: unknown): string {
  if (isText(value)) return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
  if (isObject(value)) return Array.isArray(value) ? 'a list' : kindOf(value);
  return typeof value === 'function' ? 'a function' : String(value);
}

function kindOf(value: object): string {
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return kind === 'Object' ? `{ ${Object.keys(value).slice(0, 8).join(', ')} }` : kind;
}

const misfit = (verb: string, what: string, value: unknown, wanted: string): StoryError =>
  invalid(`\`${verb}\` was given ${shown(value)} for ${what}; it takes ${wanted}.`);

const invalid = (message: string): StoryError => new StoryError('argument-invalid', message);
