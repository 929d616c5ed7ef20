import { printable } from '../diagnostics/format.js';
import type { Creator, CreatorRole, Metadata, MetadataField } from '../model/story.js';
import { blocksText } from '../model/visit.js';
import type { Row } from './table.js';
import type { Paint } from './ui.js';

interface FieldEntry {
  readonly label: string;
  readonly show: (metadata: Metadata) => string | undefined;
}

const listed = (values: readonly string[]): string => values.join('; ');

const ROLE_LABEL: Readonly<Record<CreatorRole, string>> = {
  aut: '',
  edt: ' (editor)',
  ill: ' (illustrator)',
  trl: ' (translator)',
  ctb: ' (contributor)',
};
const showCreator = ({ name, role }: Creator): string => `${name}${ROLE_LABEL[role]}`;

/** The fields in the order in which people look for them. */
const FIELDS: Readonly<Record<MetadataField, FieldEntry>> = {
  title: { label: 'Title', show: ({ title }) => title },
  subtitle: { label: 'Subtitle', show: ({ subtitle }) => subtitle },
  creators: { label: 'Author', show: ({ creators }) => listed(creators.map(showCreator)) },
  language: { label: 'Language', show: ({ language }) => language },
  series: {
    label: 'Series',
    show: ({ series }) => listed(series.map(({ name, position }) => (position ? `${name}, ${position}` : name))),
  },
  published: { label: 'Published', show: ({ published }) => published },
  updated: { label: 'Updated', show: ({ updated }) => updated },
  completed: { label: 'Completed', show: ({ completed }) => completed },
  status: { label: 'Status', show: ({ status }) => status },
  fandoms: { label: 'Fandom', show: ({ fandoms }) => listed(fandoms) },
  relationships: { label: 'Relationships', show: ({ relationships }) => listed(relationships) },
  characters: { label: 'Characters', show: ({ characters }) => listed(characters) },
  rating: { label: 'Rating', show: ({ rating }) => rating },
  warnings: { label: 'Warnings', show: ({ warnings }) => listed(warnings) },
  genres: { label: 'Genres', show: ({ genres }) => listed(genres) },
  tags: { label: 'Tags', show: ({ tags }) => listed(tags) },
  summary: { label: 'Summary', show: ({ summary }) => blocksText(summary) },
  disclaimer: { label: 'Disclaimer', show: ({ disclaimer }) => blocksText(disclaimer) },
  dedication: { label: 'Dedication', show: ({ dedication }) => blocksText(dedication) },
  source: { label: 'Source', show: ({ source }) => source },
  publisher: { label: 'Publisher', show: ({ publisher }) => publisher },
  rights: { label: 'Rights', show: ({ rights }) => rights },
  identifiers: { label: 'Identifiers', show: ({ identifiers }) => listed(identifiers) },
  pinnedId: { label: 'Pinned id', show: ({ pinnedId }) => pinnedId },
  words: { label: 'Words claimed', show: ({ words }) => words?.toString() },
};

/** Shown even when nothing was found: a book without them is the poorer. */
const EXPECTED: ReadonlySet<string> = new Set(['title', 'creators', 'language', 'published', 'summary']);

const LONGEST_VALUE = 58;

/** A row a field: label, value, line, how it was read, how surely; then the header lines that have no field. */
export function fieldRows(metadata: Metadata, file: string, paint: Paint): readonly Row[] {
  const rows = (Object.keys(FIELDS) as MetadataField[]).flatMap((field): readonly Row[] => {
    const value = FIELDS[field].show(metadata);
    if (!value) return EXPECTED.has(field) ? [[paint('dim', FIELDS[field].label), paint('dim', '—')]] : [];
    return [[paint('bold', FIELDS[field].label), shorten(value), ...receiptCells(metadata, field, file, paint)]];
  });
  const others = metadata.others.map(({ label, value, place }): Row => {
    const line = place ? paint('dim', `line ${place.line}`) : '';
    return [paint('bold', shorten(label)), shorten(value), line, paint('dim', 'kept as it is')];
  });
  return [...rows, ...others];
}

function receiptCells(metadata: Metadata, field: MetadataField, file: string, paint: Paint): readonly string[] {
  const receipt = metadata.receipts[field];
  if (!receipt) return [];
  const { how, line, confidence } = receipt;
  const place = HAS_NO_LINE.has(how) ? '' : `${memberName(receipt.file, file)}${line}`;
  const surely = `${Math.round(confidence * 100)} %`.padStart(5);
  return [paint('dim', place), paint('dim', how), confidence < UNSURE ? paint('yellow', surely) : paint('dim', surely)];
}

/** `line `, or the name of the file in the folder that the field was read from. */
function memberName(name: string | undefined, story: string): string {
  if (name === undefined || name === story) return 'line ';
  return `${printable(name.startsWith(story) ? name.slice(story.length).replace(/^[/\\]/, '') : name)}:`;
}

const HAS_NO_LINE: ReadonlySet<string> = new Set(['option', 'file name', 'text']);
const UNSURE = 0.7;

/** The text in one line of the table's width, without what could command a terminal. */
export function shorten(value: string): string {
  const line = printable(value).replace(/\s+/g, ' ').trim();
  const characters = [...line.slice(0, 4 * LONGEST_VALUE)];
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : line;
}
