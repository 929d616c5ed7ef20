import type { Report } from '../diagnostics/report.js';
import type { AuthorNote, Block } from '../model/story.js';
import type { Piece } from './flow.js';
import { plainBlocks, type Wishes } from './front-matter/values.js';
import { readFrontMatter, type SplitText, splitFrontMatter } from './front-matter.js';
import { DEFAULT_LIMITS, needOf, refuseHeavy, refuseLarge } from './limits.js';
import { countMarkdown } from './markdown/limits.js';
import { loadShortTextReader } from './markdown/short-text.js';
import { markdownTree } from './markdown/tree.js';
import { MetadataBuilder } from './metadata-builder.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { readSourceText } from './source-text.js';
import { storyOfTree } from './tree-story.js';

/** Markdown: CommonMark with GitHub's extensions, YAML front matter, raw HTML. */
export const markdownReader: Reader = {
  name: 'markdown',
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  sniff: () => 0,
  read: readMarkdown,
};

async function readMarkdown(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  const { limits = DEFAULT_LIMITS } = options;
  refuseLarge(source.bytes.length, limits.file, limits, source.name);
  const { text: whole, encoding } = readSourceText(source, report);
  refuseHeavy(needOf('markdown', countMarkdown(whole)), limits, source.name);
  const metadata = new MetadataBuilder();
  const head = await readHead(splitFrontMatter(whole), metadata, report);
  options.signal?.throwIfAborted();
  const tree = await markdownTree(head.split.body, { report, lineOffset: head.split.bodyLine - 1 });
  options.signal?.throwIfAborted();
  const lines = head.split.body.split('\n');
  const { story, files } = await storyOfTree({
    tree,
    source,
    metadata,
    report,
    ...options,
    lead: head.pieces,
    notesBefore: head.notes,
    funnel: {
      lineOffset: head.split.bodyLine - 1,
      isEmptyAltMissing: true,
      isLineParagraph: true,
      sourceLine: (line) => lines[line - 1] ?? '',
    },
  });
  return { story, files, reader: 'markdown', encoding, wishes: head.wishes };
}

interface Head {
  readonly split: SplitText;
  readonly wishes: Wishes;
  readonly notes: readonly AuthorNote[];
  /** Front matter that could not be read, as text. */
  readonly pieces: readonly Piece[];
}

async function readHead(split: SplitText, metadata: MetadataBuilder, report: Report): Promise<Head> {
  const nothing: Head = { split, wishes: {}, notes: [], pieces: [] };
  const { frontMatter } = split;
  if (!frontMatter) return nothing;
  const toBlocks = /[*_`[\\]/.test(frontMatter.source) ? await loadShortTextReader() : plainBlocks;
  const { isRead, wishes, notes } = await readFrontMatter(frontMatter, { metadata, report, toBlocks });
  if (isRead) return { ...nothing, wishes, notes };
  const block: Block = { type: 'preformatted', text: frontMatter.source };
  return { ...nothing, pieces: [{ kind: 'block', block, place: { line: frontMatter.line, column: 1 } }] };
}
