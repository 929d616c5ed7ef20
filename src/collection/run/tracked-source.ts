import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { openFolderOf, openStory, type StoryFile } from '../../io/files.js';
import { type FileState, isSame, stateOf } from '../file-state.js';
import type { FoundStory } from '../scan.js';

/** A story opened, with an eye on all that is read of it. */
export interface TrackedSource {
  readonly source: StoryFile;
  /** What was read so far: the story's own files, then what its text asked for, there or not. */
  readonly inputs: () => readonly TrackedInput[];
  /** The SHA-256 of the story's own files. */
  readonly content: string;
}

export interface TrackedInput extends FileState {
  readonly isOwn: boolean;
}

/** How often a story that changes while it is read is read again. */
const MOST_ATTEMPTS = 5;

/**
 * Opens the story, which lies at its path if not elsewhere; it is called by its path either way. Throws as `openStory`
 * does, and `input-changing` when its files never hold still.
 */
export function openTracked(story: FoundStory, at = placeOf(story)): TrackedSource {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const before = story.files.map(stateOf);
    const source = open(story, at);
    if (before.every((state) => isSame(state, stateOf(state.path)))) return tracked(source, story, before, resolve(at));
  }
  throw new StoryError(
    'input-changing',
    `\`${story.path}\` changed while it was read, ${MOST_ATTEMPTS} times. It is bound by the next run, when it is whole.`,
    { file: story.path },
  );
}

/** A folder by no links, as its files are. */
const placeOf = ({ kind, key, path }: FoundStory): string => (kind === 'folder' ? key : path);

const open = (story: FoundStory, at: string): StoryFile =>
  story.kind === 'folder'
    ? withNames(openFolderOf(at, story.files), story, resolve(at))
    : { ...openStory(at, { extensions: [] }), name: story.path };

/** The members under names that begin as the folder's own does. */
function withNames(folder: StoryFile, story: FoundStory, root: string): StoryFile {
  const named = folder.members?.map((member) => ({ ...member, name: story.path + member.name.slice(root.length) }));
  return { ...folder, name: story.path, ...(named && { members: named }) };
}

function tracked(source: StoryFile, story: FoundStory, own: readonly FileState[], root: string): TrackedSource {
  const asked = new Map<string, TrackedInput>();
  /** The file with a note of each file beside it that is asked for. */
  const watched = (file: StoryFile, folder: string): StoryFile => {
    const { sibling } = file;
    if (!sibling) return file;
    const noting: typeof sibling = (path) => {
      const place = join(folder, path);
      if (!asked.has(place)) asked.set(place, { ...stateOf(place), isOwn: false });
      return sibling(path);
    };
    return { ...file, sibling: noting };
  };
  const members = source.members?.map((member) =>
    watched(member, dirname(join(root, member.name.slice(story.path.length)))),
  );
  const folder = story.kind === 'folder' ? root : dirname(root);
  return {
    source: { ...watched(source, folder), ...(members && { members }) },
    content: contentOf(source, story),
    inputs: () => [...own.map((state) => ({ ...state, isOwn: true })), ...asked.values()],
  };
}

function contentOf(source: StoryFile, story: FoundStory): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of source.members ?? [source]) {
    hash.update(`${name.slice(story.path.length)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
