import { Report } from '../../diagnostics/report.js';
import type { Metadata, MetadataField } from '../../model/story.js';
import { decode } from '../../text/encoding.js';
import type { Wishes } from '../front-matter/values.js';
import { readFrontMatter } from '../front-matter.js';
import { MetadataBuilder } from '../metadata-builder.js';
import type { Source } from '../reader.js';

/** Files that say what the whole folder is, the most telling first, and how their text reads as front matter. */
const FOLDER_FILES: readonly FolderFile[] = [
  { name: /^(?:story|metadata)\.ya?ml$/i, toFrontMatter: (text) => text },
  { name: /^_config\.ya?ml$/i, toFrontMatter: siteKeys },
  { name: /^book\.toml$/i, toFrontMatter: bookTable },
];

interface FolderFile {
  readonly name: RegExp;
  readonly toFrontMatter: (text: string) => string;
}

/** Of mdBook's settings only its `[book]` table, line by line in its place; TOML's strings and lists are YAML too. */
function bookTable(text: string): string {
  let isBook = false;
  return text
    .split('\n')
    .map((line) => {
      const table = /^\s*\[([^\]]*)\]/u.exec(line)?.[1];
      if (table !== undefined) isBook = table.trim() === 'book';
      const isTold = isBook && /^\s*(?:title|authors|description|language)\s*=/u.test(line);
      return isTold ? line.trim().replace(/\s*=\s*/u, ': ') : '';
    })
    .join('\n');
}

/** Of a Jekyll site's settings only what tells of the story, line by line in its place; `name` is an older `title`. */
function siteKeys(text: string): string {
  const hasTitle = /^title:/mu.test(text);
  return text
    .split('\n')
    .map((line) => {
      if (/^(?:title|author|description|lang):/u.test(line)) return line;
      return !hasTitle && line.startsWith('name:') ? line.replace('name:', 'title:') : '';
    })
    .join('\n');
}

/** The last part of a path, of either kind. */
export const baseName = (name: string): string => name.replace(/^.*[/\\]/, '');

/** Whether the file says what its folder is. */
export const isFolderFile = (name: string): boolean => FOLDER_FILES.some((file) => file.name.test(baseName(name)));

export interface Described {
  readonly metadata: Metadata;
  readonly wishes: Wishes;
}

/** The folder's metadata with what its own files say, which comes before what its members say. */
export async function describeFolder(
  metadata: Metadata,
  members: readonly Source[],
  report: Report,
): Promise<Described> {
  let described: Described = { metadata, wishes: {} };
  for (const kind of [...FOLDER_FILES].reverse()) {
    const file = members.find((member) => kind.name.test(baseName(member.name)));
    if (file) described = await describeBy(file, kind, described, report);
  }
  return described;
}

/** What the file says, before what was known. */
export async function describeBy(
  file: Pick<Source, 'name' | 'bytes'>,
  { toFrontMatter }: Pick<FolderFile, 'toFrontMatter'>,
  { metadata, wishes }: Described,
  report: Report,
): Promise<Described> {
  const { plainBlocks } = await import('../front-matter/values.js');
  const builder = new MetadataBuilder();
  const own = new Report(file.name);
  const source = toFrontMatter(decode(file.bytes)?.text ?? '');
  const context = { metadata: builder, report: own, toBlocks: plainBlocks };
  const read = await readFrontMatter({ syntax: 'yaml' as const, source, line: 1 }, context);
  report.take(own.diagnostics);
  const stated = builder.metadata;
  const fields = Object.keys(stated.receipts) as MetadataField[];
  const receipts = Object.fromEntries(fields.map((field) => [field, { ...stated.receipts[field], file: file.name }]));
  return {
    metadata: {
      ...metadata,
      ...Object.fromEntries(fields.map((field) => [field, stated[field]])),
      others: [...metadata.others, ...stated.others],
      receipts: { ...metadata.receipts, ...receipts },
    },
    wishes: { ...wishes, ...read.wishes },
  };
}
