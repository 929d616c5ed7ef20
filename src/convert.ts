import { checkBook } from './check/index.js';
import { type Diagnostic, Report, StoryError } from './diagnostics/report.js';
import { layOut } from './layout/index.js';
import type { Story } from './model/story.js';
import { type BindOptions, type ReadingOptions, resolveOptions } from './options.js';
import { pickReader, READERS } from './read/index.js';
import type { Reader, ReadResult, Source } from './read/reader.js';
import { applySettings } from './read/settings.js';
import { applySidecar } from './read/sidecar.js';
import { refine } from './refine/index.js';
import { WRITERS } from './write/index.js';

export interface Bound {
  /** The book's bytes. */
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  readonly story: Story;
  /** What reading, refining and laying out had to say, then what the check found. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when the book passed its check; when false, do not deliver it. */
  readonly isSound: boolean;
}

/** One story through every stage: read, refine, lay out, write, check. Touches no disk and reads no clock. */
export async function convert(source: Source, options: BindOptions = {}, signal?: AbortSignal): Promise<Bound> {
  const report = new Report(source.name);
  const { story, files, wishes = {}, sibling = source.sibling } = await understand(source, options, report, signal);
  const wishedCover = options.cover === undefined ? await fetchCover(sibling, wishes.coverPath, report) : undefined;
  const resolved = resolveOptions(options, wishes, wishedCover);
  // The writer's modules load while the cover is drawn.
  const loading = WRITERS[resolved.format]();
  const book = await layOut(story, files, resolved, report);
  await pause(signal);
  const writer = await loading;
  const bytes = await writer.write(book, report);
  await pause(signal);
  const findings = await checkBook(bytes, { depth: 'house' });
  return {
    bytes,
    mediaType: writer.mediaType,
    extension: writer.extension,
    story,
    diagnostics: [...report.diagnostics, ...findings],
    isSound: !findings.some((finding) => finding.severity === 'error'),
  };
}

/** The source read, settled and refined: the story as it goes into a book. */
export async function understand(
  source: Source,
  options: ReadingOptions,
  report: Report,
  signal?: AbortSignal,
): Promise<ReadResult> {
  signal?.throwIfAborted();
  const reader = await (options.reader === undefined ? pickReader(source) : readerNamed(options.reader));
  const own = await reader.read(source, signal ? { signal } : {}, report);
  await pause(signal);
  const read = await applySidecar(own, source, report);
  const settled = await applySettings(read.story, options.set ?? {});
  const story = await refine(settled, { typography: options.typography ?? true }, report);
  await pause(signal);
  return { ...read, story };
}

function readerNamed(name: string): Promise<Reader> {
  const found = READERS.find((reader) => reader.name === name);
  if (found) return found.load();
  const names = READERS.map((reader) => `\`${reader.name}\``).join(', ');
  throw new StoryError('format-unknown', `There is no reader \`${name}\`. Choose one of ${names}.`);
}

/** The image that the source names as its cover, where it can be had. */
async function fetchCover(
  sibling: Source['sibling'],
  path: string | undefined,
  report: Report,
): Promise<Uint8Array | undefined> {
  const bytes = path === undefined ? undefined : await sibling?.(path);
  if (path !== undefined && bytes === undefined) {
    const message = `The cover \`${path}\` is not beside the story, so one is drawn. Put it next to the story file.`;
    report.add('image-missing', message, { line: 1, column: 1 });
  }
  return bytes;
}

/** Lets an abort be heard between two stages, and heeds it. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return;
  await new Promise((resume) => setImmediate(resume));
  signal.throwIfAborted();
}
