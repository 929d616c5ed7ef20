import type { MetadataEntry, PackageDocument } from '../../container/package-document.js';
import { placeOf } from '../../container/xml-query.js';
import type { Block, Receipt, StoryDate } from '../../model/story.js';
import { readDate } from '../../text/dates.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { readCreators } from './creators.js';
import { readIdentifiers } from './identifiers.js';
import { factsOfPackage, type PackageFacts } from './refinements.js';
import { readSeries } from './series.js';

export interface PackageReading {
  readonly facts: PackageFacts;
  readonly metadata: MetadataBuilder;
  /** How a value of this entry was read. */
  receipt(entry: MetadataEntry, confidence: number): Receipt;
  /** HTML that an entry holds, or plain text in paragraphs, as blocks. */
  toBlocks(text: string): readonly Block[];
}

/** Puts what the package document states into the metadata. Subjects and languages need the text: they are not read here. */
export function readPackageMetadata(
  pack: PackageDocument,
  metadata: MetadataBuilder,
  toBlocks: (text: string) => readonly Block[],
  file: string,
): PackageReading {
  const reading: PackageReading = {
    facts: factsOfPackage(pack),
    metadata,
    receipt: ({ element }, confidence) => ({
      file,
      ...placeOf(element.document, element.offset),
      how: 'package document',
      confidence,
    }),
    toBlocks,
  };
  readTitles(reading);
  readCreators(reading);
  readDates(reading);
  readIdentifiers(reading);
  readSeries(reading);
  readTexts(reading);
  return reading;
}

/** What tools write where a title is not known. */
const NO_TITLE = /^(?:unknown|untitled|unbenannt|sans titre|title|\[?no title\]?|[^\p{L}\p{N}]*)$/iu;

/** EPUB 3.3 #sec-pkg-metadata: the first title is the main one, unless another is said to be. */
function readTitles({ facts, metadata, receipt }: PackageReading): void {
  const titles = facts.all('dc:title').filter((entry) => !NO_TITLE.test(facts.text(entry)));
  const typeOf = (entry: MetadataEntry): string | undefined => facts.refinements(entry, 'title-type')[0];
  const main =
    titles.find((entry) => typeOf(entry) === 'main') ??
    titles.find((entry) => typeOf(entry) === undefined) ??
    titles[0];
  if (main) metadata.set('title', bareTitle(facts.text(main)), receipt(main, 0.9));
  const subtitle = titles.find((entry) => typeOf(entry) === 'subtitle');
  if (subtitle) metadata.set('subtitle', facts.text(subtitle), receipt(subtitle, 0.9));
}

/** `The Project Gutenberg eBook of Emma, by Jane Austen`: the title of a web page that a tool took for the book's. */
function bareTitle(title: string): string {
  const before = /^The Project Gutenberg e-?(?:book|text) of (.{1,300}?)(?:, by .{1,200})?$/iu.exec(title)?.[1];
  const after = /^(.{1,300}?)(?:, by .{1,200}?)?\s?[—–-]{1,2}\s?(?:a|the) project gutenberg e-?(?:book|text)$/iu.exec(
    title,
  )?.[1];
  return before ?? after ?? title;
}

/** The events of EPUB 2 that say when a story appeared, the surest first. */
const PUBLISHED = ['publication', 'original-publication', 'ops-publication', 'published', 'issued'];

/** A date without an event is the publication's; when a file was made or changed says nothing of the story. */
function readDates({ facts, metadata, receipt }: PackageReading): void {
  const dates = facts.all('dc:date');
  const eventOf = (entry: MetadataEntry): string | undefined => facts.old(entry, 'event')?.toLowerCase();
  const published =
    PUBLISHED.map((event) => dates.find((entry) => eventOf(entry) === event)).find((entry) => entry !== undefined) ??
    dates.find((entry) => eventOf(entry) === undefined) ??
    facts.all('dcterms:issued')[0];
  const date = published && dateOf(facts.text(published));
  if (published && date !== undefined) metadata.set('published', date, receipt(published, 0.85));
}

/** `2014-05-25T00:00:00Z` → `2014-05-25`. calibre writes the year 101 where it knows none. */
function dateOf(text: string): StoryDate | undefined {
  const iso = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T|$|\s)/.exec(text)?.[1] ?? text;
  const reading = readDate(iso);
  return reading.kind === 'date' && reading.confidence >= 0.8 ? (reading.iso as StoryDate) : undefined;
}

const LONGEST_RIGHTS = 4000;

function readTexts({ facts, metadata, receipt, toBlocks }: PackageReading): void {
  const description = facts.all('dc:description')[0];
  const summary = description && toBlocks(facts.raw(description));
  if (description && summary && summary.length > 0) metadata.set('summary', summary, receipt(description, 0.8));
  const publisher = facts.all('dc:publisher')[0];
  if (publisher && facts.text(publisher) !== '') {
    metadata.set('publisher', facts.text(publisher), receipt(publisher, 0.9));
  }
  const rights = facts.all('dc:rights').find((entry) => facts.text(entry) !== '');
  if (rights) metadata.set('rights', facts.text(rights).slice(0, LONGEST_RIGHTS), receipt(rights, 0.9));
}
