import { checkBook } from './check/index.js';
import { type Diagnostic, Report } from './diagnostics/report.js';
import { layOut } from './layout/index.js';
import type { Story, StoryFiles } from './model/story.js';
import { type BindOptions, resolveOptions } from './options.js';
import { pickReader } from './read/index.js';
import type { ReadResult, Source } from './read/reader.js';
import { applySettings } from './read/settings.js';
import { refine } from './refine/index.js';
import { WRITERS } from './write/index.js';

export interface Bound {
  /** The book's bytes. */
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  readonly story: Story;
  /** What reading, refining and laying out had to say, then what the check found. An `error` of the check: do not deliver. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when the book passed its check. */
  readonly isSound: boolean;
}

/** One story through every stage: read, refine, lay out, write, check. Touches no disk and reads no clock. */
export async function convert(source: Source, options: BindOptions = {}, signal?: AbortSignal): Promise<Bound> {
  const resolved = resolveOptions(options);
  const report = new Report(source.name);
  const { story, files } = await understand(source, options, report, signal);
  const book = await layOut(story, files, resolved, report);
  signal?.throwIfAborted();
  const writer = await WRITERS[resolved.format]();
  const bytes = await writer.write(book, report);
  signal?.throwIfAborted();
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
  options: BindOptions,
  report: Report,
  signal?: AbortSignal,
): Promise<ReadResult & { readonly story: Story; readonly files: StoryFiles }> {
  const resolved = resolveOptions(options);
  signal?.throwIfAborted();
  const reader = await pickReader(source);
  const read = await reader.read(source, signal ? { signal } : {}, report);
  signal?.throwIfAborted();
  const settled = await applySettings(read.story, resolved.set);
  const story = await refine(settled, resolved, report);
  signal?.throwIfAborted();
  return { ...read, story };
}
