import { existsSync } from 'node:fs';
import { basename, relative, resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isFolder } from '../io/files.js';
import { realPath } from './scan.js';

export interface WatchRequest {
  /** The folders (or files) with the stories. */
  readonly roots: readonly string[];
  /** Folders whose changes mean nothing: where the books go. */
  readonly excluded: readonly string[];
  /** How long it must be quiet before the work begins, in milliseconds. */
  readonly quiet: number;
  readonly signal: AbortSignal;
  /** Does the work: called once at the start, and again after changes; never twice at once. */
  readonly work: () => Promise<void>;
  /** Called when everything is done and it waits for changes. */
  readonly waiting: () => void;
}

/** How often it is looked whether a root is there, in milliseconds. */
const LOOKOUT = 500;

/**
 * Does the work, and again each time that stories below the roots changed, until aborted. Changes that come together
 * make one turn of work, those that come meanwhile make the next; a file that is still being written is waited for.
 */
export async function watch(request: WatchRequest): Promise<void> {
  const { roots, quiet, signal } = request;
  const { watch: chokidar } = await import('chokidar');
  const changes = new Changes();
  const watcher = chokidar([...roots].map(realPath), {
    ignoreInitial: true,
    // As the scan has it: a link to a folder may lead in a circle, or out of the folders given.
    followSymlinks: false,
    ignored: (path) => isPassedOver(path, request),
    // A story that an editor or a download still writes to is not whole.
    awaitWriteFinish: { stabilityThreshold: quiet, pollInterval: Math.max(20, quiet / 10) },
  });
  watcher.on('all', () => changes.note());
  watcher.on('error', () => changes.note());
  // A root that goes takes its watch with it, and with the last one the process would end: it is looked for until it is back.
  const gone = new Set<string>();
  const lookout = setInterval(() => {
    for (const root of roots) {
      const isThere = existsSync(root);
      if (isThere && gone.delete(root)) {
        watcher.add(realPath(root));
        changes.note();
      } else if (!isThere) gone.add(root);
    }
  }, LOOKOUT);
  const ready = new Promise<void>((resume) => watcher.once('ready', () => resume()));
  try {
    await ready;
    while (!signal.aborted) {
      await request.work();
      request.waiting();
      await changes.next(signal);
      await settle(changes, quiet, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(lookout);
    await watcher.close();
  }
}

/** Waits until nothing has changed for a while. */
async function settle(changes: Changes, quiet: number, signal: AbortSignal): Promise<void> {
  do {
    changes.clear();
    await delay(quiet, undefined, { signal });
  } while (changes.isPending);
}

/** Whether something has changed since it was last asked. */
class Changes {
  isPending = false;
  #wake: (() => void) | undefined;

  note(): void {
    this.isPending = true;
    this.#wake?.();
  }

  clear(): void {
    this.isPending = false;
  }

  /** Resolves at the next change, at once when there was one; rejects with the signal's reason. */
  async next(signal: AbortSignal): Promise<void> {
    if (this.isPending) return;
    await new Promise<void>((resume, reject) => {
      const abort = (): void => reject(signal.reason);
      this.#wake = () => {
        signal.removeEventListener('abort', abort);
        resume();
      };
      signal.addEventListener('abort', abort, { once: true });
    });
  }
}

function isPassedOver(path: string, { roots, excluded }: WatchRequest): boolean {
  const place = resolve(path);
  if (roots.some((root) => realPath(root) === place)) return false;
  if (excluded.some((folder) => isBelow(place, realPath(folder)))) return true;
  const name = basename(place);
  if (name === '.storybindignore') return false;
  if (name.startsWith('.') || name === 'node_modules') return true;
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const isForeign = name.endsWith('~') || (extension !== undefined && FOREIGN.has(extension));
  // A folder may be called as it likes.
  return isForeign && !isFolder(place);
}

/** What editors, browsers and downloads leave while they work. */
const FOREIGN: ReadonlySet<string> = new Set([
  'part',
  'crdownload',
  'download',
  'tmp',
  'temp',
  'swp',
  'swx',
  'bak',
  'lock',
]);

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && resolve(folder, way) === path);
}
