import { checkBook } from './check/index.js';
import { knownDevice, sayFormat } from './device-format.js';
import { type Diagnostic, Report, StoryError } from './diagnostics/report.js';
import { withFetchedImages } from './fetched-images.js';
import { layOut } from './layout/index.js';
import type { Section, Story } from './model/story.js';
import { type BindOptions, type ReadingOptions, type ResolvedOptions, resolveOptions } from './options.js';
import { recognise } from './read/images.js';
import { pickReader, READERS } from './read/index.js';
import { needOfSections, readingLimits, refuseHeavy } from './read/limits.js';
import type { Reader, ReadResult, Source } from './read/reader.js';
import { isRemoteCover, remoteCover } from './read/remote-cover.js';
import { applySettings } from './read/settings.js';
import { applySidecar } from './read/sidecar.js';
import { refine } from './refine/index.js';
import { WRITERS } from './write/index.js';

/** For who binds in worker threads: before they start, and in each. */
export { useOwnFontconfig } from './layout/cover/fontconfig.js';
export { drawInOneThread } from './pictures/load-sharp.js';

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

/**
 * One story through every stage: read, refine, lay out, write, check. Touches no disk, reads no clock, and goes to the
 * network only where `fetchImages` sends it.
 */
export async function convert(source: Source, options: BindOptions = {}, signal?: AbortSignal): Promise<Bound> {
  // Before the story is read: a mistake costs nobody a minute.
  if (options.device !== undefined) knownDevice(options.device);
  const report = new Report(source.name);
  const opened = await withFetchedImages(source, options);
  const { story, files, wishes = {}, sibling = source.sibling } = await understand(opened, options, report, signal);
  const { coverPath } = wishes;
  const wishedCover =
    options.cover === undefined && coverPath !== undefined
      ? await fetchCover({ ...opened, ...(sibling && { sibling }) }, coverPath, options.memory, report, signal)
      : undefined;
  const resolved = resolveOptions(options, wishes, wishedCover);
  if (!wishedCover) return bindStory({ story, files }, resolved, report, signal);
  const untried = new Report(source.name);
  untried.take(report.diagnostics);
  try {
    return await bindStory({ story, files }, resolved, report, signal);
  } catch (error) {
    if (!(error instanceof StoryError) || error.diagnostic.code !== 'cover-invalid') throw error;
    untried.add(
      'image-format',
      `The cover \`${coverPath}\` is no image that can be read, so one is drawn. Replace it.`,
    );
    return bindStory({ story, files }, { ...resolved, cover: true }, untried, signal);
  }
}

/** A story as it goes into a book, laid out, written and checked. */
export async function bindStory(
  { story, files }: Pick<ReadResult, 'story' | 'files'>,
  options: ResolvedOptions,
  report: Report,
  signal?: AbortSignal,
): Promise<Bound> {
  // The writer's modules load while the cover is drawn.
  const loading = WRITERS[options.format]();
  if (options.device) sayFormat(options.device, options.format, report);
  const book = await layOut(story, files, options, report, signal);
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
  const limits = readingLimits(options.memory);
  const opened = await withFetchedImages(source, options);
  const own = await reader.read(opened, { limits, ...(signal && { signal }) }, report);
  refuseHeavy(needOfSections(countSections(own.story.sections)), limits, source.name);
  await pause(signal);
  const read = await applySidecar(own, source, report);
  const settled = await applySettings(read.story, options.set ?? {});
  const story = await refine(settled, { typography: options.typography ?? true }, report);
  await pause(signal);
  return { ...read, story };
}

const countSections = (sections: readonly Section[]): number =>
  sections.reduce((sum, section) => sum + 1 + countSections(section.sections), 0);

function readerNamed(name: string): Promise<Reader> {
  const found = READERS.find((reader) => reader.name === name);
  if (found) return found.load();
  const names = READERS.map((reader) => `\`${reader.name}\``).join(', ');
  throw new StoryError('format-unknown', `There is no reader \`${name}\`. Choose one of ${names}.`);
}

/** The image that the source names as its cover, where it can be had. */
async function fetchCover(
  source: Source,
  path: string,
  memory: number | undefined,
  report: Report,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const isRemote = isRemoteCover(path);
  const bytes = await (isRemote ? remoteCover(path, source, report, signal) : source.sibling?.(path));
  if (bytes && recognise(bytes, readingLimits(memory).pixels)?.isTooLarge) {
    const message = `The cover \`${path}\` has too many pixels, so one is drawn. Make it smaller.`;
    report.add('image-too-large', message);
    return undefined;
  }
  if (!isRemote && bytes === undefined) {
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
