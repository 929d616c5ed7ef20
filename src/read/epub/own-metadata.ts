import { normalizeSpace } from '../../container/xml-query.js';
import type { Report } from '../../diagnostics/report.js';
import type { Creator, Metadata, MetadataField } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import { languageTag } from '../../text/language.js';
import { MetadataBuilder } from '../metadata-builder.js';
import type { Source } from '../reader.js';
import { blocksOfDescription } from './fragments.js';
import type { OwnBook } from './own-book.js';
import { type PackageReading, readPackageMetadata } from './package-metadata.js';

/**
 * The metadata of the record, but for what the package document says otherwise: catalogue programs and editors write
 * there, and what they wrote was somebody's wish.
 */
export function readOwnMetadata({ pack, record }: OwnBook, source: Source, report: Report): Metadata {
  const { metadata } = record;
  const stated = new MetadataBuilder();
  const reading = readPackageMetadata(pack, stated, (words) => blocksOfDescription(words, report), source.name);
  readLanguage(reading);
  const says = (name: string): readonly string[] => reading.facts.all(name).map(({ value }) => value);
  const authors = metadata.creators.filter(({ role }) => role === 'aut').map(({ name }) => name);
  const changes: Partial<Record<MetadataField, boolean>> = {
    title: differs(says('dc:title').slice(0, 1), [metadata.title ?? record.untitled ?? '']),
    creators: differs(says('dc:creator'), authors),
    language: differs(says('dc:language').slice(0, 1), [metadata.language ?? 'und']),
    summary: differs(says('dc:description').slice(0, 1), [blocksText(metadata.summary)]),
    publisher: differs(says('dc:publisher').slice(0, 1), [metadata.publisher ?? '']),
  };
  const fields = Object.keys(changes) as (keyof typeof changes)[];
  return fields
    .filter((field) => changes[field])
    .reduce((known, field) => withField(known, field, stated.metadata), metadata);
}

/** True when the package says something, and it is not what was written there. */
function differs(says: readonly string[], written: readonly string[]): boolean {
  const plain = (values: readonly string[]): string =>
    JSON.stringify(
      values
        .map((value) => normalizeSpace(value.trim()))
        .filter(Boolean)
        .sort(),
    );
  return says.some(Boolean) && plain(says) !== plain(written);
}

function readLanguage({ facts, metadata, receipt }: PackageReading): void {
  const entry = facts.all('dc:language')[0];
  const tag = entry && languageTag(facts.text(entry));
  if (entry && tag !== undefined && tag !== 'und') metadata.set('language', tag, receipt(entry, 0.9));
}

function withField(known: Metadata, field: MetadataField, stated: Metadata): Metadata {
  const receipt = stated.receipts[field];
  if (!receipt) return known;
  const value = field === 'creators' ? withOthers(stated.creators, known.creators) : stated[field];
  return { ...known, [field]: value, receipts: { ...known.receipts, [field]: receipt } };
}

/** The authors as stated now; who else had a part keeps it. */
const withOthers = (stated: readonly Creator[], known: readonly Creator[]): readonly Creator[] => [
  ...stated.filter(({ role }) => role === 'aut'),
  ...known.filter(({ role }) => role !== 'aut'),
];
