import { z } from 'zod';
import { NOTES_POLICIES, THEME_NAMES } from '../../model/book.js';
import { OWN_RECORD_FORMAT, type OwnRecord, type OwnSection } from '../../model/own-record.js';
import { type ImageMediaType, type SectionRole, sectionId } from '../../model/story.js';
import { blocks, inlines, listOf, metadata, noteIdSchema, resourceIdSchema, words } from './own-model-schema.js';

/** A record of more bytes than this is none of ours. */
const LONGEST = 32 * 1024 * 1024;
/** How deep a record may nest: far more than a story does, far less than a stack bears. */
const DEEPEST = 400;

const ROLES = [
  ...(['part', 'chapter', 'prologue', 'epilogue'] as const),
  ...(['interlude', 'foreword', 'afterword', 'appendix'] as const),
] satisfies readonly SectionRole[];
const IMAGES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] satisfies readonly ImageMediaType[];

const optional = z.exactOptional;
const href = z.string().regex(/^[\w.-]{1,300}(?:\/[\w.-]{1,300}){0,4}$/);
const elementId = z.string().min(1).max(1_000);

/** It becomes the name of a file. */
const section = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,299}$/)
  .transform(sectionId);

const page = z.object({ href, ornaments: optional(z.union([words, listOf(words.nullable())])) });

const note = z.object({
  label: optional(words),
  shown: optional(z.object({ label: words, id: elementId })),
  blocks: optional(blocks),
});

const sections: z.ZodType<readonly OwnSection[]> = z.lazy(() =>
  listOf(
    page.extend({
      id: section,
      role: z.enum(ROLES),
      isLabelOnly: optional(z.boolean()),
      unseen: optional(z.object({ label: optional(words), title: optional(inlines) })),
      notesBefore: listOf(note),
      notesAfter: listOf(note),
      sections,
    }),
  ),
);

const record: z.ZodType<OwnRecord> = z.object({
  format: z.literal(OWN_RECORD_FORMAT),
  theme: z.enum(THEME_NAMES),
  notesPolicy: z.enum(NOTES_POLICIES),
  ownCover: optional(href),
  metadata,
  untitled: optional(words),
  documents: listOf(href),
  notesPage: optional(page),
  sections,
  footnotes: listOf(z.object({ id: noteIdSchema, shown: optional(listOf(elementId)), blocks: optional(blocks) })),
  unused: optional(z.object({ id: elementId, notes: listOf(z.object({ id: noteIdSchema, blocks: z.int().min(0) })) })),
  resources: listOf(
    z.object({
      id: resourceIdSchema,
      name: words,
      mediaType: z.enum(IMAGES),
      href: optional(href),
      kept: optional(href),
    }),
  ),
});

/** The record in these bytes; undefined when it is of another form than ours, or made to harm. */
export function readOwnRecord(bytes: Uint8Array): OwnRecord | undefined {
  if (bytes.length > LONGEST) return undefined;
  const value = parseJson(new TextDecoder().decode(bytes));
  return record.safeParse(value).data;
}

function parseJson(json: string): unknown {
  if (nestingOf(json) > DEEPEST) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** How deep the brackets nest; those inside of strings do not count. */
function nestingOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') isString = !isString;
    else if (isString) at += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}
