import type { Root } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import { textOf } from '../hast/attributes.js';
import { countMarkup, DEFAULT_LIMITS, needOf, refuseHeavy, refuseLarge } from '../limits.js';
import { MetadataBuilder } from '../metadata-builder.js';
import { nameAfterFile } from '../pieces/file-title.js';
import type { Reader, ReadOptions, ReadResult, Source } from '../reader.js';
import { readSourceText } from '../source-text.js';
import { storyOfTree } from '../tree-story.js';
import type { DialectStory, HtmlPage } from './dialect.js';
import { dialectSections } from './dialect-sections.js';
import { DIALECTS } from './dialects/index.js';
import { mainContent } from './main-content.js';
import { declaredEncoding, parsePage } from './page.js';
import { pageTitle, readPageMetadata, readPostLine } from './page-metadata.js';
import { applyPageStyles } from './page-styles.js';
import { readPageSummary } from './page-summary.js';
import { looksLikeHtml } from './sniff.js';

/** HTML: pages saved from the web and what archives and tools export, by their dialects or by their main content. */
export const htmlReader: Reader = {
  name: 'html',
  extensions: ['html', 'htm', 'xhtml', 'xht'],
  sniff: looksLikeHtml,
  read: readHtml,
};

async function readHtml(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  const { limits = DEFAULT_LIMITS } = options;
  refuseLarge(source.bytes.length, limits.file, limits, source.name);
  const { text, encoding } = readSourceText(source, report, { declared: declaredEncoding(source.bytes) });
  refuseHeavy(needOf('html', countMarkup(text)), limits, source.name);
  const { page, wasFlattened } = parsePage(text, source);
  if (wasFlattened) {
    const message = 'Markup is nested deeper, or packed denser, than any story needs; it was kept as text.';
    report.add('input-too-deep', message, { line: 1, column: 1 });
  }
  options.signal?.throwIfAborted();
  applyPageStyles(page);
  const metadata = new MetadataBuilder();
  const dialect = DIALECTS.find(({ matches }) => matches(page));
  const read = dialect?.read(page, { metadata, report });
  readPageMetadata(page, metadata, report);
  const story =
    read?.kind === 'chapters'
      ? await storyOfChapters(read, page, metadata, report, options)
      : await storyOfPage(read, page, metadata, report, options);
  return { ...story, reader: 'html', encoding };
}

type Story = Pick<ReadResult, 'story' | 'files'>;

/** A page without a dialect, or what its dialect left of it: the title in its head is the last resort. */
async function storyOfPage(
  read: Extract<DialectStory, { kind: 'tree' }> | undefined,
  page: HtmlPage,
  metadata: MetadataBuilder,
  report: Report,
  options: ReadOptions,
): Promise<Story> {
  const tree = read?.tree ?? readMainContent(page, metadata, report);
  const title = pageTitle(page);
  return storyOfTree({
    tree,
    source: page.source,
    metadata,
    report,
    ...options,
    ...(title !== undefined && { fallbackTitle: title }),
  });
}

/** What a page without a dialect is about; what its head and the line of its post say goes into the metadata. */
function readMainContent(page: HtmlPage, metadata: MetadataBuilder, report: Report): Root {
  const { tree, post } = mainContent(page, report);
  readPostLine(post, metadata, report);
  readPageSummary(page, textOf(tree), metadata);
  return tree;
}

async function storyOfChapters(
  read: Extract<DialectStory, { kind: 'chapters' }>,
  page: HtmlPage,
  metadata: MetadataBuilder,
  report: Report,
  options: ReadOptions,
): Promise<Story> {
  const { sections, notes, resources, files } = await dialectSections(read, page.source, report, options);
  nameAfterFile(page.source.name, metadata, report);
  return { story: { metadata: metadata.metadata, sections, notes, resources }, files };
}
