/**
 * storybind as a library: the command's verbs, on bytes in memory. Importing it does nothing. Of the disk only the package's
 * own files are read, and nothing is written; no clock is read, nothing is printed, and the network is asked only where
 * `fetchImages` says so. The first cover points `FONTCONFIG_FILE` at the package's fonts while it loads them.
 */
import { BOOK_OPTIONS, BYTES, checkOptions, checkStory, checkValue, LIST, STORY_OPTIONS, TEXTS } from './call.js';
import { checkBook } from './check/index.js';
import type { AnthologyWishes } from './collection/anthology/anthology-of.js';
import { convert, understand } from './convert.js';
import type { Converted, ConvertOptions } from './convert-book.js';
import { knownDevice } from './device-format.js';
import { defect } from './diagnostics/our-faults.js';
import { type Diagnostic, Report, StoryError } from './diagnostics/report.js';
import { type Inspection, inspectStory } from './inspect.js';
import type { MendedBook, MendOptions } from './mend-book.js';
import type { Story } from './model/story.js';
import type { BindOptions, ReadingOptions } from './options.js';
import type { Source } from './read/reader.js';
import type { FetchImage } from './read/remote-images.js';
import { slug } from './text/slug.js';

export type { AnthologyWishes } from './collection/anthology/anthology-of.js';
export type { Order } from './collection/anthology/order.js';
export type { Converted, ConvertOptions } from './convert-book.js';
export type { DeviceProfile } from './devices/profile.js';
export { DEVICES, deviceNamed } from './devices/profiles.js';
export type { Code, Severity } from './diagnostics/codes.js';
export { formatDiagnostic } from './diagnostics/format.js';
export { type Diagnostic, StoryError } from './diagnostics/report.js';
export type { Counts, InspectedSection, Inspection } from './inspect.js';
export type { Mended, MendedBook, MendOptions } from './mend-book.js';
export type { NotesPolicy, ThemeName } from './model/book.js';
export type * from './model/story.js';
export type { BindOptions, ReadingOptions } from './options.js';
export type { Fetched, FetchImage, FetchRequest, Refusal } from './read/remote-images.js';
export type { Conversion } from './write/conversions.js';
export type { OutputFormat } from './write/index.js';

/** A story as it is found: a file's bytes in whatever encoding, or its text. */
export type StoryInput = StoryOrigin & ({ readonly bytes: Uint8Array } | { readonly text: string });

export interface StoryOrigin {
  /** The file's name, which diagnostics show and which tells the format: `rain.txt`. */
  readonly name: string;
  /** The bytes of a file beside the story (an image), by its relative path, or undefined when there is none. */
  readonly sibling?: (path: string) => Promise<Uint8Array | undefined>;
}

export interface Cancellable {
  /** Once aborted, the promise rejects with the signal's reason, between two stages of the work. */
  readonly signal?: AbortSignal;
}

export interface BoundBook {
  /** The book's bytes. */
  readonly bytes: Uint8Array;
  /** `application/epub+zip`. */
  readonly mediaType: string;
  /** A name for the book, from the story's title: `the-rain.epub`. */
  readonly fileName: string;
  /** The story that stands in the book. */
  readonly story: Story;
  /** What was changed, guessed or left out, with its place in the source; then what the check found. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when the book passed its check. Do not deliver one that did not. */
  readonly isSound: boolean;
}

/**
 * The story as a book, checked. The same input and options give the same bytes. Throws `StoryError` when no book can
 * result, with the diagnostic that says why and how to mend it; nothing else but an abort's reason.
 *
 * In a worker thread a cover is drawn with the machine's font settings, unless the thread shares its environment
 * (`new Worker(file, { env: SHARE_ENV })`): fontconfig reads the environment of the process.
 *
 *     const { bytes, fileName } = await build({ name: 'rain.txt', bytes: await readFile('rain.txt') });
 */
export async function build(input: StoryInput, options: BindOptions & Cancellable = {}): Promise<BoundBook> {
  return guarded(options, async () => {
    checkStory('build', input);
    checkOptions('build', options, STORY_OPTIONS);
    const { extension, ...bound } = await convert(sourceOf(input), options, options.signal);
    return { ...bound, fileName: `${slug(bound.story.metadata.title ?? '') || 'story'}.${extension}` };
  });
}

/** What is understood of the story, each field with its receipt; nothing is laid out or written. Throws as `build` does. */
export async function inspect(input: StoryInput, options: ReadingOptions & Cancellable = {}): Promise<Inspection> {
  return guarded(options, async () => {
    checkStory('inspect', input);
    checkOptions('inspect', options, STORY_OPTIONS);
    const source = sourceOf(input);
    const report = new Report(source.name);
    const read = await understand(source, options, report, options.signal);
    return inspectStory(read, report.diagnostics);
  });
}

export type AnthologyOptions = BindOptions & AnthologyWishes;

/**
 * The stories as one book, each a part with its own title page; `options.set` says what the whole is called. A story that
 * cannot be read is left out, and an error among the diagnostics names it. Throws as `build` does, and where no story can
 * be read.
 *
 *     const { bytes, diagnostics } = await anthology([{ name: 'a.txt', text: '…' }, { name: 'b.md', text: '…' }]);
 */
export async function anthology(
  inputs: readonly StoryInput[],
  options: AnthologyOptions & Cancellable = {},
): Promise<BoundBook> {
  return guarded(options, async () => {
    checkValue('anthology', 'its stories', inputs, LIST);
    for (const input of inputs) checkStory('anthology', input);
    checkOptions('anthology', options, STORY_OPTIONS);
    const { bindAnthology, readStories } = await import('./collection/anthology/bind-anthology.js');
    const sources = inputs.map((input) => ({ name: input.name, open: () => sourceOf(input) }));
    const { stories, diagnostics, failures } = await readStories(sources, options, options.signal);
    const { extension, ...bound } = await bindAnthology(stories, options, options.signal);
    return {
      ...bound,
      diagnostics: [...failures, ...diagnostics, ...bound.diagnostics],
      fileName: `${slug(bound.story.metadata.title ?? '') || 'anthology'}.${extension}`,
    };
  });
}

/**
 * What `fetchImages: true` fetches with, for a function of one's own that does more: one that keeps what it has fetched.
 *
 *     await build(input, { fetchImages: async (url, asked) => kept.get(url) ?? fetchImage(url, asked) });
 */
export const fetchImage: FetchImage = async (url, asked) => {
  const { fetchImage: fetchOne } = await import('./io/fetch-images.js');
  return fetchOne(url, asked);
};

export interface CheckInput {
  /** What diagnostics call the book. */
  readonly name?: string;
  /** `house`: our own rules, fast. `full` (the default): general EPUB conformance too. */
  readonly depth?: 'house' | 'full';
}

/** What is wrong with the EPUB, whoever made it; empty when nothing is. Throws as `build` does. */
export async function check(bytes: Uint8Array, options: CheckInput & Cancellable = {}): Promise<readonly Diagnostic[]> {
  return guarded(options, async () => {
    checkValue('check', 'the book', bytes, BYTES);
    checkOptions('check', options, BOOK_OPTIONS);
    const { name, depth = 'full', signal } = options;
    signal?.throwIfAborted();
    return checkBook(bytes, { depth, ...(name !== undefined && { name }) });
  });
}

export interface PreflightInput {
  /** What diagnostics call the book. A Kobo goes by the name’s end: give a KEPUB its own. */
  readonly name?: string;
  /** True where the book goes to the devices by mail (Send-to-Kindle). */
  readonly byMail?: boolean;
}

/**
 * What the devices (`kobo`, `kindle-11`; see `DEVICES`) would stumble over in the EPUB, whoever made it; empty when nothing
 * is known that would trip them. It does not say whether the EPUB is valid: `check` does. Throws as `build` does, and
 * `device-unknown`.
 *
 *     const faults = await preflight(await readFile('book.epub'), ['kobo', 'kindle']);
 */
export async function preflight(
  bytes: Uint8Array,
  devices: readonly string[],
  options: PreflightInput & Cancellable = {},
): Promise<readonly Diagnostic[]> {
  return guarded(options, async () => {
    checkBookFor('preflight', bytes, devices);
    checkOptions('preflight', options, BOOK_OPTIONS);
    const { signal, ...input } = options;
    signal?.throwIfAborted();
    const { preflight: judge } = await import('./check/preflight.js');
    return judge(bytes, devices.map(knownDevice), input);
  });
}

/**
 * The EPUB without what the devices would stumble over, as far as that can be mended without touching the text; what would
 * make it a worse EPUB is not done. `diagnostics` says what is left. Throws as `build` does, and `device-unknown`.
 *
 *     const { bytes, mended, diagnostics } = await mend(await readFile('book.epub'), ['kindle']);
 */
export async function mend(
  bytes: Uint8Array,
  devices: readonly string[],
  options: MendOptions = {},
): Promise<MendedBook> {
  return guarded(options, async () => {
    checkBookFor('mend', bytes, devices);
    checkOptions('mend', options, BOOK_OPTIONS);
    options.signal?.throwIfAborted();
    const { mendBook } = await import('./mend-book.js');
    return mendBook(bytes, devices.map(knownDevice), options);
  });
}

/**
 * An EPUB, whoever made it, in the form that a device wants: `kepub` for Kobo, which needs a file name that ends in
 * `.kepub.epub`. Throws as `build` does.
 *
 *     const { bytes, diagnostics } = await convertBook(await readFile('book.epub'), { to: 'kepub' });
 */
export async function convertBook(bytes: Uint8Array, options: ConvertOptions): Promise<Converted> {
  return guarded(options, async () => {
    checkValue('convertBook', 'the book', bytes, BYTES);
    checkOptions('convertBook', options, BOOK_OPTIONS);
    checkValue('convertBook', '`to`', options.to, BOOK_OPTIONS.to);
    options.signal?.throwIfAborted();
    const { convertBook: convertOne } = await import('./convert-book.js');
    return convertOne(bytes, options);
  });
}

function checkBookFor(verb: string, bytes: Uint8Array, devices: readonly string[]): void {
  checkValue(verb, 'the book', bytes, BYTES);
  checkValue(verb, 'the devices', devices, TEXTS);
}

function sourceOf(input: StoryInput): Source {
  const { name, bytes, text, sibling }: StoryOrigin & { readonly bytes?: Uint8Array; readonly text?: string } = input;
  return { name, bytes: bytes ?? new TextEncoder().encode(text), ...(sibling && { sibling }) };
}

/** The work's result; whatever it throws that is neither a `StoryError` nor the abort becomes a `defect`. */
async function guarded<Result>(options: Cancellable, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const signal = options?.signal;
    if (cause instanceof StoryError || (signal?.aborted && cause === signal.reason)) throw cause;
    const { code, message } = defect(cause, 'Please report it.');
    throw new StoryError(code, message, {}, { cause });
  }
}
