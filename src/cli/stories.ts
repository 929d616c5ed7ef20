import { expandPattern, isPattern } from '../io/expand-pattern.js';
import { openAsOne, openStory, readStream, type StoryFile } from '../io/files.js';
import { READERS } from '../read/index.js';
import { readingLimits } from '../read/limits.js';
import type { Surroundings } from './ui.js';

/** The name that stands for stdin and stdout. */
export const STANDARD_STREAM = '-';

/** The name that diagnostics call stdin by. */
const STDIN_NAME = '<stdin>';

/** A folder's files that tell of its story, beside those that tell it. */
const FOLDER_EXTENSIONS = ['yml', 'yaml', 'toml'];

/** The story at the path, or the one on stdin. */
export async function openInput(path: string, surroundings: Surroundings, memory?: number): Promise<StoryFile> {
  const { file: limit } = readingLimits(memory);
  if (path === STANDARD_STREAM)
    return readStream(surroundings.stdin, STDIN_NAME, { signal: surroundings.signal, limit });
  const extensions = [...READERS.flatMap((reader) => reader.extensions), ...FOLDER_EXTENSIONS];
  return openStory(path, { extensions, limit });
}

/** The stories at the paths: one each, or all of them as one. */
export function storyInputs(
  paths: readonly string[],
  isOne: boolean,
  surroundings: Surroundings,
  memory?: number,
): readonly Input[] {
  const { file: limit } = readingLimits(memory);
  if (isOne) return [{ path: paths[0] ?? '', paths, open: async () => openAsOne(paths, limit) }];
  return paths.map((path) => ({ path, paths: [path], open: () => openInput(path, surroundings, memory) }));
}

export interface Input {
  /** What the story is called by, and its book after. */
  readonly path: string;
  /** Every file that it is read from. */
  readonly paths: readonly string[];
  readonly open: () => Promise<StoryFile>;
}

/** The paths with the patterns that no shell expanded; a pattern without a file stays, to be said missing. */
export function expandInputs(paths: readonly string[]): readonly string[] {
  const expanded = paths.flatMap((path) => {
    const found = isPattern(path) ? expandPattern(path) : [];
    return found.length > 0 ? found : [path];
  });
  return [...new Set(expanded)];
}

export const hasPattern = (paths: readonly string[]): boolean => paths.some(isPattern);

/** The text of a story as its diagnostics count its lines, for their frames. */
export async function textOf(file: StoryFile): Promise<string | undefined> {
  const { decode } = await import('../text/encoding.js');
  return decode(file.bytes)?.text;
}

/** Throws `setting-unknown` and `setting-invalid` before any story is read. */
export async function checkSettings(settings: Readonly<Record<string, unknown>> | undefined): Promise<void> {
  if (!settings) return;
  const [{ applySettings }, { emptyMetadata }] = await Promise.all([
    import('../read/settings.js'),
    import('../model/story.js'),
  ]);
  await applySettings({ metadata: emptyMetadata, sections: [], notes: {}, resources: {} }, settings);
}
