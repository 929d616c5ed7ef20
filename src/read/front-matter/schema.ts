import { z } from 'zod';
import { type FrontMatterKey, foldKey, KEY_ALIASES } from './keys.js';

export interface PersonValue {
  readonly name: string;
  readonly role?: string;
  readonly fileAs?: string;
}

export interface SeriesValue {
  readonly name: string;
  readonly position?: number;
}

/** A plain value. Numbers and booleans stand for their own spelling: `title: 1984`. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).trim());

/** A mapping whose keys are compared without regard to case, spaces and hyphens. */
const mapping = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .transform((value) =>
    Object.fromEntries(Object.entries(value).map(([key, one]) => [foldKey(key), String(one ?? '').trim()])),
  );

/** The first of the names that the mapping has a value for. */
const pick = (value: Readonly<Record<string, string>>, ...names: readonly string[]): string =>
  names.map((name) => value[name]).find((one) => one !== undefined && one !== '') ?? '';

const text = z.union([
  scalar,
  z.array(scalar).transform((values) => values.join('\n\n')),
  // pandoc: { type: main, text: … } and { scheme: ISBN, text: … }
  mapping.transform((value, context) => pick(value, 'text', 'name') || fail(context)),
]);
const list = z.union([scalar.transform((value) => [value]), z.array(text)]);

const person = z.union([
  scalar.transform((name): PersonValue => ({ name })),
  mapping.transform((value, context): PersonValue => {
    const role = pick(value, 'role', 'type');
    const fileAs = pick(value, 'file-as', 'sort', 'sort-as');
    const name = pick(value, 'name', 'text', 'pseud') || fail(context);
    return { name, ...(role && { role }), ...(fileAs && { fileAs }) };
  }),
]);
const people = z.union([person.transform((one) => [one]), z.array(person)]);

const membership = z.union([
  scalar.transform((name): SeriesValue => ({ name })),
  mapping.transform((value, context): SeriesValue => {
    const written = pick(value, 'position', 'number', 'index', 'part', 'group-position');
    const position = Number(written);
    if (written !== '' && !(Number.isFinite(position) && position >= 0)) fail(context);
    const name = pick(value, 'name', 'title', 'text') || fail(context);
    return { name, ...(written !== '' && { position }) };
  }),
]);
const series = z.union([membership.transform((one) => [one]), z.array(membership)]);

function fail(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'incomplete' });
  return z.NEVER;
}

/** The forms that values take, each with what a message says was expected. */
const FORMS = {
  text: { schema: text, expected: 'text' },
  list: { schema: list, expected: 'a text or a list of texts' },
  people: { schema: people, expected: 'a name, a list of names, or {name, role, file-as}' },
  series: { schema: series, expected: 'a name, {name, position}, or a list of them' },
} as const;

type Form = keyof typeof FORMS;

/** What each form's values look like once they are read. */
interface FormValues {
  readonly text: string;
  readonly list: readonly string[];
  readonly people: readonly PersonValue[];
  readonly series: readonly SeriesValue[];
}

/** Every key's form, and what an editor shows of it. */
export const FIELDS = {
  title: { form: 'text', about: 'The story’s title.' },
  subtitle: { form: 'text', about: 'What stands below the title.' },
  author: { form: 'people', about: 'Who wrote it.' },
  translator: { form: 'people', about: 'Who translated it.' },
  illustrator: { form: 'people', about: 'Who illustrated it.' },
  editor: { form: 'people', about: 'Who edited it.' },
  language: { form: 'text', about: 'A language tag (en-GB) or a language’s name.' },
  summary: { form: 'text', about: 'What the story is about; blank lines part paragraphs.' },
  published: { form: 'text', about: 'When it was first published: 2016, 2016-05 or 2016-05-28.' },
  updated: { form: 'text', about: 'When it was last changed.' },
  completed: { form: 'text', about: 'When it was finished.' },
  status: { form: 'text', about: 'complete, in progress, on hiatus or abandoned.' },
  fandom: { form: 'list', about: 'The worlds that it plays in.' },
  relationship: { form: 'list', about: 'Its relationships: A/B, A & B.' },
  characters: { form: 'list', about: 'Who appears in it.' },
  rating: { form: 'text', about: 'Whom it is for, in the archive’s own terms.' },
  warnings: { form: 'list', about: 'What a reader may want to be warned of.' },
  genres: { form: 'list', about: 'Its genres.' },
  tags: { form: 'list', about: 'Everything else that one may want to find it by.' },
  series: { form: 'series', about: 'The series that it belongs to, with its place in each.' },
  source: { form: 'text', about: 'Where it was published: an http(s) address.' },
  publisher: { form: 'text', about: 'Who published it, or which archive holds it.' },
  rights: { form: 'text', about: 'Copyright or licence.' },
  disclaimer: { form: 'text', about: 'The disclaimer.' },
  dedication: { form: 'text', about: 'The dedication.' },
  id: { form: 'text', about: 'Pins the book’s identity, whatever else changes.' },
  identifier: { form: 'list', about: 'Identifiers that the story already has: an ISBN, a DOI.' },
  words: { form: 'text', about: 'The word count that the source claims.' },
  cover: { form: 'text', about: 'The path of a cover image beside the story.' },
  theme: { form: 'text', about: 'The look of the book: classic, modern or plain.' },
  notes: { form: 'text', about: 'A note by the author, shown before the story.' },
} as const satisfies Readonly<Record<FrontMatterKey, { readonly form: Form; readonly about: string }>>;

type FormOf<Key extends FrontMatterKey> = (typeof FIELDS)[Key]['form'];
export type ValueOf<Key extends FrontMatterKey> = FormValues[FormOf<Key>];

export type Parsed<Key extends FrontMatterKey> =
  | { readonly isValid: true; readonly value: ValueOf<Key> }
  | { readonly isValid: false; readonly expected: string };

/** The value in its field's form, or what was expected instead. */
export function parseField<Key extends FrontMatterKey>(key: Key, value: unknown): Parsed<Key> {
  const form = FORMS[FIELDS[key].form];
  const parsed = form.schema.safeParse(value);
  return parsed.success
    ? { isValid: true, value: parsed.data as ValueOf<Key> }
    : { isValid: false, expected: form.expected };
}

/** The JSON Schema of front matter, for editors: assets/front-matter.schema.json. Every alias has its entry. */
export function frontMatterJsonSchema(): object {
  const properties = (Object.keys(FIELDS) as FrontMatterKey[]).flatMap((key) => {
    const { form, about } = FIELDS[key];
    const $ref = `#/$defs/${form}`;
    const own = [key, { description: about, $ref }] as const;
    return [own, ...KEY_ALIASES[key].map((name) => [name, { description: `The same as ${key}.`, $ref }] as const)];
  });
  const forms = Object.entries(FORMS).map(([form, { schema }]) => {
    const { $schema: _version, ...definition } = z.toJSONSchema(schema, { io: 'input' });
    return [form, definition] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'storybind front matter',
    description: 'The metadata of a story, at the top of its Markdown file between two lines of ---.',
    type: 'object',
    properties: Object.fromEntries(properties),
    $defs: Object.fromEntries(forms),
  };
}
