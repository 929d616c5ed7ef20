import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { AuthorNote, Metadata, MetadataField, Place } from '../../model/story.js';
import type { FrontMatter, FrontMatterContext, FrontMatterResult } from '../front-matter.js';
import { type FrontMatterKey, lookUpKey, suggestKey } from './keys.js';
import { parseField } from './schema.js';
import { readValue, type Wishes } from './values.js';

/** Front matter above this size, or that aliases blow up above this many values, is refused. */
const SIZE_LIMIT = 100_000;
const VALUE_LIMIT = 5_000;

const SEPARATOR = /[;,、，；]/;

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly keyPlace: Place;
  readonly valuePlace: Place;
}

/** Reads YAML front matter into the builder, a field at a time: one that is wrong does not spoil its neighbours. */
export function readYaml(frontMatter: FrontMatter, context: FrontMatterContext): FrontMatterResult {
  const entries = parseEntries(frontMatter, context);
  if (!entries) return { isRead: false, wishes: {}, notes: [] };
  let wishes: Wishes = {};
  const notes: AuthorNote[] = [];
  for (const entry of entries) {
    const key = lookUpKey(entry.key);
    if (key === 'tool' || isEmpty(entry.value)) continue;
    if (key === undefined) {
      keepUnknown(entry, context);
      continue;
    }
    // Jekyll: `published: false` hides a page.
    if (key === 'published' && (entry.value === 'true' || entry.value === 'false')) continue;
    const result = readEntry(key, entry, context);
    wishes = { ...wishes, ...result.wishes };
    if (result.note) notes.push(result.note);
  }
  return { isRead: true, wishes, notes };
}

/** Reads pandoc's title block: a title, authors parted by semicolons, a date. */
export function readTitleBlock(frontMatter: FrontMatter, context: FrontMatterContext): FrontMatterResult {
  const keys = ['title', 'author', 'published'] as const;
  frontMatter.source.split('\n').forEach((value, index) => {
    const key = keys[index];
    const place = { line: frontMatter.line + index, column: 3 };
    if (key && value !== '') readEntry(key, { key, value, keyPlace: place, valuePlace: place }, context);
  });
  return { isRead: true, wishes: {}, notes: [] };
}

function readEntry(
  key: FrontMatterKey,
  entry: Entry,
  { metadata, report, toBlocks }: FrontMatterContext,
): { readonly wishes?: Wishes; readonly note?: AuthorNote } {
  const parsed = parseField(key, entry.value);
  if (!parsed.isValid) {
    const message = `\`${entry.key}\` in the front matter should be ${parsed.expected}. It was kept as it is, beside the metadata.`;
    report.add('front-matter-value', message, entry.valuePlace);
    metadata.keep({ label: entry.key, value: spell(entry.value), place: entry.keyPlace });
    return {};
  }
  const outcome = readValue(key, parsed.value, { separator: SEPARATOR, toBlocks });
  if (outcome.problem) {
    report.add(
      outcome.problem.code,
      `\`${entry.key}\` in the front matter: ${outcome.problem.message}`,
      entry.valuePlace,
    );
    metadata.keep({ label: entry.key, value: spell(entry.value), place: entry.keyPlace });
  }
  fill(outcome.metadata ?? {}, entry.valuePlace, metadata);
  return {
    ...(outcome.wishes && { wishes: outcome.wishes }),
    ...(outcome.note && { note: { blocks: outcome.note, place: entry.valuePlace } }),
  };
}

function fill(values: Partial<Metadata>, place: Place, metadata: FrontMatterContext['metadata']): void {
  const receipt = { ...place, how: 'front matter', confidence: 1 } as const;
  for (const field of Object.keys(values) as MetadataField[]) {
    const value = values[field];
    if (value === undefined || isEmpty(value)) continue;
    if (field === 'creators') metadata.append('creators', values.creators ?? [], receipt);
    else metadata.set(field, value, receipt);
  }
}

function keepUnknown(entry: Entry, { metadata, report }: FrontMatterContext): void {
  const suggestion = suggestKey(entry.key);
  const mend = suggestion ? `Did you mean \`${suggestion}\`?` : 'It was kept beside the metadata.';
  report.add('front-matter-unknown', `The front matter has an unknown key \`${entry.key}\`. ${mend}`, entry.keyPlace);
  metadata.keep({ label: entry.key, value: spell(entry.value), place: entry.keyPlace });
}

function parseEntries(frontMatter: FrontMatter, { report }: FrontMatterContext): readonly Entry[] | undefined {
  const refuse = (reason: string, place: Place): undefined => {
    report.add('front-matter-invalid', `The front matter is no valid YAML: ${reason} It was kept as text.`, place);
  };
  const start = { line: frontMatter.line, column: 1 };
  if (frontMatter.source.length > SIZE_LIMIT) return refuse('it is longer than any metadata is.', start);
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + frontMatter.line - 1, column: col };
  };
  const asWritten = parseDocument(frontMatter.source, { prettyErrors: false });
  const error = asWritten.errors[0];
  const document = parseDocument(error ? mend(frontMatter.source) : frontMatter.source, {
    lineCounter: lines,
    prettyErrors: false,
  });
  if (error) {
    const reason = error.message.replace(/\.?$/, '.');
    if (document.errors.length > 0) return refuse(reason, placeAt(error.pos[0]));
    const message = `The front matter is no valid YAML: ${reason} It was read as if its values stood in quotes.`;
    report.add('front-matter-invalid', message, placeAt(error.pos[0]));
  }
  if (!isMap(document.contents)) return refuse('it is not a mapping of keys to values.', start);
  try {
    const budget = { left: VALUE_LIMIT };
    return document.contents.items.map((pair) => {
      const key = pair.key as Node;
      const value = pair.value as Node | null;
      const keyPlace = placeAt(key.range?.[0] ?? 0);
      return {
        key: spell(plain(key, document, budget)),
        value: plain(value, document, budget),
        keyPlace,
        valuePlace: value?.range ? placeAt(value.range[0]) : keyPlace,
      };
    });
  } catch (cause) {
    if (cause instanceof TooManyValues || cause instanceof RangeError) {
      return refuse('its aliases unfold into more values than any metadata has.', start);
    }
    throw cause;
  }
}

/**
 * The source with the slips mended that people make most: a value with a colon in it, or that opens with a sign
 * that YAML keeps for itself, and tabs for indents.
 */
function mend(source: string): string {
  return source
    .split('\n')
    .map((line) => {
      const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
      const field = /^([\p{L}_][\p{L}\p{N}_ -]{0,60}):[ \t]+(\S.*)$/u.exec(line.slice(indent.length));
      const value = field?.[2]?.trimEnd();
      const start = indent.replaceAll('\t', '  ');
      if (
        !field ||
        value === undefined ||
        !/: |:$| #|^[@`%&*!?|>,\]}-]/.test(value) ||
        /^(["'[{]|[|>][+-]?$)/.test(value)
      ) {
        return start + line.slice(indent.length);
      }
      return `${start}${field[1]}: ${JSON.stringify(value)}`;
    })
    .join('\n');
}

class TooManyValues extends Error {}

/** The node as plain values. Numbers and booleans keep their spelling: `007` is a title too. */
function plain(node: Node | null, document: Document, budget: { left: number }): unknown {
  budget.left -= 1;
  if (budget.left < 0) throw new TooManyValues();
  if (node === null) return null;
  if (isAlias(node)) return plain(node.resolve(document) ?? null, document, budget);
  if (isSeq(node)) return node.items.map((item) => plain(item as Node | null, document, budget));
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map((pair) => [
        spell(plain(pair.key as Node, document, budget)),
        plain(pair.value as Node | null, document, budget),
      ]),
    );
  }
  if (!isScalar(node)) return null;
  return typeof node.value === 'string' || node.value === null ? node.value : (node.source ?? String(node.value));
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** A value as a person reads it: lists joined by commas, mappings as JSON. */
const spell = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  const isFlat = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isFlat ? value.join(', ') : JSON.stringify(value);
};
