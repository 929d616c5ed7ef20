import { Report, StoryError } from '../diagnostics/report.js';
import {
  type Creator,
  emptyMetadata,
  type Footnote,
  type Metadata,
  type NoteId,
  noteId,
  type Receipt,
  type Resource,
  type ResourceId,
  resourceId,
  type Section,
  type Story,
  type StoryDate,
  sectionId,
  text,
} from '../model/story.js';
import { mapBlocks, mapInlines, mapSection } from '../model/visit.js';
import { baseName, describeFolder, isFolderFile } from './folder-files.js';
import { fileTitle } from './pieces/file-title.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { withIds } from './sections/section-ids.js';
import { parseHeading } from './vocabulary/headings.js';

/** A folder as one story: its files in natural order, each a chapter (or what its own headings make of it). */
export const folderReader = (pickReader: PickReader): Reader => ({
  name: 'folder',
  extensions: [],
  sniff: (source) => (source.members ? 1 : 0),
  read: (source, options, report) => readFolder(source, pickReader, options, report),
});

/** The registry's own choice of a reader for each file. */
export type PickReader = (source: Source) => Promise<Reader>;

interface Member {
  readonly source: Source;
  readonly read: ReadResult;
  readonly report: Report;
}

async function readFolder(
  source: Source,
  pickReader: PickReader,
  options: ReadOptions,
  report: Report,
): Promise<ReadResult> {
  const members = [...(source.members ?? [])].sort((a, b) => NATURAL.compare(a.name, b.name));
  const texts = members.filter((member) => !/\.ya?ml$/i.test(member.name));
  if (texts.length === 0) {
    throw new StoryError('input-directory', `The folder \`${source.name}\` holds no story files. Give a story file.`, {
      file: source.name,
    });
  }
  if (!isOneStory(members, texts)) throw severalStories(source);
  const read: Member[] = [];
  for (const member of texts) {
    options.signal?.throwIfAborted();
    const own = new Report(member.name);
    read.push({ source: member, read: await (await pickReader(member)).read(member, options, own), report: own });
  }
  for (const member of read) report.take(member.report.diagnostics.filter(({ code }) => !OF_A_WHOLE.has(code)));
  const story = joinMembers(read);
  const { metadata, wishes } = await describeFolder(folderMetadata(source, read), members, report);
  if (metadata.receipts.title?.how === 'file name') {
    report.add(
      'title-missing',
      `No file of the folder states a title; the book is called \`${metadata.title}\`, after the folder. Use \`--set title=…\`.`,
    );
  }
  const files = new Map(
    read.flatMap((member, at) =>
      [...member.read.files].map(([id, bytes]) => [resourceId(`${at}-${id}`), bytes] as const),
    ),
  );
  return {
    story: { ...story, metadata },
    files,
    reader: 'folder',
    encoding: read[0]?.read.encoding ?? 'utf-8',
    wishes,
  };
}

/** A folder is one story when a file says what it is, or when most of its files are numbered or dated. */
function isOneStory(members: readonly Source[], texts: readonly Source[]): boolean {
  const isNumbered = ({ name }: Source): boolean => /\d/.test(stem(name));
  const isDescribed = members.some(({ name }) => isFolderFile(name));
  return isDescribed || (texts.length > 1 && texts.filter(isNumbered).length >= texts.length * 0.6);
}

const severalStories = ({ name }: Source): StoryError =>
  new StoryError(
    'input-directory',
    `The folder \`${name}\` holds several stories. Give the story files themselves, or put a \`story.yaml\` with the title of the book into it.`,
    { file: name },
  );

const NATURAL = new Intl.Collator('en', { numeric: true });

/** What is said of a story as a whole, and not of its chapters. */
const OF_A_WHOLE: ReadonlySet<string> = new Set(['title-missing', 'title-guessed']);

const stem = (name: string): string => baseName(name).replace(/\.[^.]+$/, '');

function joinMembers(members: readonly Member[]): Omit<Story, 'metadata'> {
  const shared = sharedCreators(members);
  const parts = members.map((member, at) => renumber(member.read.story, `${at}-`));
  const sections = parts.flatMap((part, at) => memberSections(part, members[at]?.source.name ?? '', shared));
  return {
    sections: withIds(sections),
    notes: Object.assign({}, ...parts.map((part) => part.notes)) as Record<NoteId, Footnote>,
    resources: Object.assign({}, ...parts.map((part) => part.resources)) as Record<ResourceId, Resource>,
  };
}

/** The story with its notes and resources under a prefix of their own, so that those of two files never meet. */
function renumber(story: Story, prefix: string): Story {
  const mapper = {
    blocks: (blocks: Story['sections'][number]['blocks']) =>
      blocks.map((block) =>
        block.type === 'figure' ? { ...block, resource: resourceId(prefix + block.resource) } : block,
      ),
    inlines: (inlines: NonNullable<Section['title']>) =>
      mapInlines(inlines, (inline) => {
        if (inline.type === 'noteReference') return { ...inline, note: noteId(prefix + inline.note) };
        if (inline.type === 'image') return { ...inline, resource: resourceId(prefix + inline.resource) };
        return inline;
      }),
  };
  const notes = Object.values<Footnote>(story.notes).map((note) => ({
    id: noteId(prefix + note.id),
    blocks: mapBlocks(note.blocks, mapper),
  }));
  const resources = Object.values<Resource>(story.resources).map((resource) => ({
    ...resource,
    id: resourceId(prefix + resource.id),
  }));
  return {
    metadata: story.metadata,
    sections: story.sections.map((section) => mapSection(section, mapper)),
    notes: Object.fromEntries(notes.map((note) => [note.id, note])),
    resources: Object.fromEntries(resources.map((resource) => [resource.id, resource])),
  };
}

/** A file's sections under its own title: one chapter takes the title, several stand in a part of that name. */
function memberSections(story: Story, name: string, shared: readonly Creator[]): readonly Section[] {
  const { metadata, sections } = story;
  const heading = memberHeading(metadata, name);
  const [only] = sections;
  const byline = shared.length > 0 ? undefined : metadata.creators.map((creator) => creator.name).join(', ');
  const notes = metadata.summary.length > 0 ? [{ label: 'Summary', blocks: metadata.summary }] : [];
  const lead = (section: Section): Section => ({
    ...section,
    ...(byline && { byline }),
    notesBefore: [...notes, ...section.notesBefore],
  });
  if (only && sections.length === 1) {
    return [lead(only.label !== undefined || only.title ? only : { ...only, ...heading })];
  }
  if (metadata.receipts.title === undefined || metadata.receipts.title.how === 'file name') return sections;
  const part = { id: sectionId('part'), notesBefore: [], notesAfter: [], blocks: [], sections };
  return [lead({ ...part, ...heading, role: 'part' })];
}

function memberHeading(metadata: Metadata, name: string): Pick<Section, 'label' | 'title' | 'role'> {
  const isStated = metadata.title !== undefined && metadata.receipts.title?.how !== 'file name';
  const words = isStated ? (metadata.title ?? '') : memberTitle(name);
  const parts = parseHeading(words);
  if (!parts) return { role: 'chapter', title: [text(words)] };
  return {
    role: parts.role,
    ...(parts.label !== undefined && { label: parts.label }),
    ...(parts.title !== undefined && { title: [text(parts.title)] }),
  };
}

/** `2013-11-01-chapter1.md` → `Chapter 1`: as any file is named, and a number apart from its word. */
const memberTitle = (name: string): string => fileTitle(name).replace(/(\p{L})(\d)/gu, '$1 $2');

/** The creators, where every file that names some names the same, and the first does. */
function sharedCreators(members: readonly Member[]): readonly Creator[] {
  const stated = members.map(({ read }) => read.story.metadata.creators);
  const names = new Set(stated.map((creators) => creators.map((creator) => creator.name).join('|')));
  return names.size === 1 ? (stated[0] ?? []) : [];
}

function folderMetadata(source: Source, members: readonly Member[]): Metadata {
  const place = { file: source.name, line: 1, column: 1 };
  const receipt = (how: Receipt['how'], confidence: number): Receipt => ({ ...place, how, confidence });
  const creators = sharedCreators(members);
  const first = members[0]?.read.story.metadata;
  const dates = members.map(({ source: member }) => /^\d{4}-\d{2}-\d{2}(?=[-_ ])/.exec(baseName(member.name))?.[0]);
  const [from, to] = [dates[0], dates.at(-1)];
  const language = first?.language;
  const firstName = members[0]?.source.name ?? source.name;
  return {
    ...emptyMetadata,
    title: memberTitle(source.name),
    creators,
    ...(language !== undefined && { language }),
    ...(from !== undefined && { published: from as StoryDate }),
    ...(to !== undefined && to !== from && { updated: to as StoryDate }),
    others: members.flatMap(({ read }) => read.story.metadata.others),
    receipts: {
      title: receipt('file name', 0.2),
      ...(creators.length > 0 &&
        first?.receipts.creators && { creators: { ...first.receipts.creators, file: firstName } }),
      ...(language !== undefined &&
        first?.receipts.language && { language: { ...first.receipts.language, file: firstName } }),
      ...(from !== undefined && {
        published: { ...receipt('file name', 0.9), file: firstName },
      }),
      ...(to !== undefined &&
        to !== from && { updated: { ...receipt('file name', 0.9), file: members.at(-1)?.source.name ?? source.name } }),
    },
  };
}
