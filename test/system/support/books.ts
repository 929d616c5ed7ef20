import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface BoundBook {
  readonly story: string;
  readonly book: string;
  /** `storybind inspect --json` of the story. */
  readonly inspected: Inspected;
}

export interface Inspected {
  readonly title: string;
  readonly counts: { readonly chapters: number; readonly words: number };
}

/**
 * The sample stories, bound by the built command into a folder of their own; and with them every story of the folders
 * that `STORYBIND_STORIES` names (separated by colons), for a keeper who wants to judge a collection.
 */
export async function bindStories(): Promise<readonly BoundBook[]> {
  const folders = [join(root, 'stories'), ...(process.env['STORYBIND_STORIES'] ?? '').split(':').filter(Boolean)];
  const found = await Promise.all(folders.map(storiesIn));
  const out = mkdtempSync(join(tmpdir(), 'storybind-books-'));
  const bound: BoundBook[] = [];
  for (const story of found.flat()) {
    const book = join(out, `${basename(story).replace(/[^\w.-]/g, '_')}.epub`);
    await run(['build', story, '-o', book, '--quiet']);
    bound.push({ story, book, inspected: JSON.parse(await run(['inspect', story, '--json'])) as Inspected });
  }
  return bound;
}

/** The story bound for each of the devices. */
export async function bindForDevices(story: string, devices: readonly string[]): Promise<readonly string[]> {
  const out = mkdtempSync(join(tmpdir(), 'storybind-devices-'));
  return Promise.all(
    devices.map(async (device) => {
      const book = join(out, `${device}.epub`);
      await run(['build', story, '--for', device, '-o', book, '--quiet']);
      return book;
    }),
  );
}

async function storiesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name))
    .sort();
}

/** The standard output of the built command. */
export async function run(args: readonly string[]): Promise<string> {
  const command = join(root, 'dist/cli/main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...args], { maxBuffer: 1 << 28, cwd: root });
  return stdout;
}
