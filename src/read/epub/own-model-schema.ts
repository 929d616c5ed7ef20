import { z } from 'zod';
import {
  type Block,
  type Inline,
  type Metadata,
  type MetadataField,
  noteId,
  type Place,
  type Receipt,
  resourceId,
  type StoryDate,
  type TableRow,
} from '../../model/story.js';

/** The story model as it stands in JSON that anybody may have written. */

/** No line of a story comes near. */
const LONGEST = 4_000_000;
const MOST = 100_000;

export const words = z.string().max(LONGEST);
export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(MOST);
export const noteIdSchema = z.string().max(1_000).transform(noteId);
export const resourceIdSchema = z.string().max(4_000).transform(resourceId);

const optional = z.exactOptional;
const lines = listOf(words);
const language = z.string().max(100);
const align = optional(z.enum(['center', 'end']));

export const inlines: z.ZodType<readonly Inline[]> = z.lazy(() => listOf(inline));
export const blocks: z.ZodType<readonly Block[]> = z.lazy(() => listOf(block));

const span = <Type extends string>(type: Type) => z.object({ type: z.literal(type), children: inlines });

const inline: z.ZodType<Inline> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), value: words }),
  span('emphasis'),
  span('strong'),
  span('strike'),
  span('superscript'),
  span('subscript'),
  span('smallCaps'),
  span('link').extend({
    href: z
      .string()
      .max(20_000)
      .regex(/^(?:https?|mailto):/i),
  }),
  z.object({ type: z.literal('lineBreak') }),
  z.object({ type: z.literal('code'), value: words }),
  span('languageSpan').extend({ language }),
  z.object({ type: z.literal('noteReference'), note: noteIdSchema }),
  z.object({ type: z.literal('ruby'), base: words, reading: words }),
  z.object({ type: z.literal('image'), resource: resourceIdSchema, alt: optional(words) }),
]);

const row: z.ZodType<TableRow> = z.object({
  cells: listOf(z.object({ isHeader: z.boolean(), align, children: inlines })),
});

const block: z.ZodType<Block> = z.discriminatedUnion('type', [
  span('paragraph').extend({ align }),
  span('heading').extend({ depth: z.literal([1, 2, 3, 4, 5]) }),
  z.object({ type: z.literal('sceneBreak'), ornament: optional(words) }),
  z.object({ type: z.literal('quote'), blocks, attribution: optional(inlines), isEpigraph: z.boolean() }),
  z.object({
    type: z.literal('verse'),
    stanzas: listOf(listOf(z.object({ indent: z.number().min(0).max(6), children: inlines }))),
  }),
  z.object({ type: z.literal('list'), isOrdered: z.boolean(), start: optional(z.int()), items: listOf(blocks) }),
  z.object({ type: z.literal('figure'), resource: resourceIdSchema, alt: optional(words), caption: optional(inlines) }),
  z.object({ type: z.literal('preformatted'), text: words }),
  z.object({ type: z.literal('table'), caption: optional(inlines), head: listOf(row), rows: listOf(row) }),
  z.object({ type: z.literal('letter'), blocks }),
  span('ending'),
]);

const place = z.object({
  file: optional(words),
  line: z.int().min(1),
  column: z.int().min(1),
}) satisfies z.ZodType<Place>;

const receipt: z.ZodType<Receipt> = place.extend({
  how: z.enum([
    ...(['option', 'front matter', 'header line', 'trailer line', 'heading', 'title line', 'byline'] as const),
    ...(['boilerplate', 'mail header', 'end marker', 'HTML meta', 'package document'] as const),
    ...(['document properties', 'file name', 'text'] as const),
  ]),
  confidence: z.number().min(0).max(1),
});

const FIELDS = [
  ...(['title', 'subtitle', 'creators', 'language', 'identifiers', 'pinnedId', 'source', 'publisher'] as const),
  ...(['published', 'updated', 'completed', 'status', 'summary', 'fandoms', 'relationships', 'characters'] as const),
  ...(['rating', 'warnings', 'genres', 'tags', 'series', 'rights', 'disclaimer', 'dedication', 'words'] as const),
] satisfies readonly MetadataField[];

const date = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/)
  .transform((value) => value as StoryDate);

export const metadata: z.ZodType<Metadata> = z.object({
  title: optional(words),
  subtitle: optional(words),
  creators: listOf(
    z.object({ name: words, role: z.enum(['aut', 'edt', 'ill', 'trl', 'ctb']), fileAs: optional(words) }),
  ),
  language: optional(language),
  identifiers: lines,
  pinnedId: optional(words),
  source: optional(words),
  publisher: optional(words),
  published: optional(date),
  updated: optional(date),
  completed: optional(date),
  status: optional(z.enum(['complete', 'in progress', 'abandoned', 'on hiatus'])),
  summary: blocks,
  fandoms: lines,
  relationships: lines,
  characters: lines,
  rating: optional(words),
  warnings: lines,
  genres: lines,
  tags: lines,
  series: listOf(z.object({ name: words, position: optional(z.number()) })),
  rights: optional(words),
  disclaimer: blocks,
  dedication: blocks,
  words: optional(z.number()),
  others: listOf(z.object({ label: words, value: words, place: optional(place) })),
  receipts: z.partialRecord(z.enum(FIELDS), receipt),
});
