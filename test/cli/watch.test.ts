import { appendFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderOf, RAIN, start, storybind } from '../support/storybind.js';

const story = (title: string): string => `Title: ${title}\n\nThe lamp in ${title} burned all night.\n`;

interface Watching {
  readonly cwd: string;
  /** Resolves when it has said that it waits, so many times. */
  readonly waits: (times: number) => Promise<void>;
  readonly said: () => string;
  readonly interrupt: () => Promise<number | null>;
}

async function watching(files: Readonly<Record<string, string>>, ...flags: string[]): Promise<Watching> {
  const cwd = await folderOf(files);
  const child = start(['watch', 'stories', '-o', 'books', '--no-cover', '--quiet-time', '100', ...flags], { cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>((resume) => child.once('exit', (code) => resume(code)));
  return {
    cwd,
    said: () => said,
    waits: async (times) => {
      while (said.split('watching; Ctrl-C ends it').length - 1 < times) {
        await new Promise((resume) => setTimeout(resume, 25));
      }
    },
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

const titles = async (cwd: string): Promise<readonly string[]> => {
  const { stdout } = await storybind(['search', '-o', 'books', '--json'], { cwd });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).metadata.title as string);
};

/** Resolves when the catalogue has just these stories; the test's own time is the limit. */
async function untilTitles(cwd: string, wanted: readonly string[]): Promise<void> {
  while (JSON.stringify(await titles(cwd)) !== JSON.stringify(wanted)) {
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

describe('storybind watch', () => {
  it('waits for a folder that goes, and binds what it holds when it is back', async () => {
    const { cwd, waits, said, interrupt } = await watching({ 'stories/rain.txt': RAIN });
    await waits(1);
    await rename(join(cwd, 'stories'), join(cwd, 'elsewhere'));
    await waits(2);
    // Longer than it takes to see that it is gone.
    await new Promise((resume) => setTimeout(resume, 1500));
    await writeFile(join(cwd, 'elsewhere/new.txt'), story('The New One'));
    await rename(join(cwd, 'elsewhere'), join(cwd, 'stories'));
    await untilTitles(cwd, ['The New One', 'The Rain on Hollow Street']);
    expect(said()).not.toContain('defect');
    expect(await interrupt()).toBe(130);
  });

  it('ends with 3 where there is no such folder', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const { exitCode, stderr } = await storybind(['watch', 'storys', '-o', 'books'], { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('storys: error input-missing');
  });

  it('binds what there is, then what comes, changes and goes, until it is interrupted', async () => {
    const { cwd, waits, interrupt } = await watching({ 'stories/rain.txt': RAIN }, '--prune');
    await waits(1);
    await mkdir(join(cwd, 'stories/new'));
    await writeFile(join(cwd, 'stories/new/lamp.txt'), story('Lamp'));
    await untilTitles(cwd, ['Lamp', 'The Rain on Hollow Street']);
    await writeFile(join(cwd, 'stories/new/lamp.txt'), story('Lantern'));
    await untilTitles(cwd, ['Lantern', 'The Rain on Hollow Street']);
    await rm(join(cwd, 'stories/rain.txt'));
    await untilTitles(cwd, ['Lantern']);
    expect(await interrupt()).toBe(130);
  }, 60_000);

  it('does not bind a story while it is still being written', async () => {
    const { cwd, waits } = await watching({ 'stories/rain.txt': RAIN }, '--json');
    await waits(1);
    const path = join(cwd, 'stories/slow.txt');
    const lines = Array.from({ length: 20 }, (_, line) => `Line ${line} of a slow download.\n\n`);
    await writeFile(path, 'Title: Slow\n\n');
    for (const line of lines) {
      appendFileSync(path, line);
      await new Promise((resume) => setTimeout(resume, 20));
    }
    await waits(2);
    const { stdout } = await storybind(['search', '-o', 'books', 'download', '--json'], { cwd });
    expect(JSON.parse(stdout).metadata.counts.words).toBe(120);
  }, 60_000);

  it('says a story that cannot be bound, and binds it when it has been mended', async () => {
    const { cwd, waits, said } = await watching({ 'stories/rain.txt': RAIN, 'stories/empty.txt': '' });
    await waits(1);
    expect(said()).toMatch(/stories\/empty\.txt: error input-empty/);
    await writeFile(join(cwd, 'stories/empty.txt.part'), story('Mended'));
    await rename(join(cwd, 'stories/empty.txt.part'), join(cwd, 'stories/empty.txt'));
    await waits(2);
    expect((await readdir(join(cwd, 'books'))).filter((name) => name.endsWith('.epub')).sort()).toEqual([
      'empty.epub',
      'rain.epub',
    ]);
  }, 60_000);

  it('sees what the scan sees: a folder of any name, and none behind a link that leads out', async () => {
    const { cwd, waits, said } = await watching({ 'stories/rain.txt': RAIN, 'stories/old.bak/.keep': '' });
    await waits(1);
    await mkdir(join(cwd, 'elsewhere'));
    await symlink(join(cwd, 'elsewhere'), join(cwd, 'stories/link'));
    await writeFile(join(cwd, 'stories/old.bak/lamp.txt'), story('Lamp'));
    await untilTitles(cwd, ['Lamp', 'The Rain on Hollow Street']);
    const runs = said().split('watching;').length;
    await writeFile(join(cwd, 'elsewhere/far.txt'), story('Far'));
    await new Promise((resume) => setTimeout(resume, 1000));
    expect(said().split('watching;').length - runs).toBeLessThanOrEqual(1);
    expect(await titles(cwd)).toEqual(['Lamp', 'The Rain on Hollow Street']);
  }, 60_000);

  it('takes no heed of the books that it writes itself', async () => {
    const cwd = await folderOf({ 'stories/rain.txt': RAIN });
    const child = start(['watch', 'stories', '-o', 'stories/books', '--no-cover', '--quiet-time', '50'], { cwd });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    while (!said.includes('watching;')) await new Promise((resume) => setTimeout(resume, 25));
    await new Promise((resume) => setTimeout(resume, 1000));
    expect(said.split('watching;')).toHaveLength(2);
  }, 60_000);
});
