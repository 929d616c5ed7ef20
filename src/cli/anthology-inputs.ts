import { basename, resolve } from 'node:path';
import type { AnthologyInput } from '../collection/anthology/bind-anthology.js';
import { type FoundStory, findStories } from '../collection/scan.js';
import { isFolder, openFolderOf } from '../io/files.js';
import { fileTitle } from '../read/pieces/file-title.js';
import { collatorFor } from '../text/collation.js';
import type { AnthologyFlags } from './anthology.js';
import { expandInputs, openInput } from './stories.js';
import type { Surroundings } from './ui.js';

/** The stories that an anthology is made of, and the name of the one folder that they come from. */
export interface AnthologyInputs {
  readonly inputs: readonly AnthologyInput[];
  readonly folderTitle?: string;
  /** Every file that is read: no book may overwrite one. */
  readonly files: readonly string[];
}

/**
 * Files in the order given, those of a folder in the order of their names as people count. The book itself, from an
 * earlier run, is no story of it.
 */
export function anthologyInputs(
  given: readonly string[],
  flags: AnthologyFlags,
  output: string,
  surroundings: Surroundings,
): AnthologyInputs {
  const paths = expandInputs(given);
  const found = paths.flatMap((path) => (isFolder(path) ? storiesOf(path, flags, output) : [fileOf(path)]));
  const stories = [...new Map(found.map((story) => [resolve(story.path), story])).values()].filter(
    ({ path }) => resolve(path) !== resolve(output),
  );
  const [only] = paths;
  return {
    inputs: stories.map((story) => ({ name: story.path, open: () => openFound(story, flags, surroundings) })),
    ...(only !== undefined &&
      paths.length === 1 &&
      isFolder(only) && { folderTitle: fileTitle(basename(resolve(only))) }),
    files: stories.flatMap(({ files }) => files),
  };
}

type Found = Pick<FoundStory, 'path' | 'kind' | 'files'>;

const fileOf = (path: string): Found => ({ path, kind: 'file', files: [path] });

function storiesOf(folder: string, { each, ignore = [] }: AnthologyFlags, output: string): readonly Found[] {
  const options = { ignored: ignore, excluded: [output] };
  const found = findStories([folder], { ...options, isEach: each === true });
  const isOneStory = found.length === 1 && found[0]?.kind === 'folder' && resolve(found[0].path) === resolve(folder);
  // The folder given holds stories, even where they are numbered as the chapters of one would be.
  const stories = isOneStory ? findStories([folder], { ...options, isEach: true }) : found;
  const { compare } = collatorFor('en');
  return [...stories].sort((a, b) => compare(a.place, b.place));
}

function openFound({ path, kind, files }: Found, { memory }: AnthologyFlags, surroundings: Surroundings) {
  return kind === 'folder' ? openFolderOf(path, files) : openInput(path, surroundings, memory);
}
