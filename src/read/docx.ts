import type { Report } from '../diagnostics/report.js';
import { raiseChapterLines } from './docx/chapter-lines.js';
import { dropContentsLines } from './docx/contents-lines.js';
import { type DocxPackage, openDocx } from './docx/package.js';
import { readPlain } from './docx/plain.js';
import { applyProperties, builderOf, type DocumentProperties, readProperties } from './docx/properties.js';
import { markSceneGaps } from './docx/scene-gaps.js';
import { type SettledDocument, settle } from './docx/settle.js';
import { looksLikeDocx } from './docx/sniff.js';
import { readTitleLines } from './docx/title-lines.js';
import { toHtml } from './docx/to-html.js';
import { parseTree, settleLooks } from './docx/tree.js';
import { DEFAULT_LIMITS } from './limits.js';
import { MetadataBuilder } from './metadata-builder.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { storyOfTree } from './tree-story.js';

/** DOCX: what word processors write, by its styles or as a manuscript without any. */
export const docxReader: Reader = {
  name: 'docx',
  extensions: ['docx'],
  sniff: looksLikeDocx,
  read: readDocx,
};

async function readDocx(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  const { limits = DEFAULT_LIMITS } = options;
  const docx = openDocx(source, limits);
  options.signal?.throwIfAborted();
  const document = settle(docx, report, { limits, file: source.name });
  const properties = readProperties(docx.properties);
  const read =
    document.plainText === undefined
      ? await readTree(source, docx, { document, properties, report }, options)
      : await readPlain({ ...source, bytes: new TextEncoder().encode(document.plainText) }, properties, report);
  const metadata = builderOf(read.story.metadata);
  applyProperties(properties, document.language, metadata);
  return {
    story: { ...read.story, metadata: metadata.metadata },
    files: read.files,
    reader: 'docx',
    encoding: 'utf-8',
  };
}

interface Understood {
  readonly document: SettledDocument;
  readonly properties: DocumentProperties;
  readonly report: Report;
}

type Read = Pick<ReadResult, 'story' | 'files'>;

async function readTree(
  source: Source,
  docx: DocxPackage,
  { document, properties, report }: Understood,
  options: ReadOptions,
): Promise<Read> {
  const html = await toHtml(document, source.name, report);
  options.signal?.throwIfAborted();
  const { root, wasFlattened } = parseTree(html);
  if (wasFlattened) {
    report.add('input-too-deep', 'Markup is nested deeper than any story needs; it was kept as text from there on.');
  }
  const metadata = new MetadataBuilder();
  readTitleLines(root, { metadata, report, properties });
  dropContentsLines(root, report);
  raiseChapterLines(root);
  markSceneGaps(root);
  settleLooks(root);
  return storyOfTree({
    tree: root,
    source: withMembers(source, docx),
    metadata,
    report,
    ...options,
    ...(properties.title !== undefined && { fallbackTitle: properties.title }),
  });
}

/** The source with the document's own members beside it: its images. */
const withMembers = (source: Source, docx: DocxPackage): Source => ({
  ...source,
  sibling: async (path) => docx.bytesOf(path),
});
