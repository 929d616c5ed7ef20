import { Report, StoryError } from '../../diagnostics/report.js';
import { emptyMetadata, type Metadata, type Receipt, resourceId, type StoryDate } from '../../model/story.js';
import type { Reader, ReadOptions, ReadResult, Source } from '../reader.js';
import { baseName, describeFolder, isFolderFile } from './describe.js';
import { joinMembers, type Member, memberTitle, sharedCreators } from './join.js';
import { filesOf, isSummary, type Outline, type OutlineNode, outlineOf } from './outline.js';

/** A folder as one story: its files in natural order, each a chapter (or what its own headings make of it). */
export const folderReader = (pickReader: PickReader): Reader => ({
  name: 'folder',
  extensions: [],
  sniff: (source) => (source.members ? 1 : 0),
  read: (source, options, report) => readFolder(source, pickReader, options, report),
});

/** The registry's own choice of a reader for each file. */
export type PickReader = (source: Source) => Promise<Reader>;

async function readFolder(
  source: Source,
  pickReader: PickReader,
  options: ReadOptions,
  report: Report,
): Promise<ReadResult> {
  const members = source.members ?? [];
  const texts = members.filter(({ name }) => !/\.(?:ya?ml|toml)$/i.test(name));
  const outline = outlineOf(source, texts, source.isOneStory === true);
  if (texts.length === 0) {
    throw new StoryError('input-directory', `The folder \`${source.name}\` holds no story files. Give a story file.`, {
      file: source.name,
    });
  }
  if (!isOneStory(source, outline)) throw severalStories(source);
  sayUnlisted(outline, report);
  const read = await readMembers([...filesOf(outline.nodes)], pickReader, options, report);
  const story = joinMembers(outline.nodes, read);
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
  const encoding = read[0]?.read.encoding ?? 'utf-8';
  return { story: { ...story, metadata }, files, reader: 'folder', encoding, wishes };
}

async function readMembers(
  sources: readonly Source[],
  pickReader: PickReader,
  options: ReadOptions,
  report: Report,
): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const source of sources) {
    options.signal?.throwIfAborted();
    const own = new Report(source.name);
    members.push({ source, read: await (await pickReader(source)).read(source, options, own) });
    report.take(own.diagnostics.filter(({ code }) => !OF_A_WHOLE.has(code)));
  }
  return members;
}

/** A folder is one story when someone or a file says so, or when most of what it holds is numbered or dated. */
function isOneStory({ members = [], isOneStory: isSaid }: Source, { nodes, isStated }: Outline): boolean {
  if (isSaid || isStated || members.some(({ name }) => isFolderFile(name))) return true;
  const isNumbered = (node: OutlineNode): boolean => /\d/.test(stem(node));
  return nodes.length > 1 && nodes.filter(isNumbered).length >= nodes.length * 0.6;
}

function stem(node: OutlineNode): string {
  if (node.kind === 'heading') return node.title;
  return node.kind === 'folder' ? baseName(node.name) : baseName(node.source.name).replace(/\.[^.]+$/, '');
}

const severalStories = ({ name }: Source): StoryError =>
  new StoryError(
    'input-directory',
    `The folder \`${name}\` holds several stories. Give the story files themselves, with \`--as-one\` if they are one book, or put a \`story.yaml\` with the title of the book into it.`,
    { file: name },
  );

function sayUnlisted({ unlisted }: Outline, report: Report): void {
  for (const { name } of unlisted.filter((file) => !isSummary(file.name))) {
    report.add(
      'file-unlisted',
      `\`${baseName(name)}\` is not in SUMMARY.md, so it is not in the book. Add it there if it belongs to it.`,
    );
  }
}

/** What is said of a story as a whole, and not of its chapters. */
const OF_A_WHOLE: ReadonlySet<string> = new Set(['title-missing', 'title-guessed']);

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
