import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const MOMENTS = 50;
const STORIES = 48;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'storybind-faults-'));
  mkdirSync(join(root, 'stories'));
  for (let number = 0; number < STORIES; number += 1) {
    const body = `The tide turned ${number} times.\n\n`.repeat(3 + (number % 7) * 40);
    writeFileSync(join(root, `stories/tide-${number}.txt`), `Title: Tide ${number}\nAuthor: Bo Lind\n\n${body}`);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Ran {
  readonly exitCode: number | null;
  readonly stderr: string;
}

interface Wish {
  readonly out?: string;
  readonly stories?: string;
  /** Killed after so many milliseconds, as by a power cut. */
  readonly killedAfter?: number;
  /** The command and its arguments that this one runs under. */
  readonly under?: readonly string[];
  readonly flags?: readonly string[];
}

function build({ out = 'books', stories = 'stories', killedAfter, under = [], flags = [] }: Wish = {}): Promise<Ran> {
  const words = [...under, process.execPath, COMMAND, 'build', stories, '-o', out, '--no-cover', ...flags];
  const [command = '', ...args] = words;
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const timer = killedAfter === undefined ? undefined : setTimeout(() => kill(child.pid), killedAfter);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, stderr });
    });
  });
}

/** The process and those that it started. */
function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It had ended by itself.
  }
}

/** Each book with its hash. Every file that bears a book's name is a whole book. */
function booksIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.epub') && !name.startsWith('.storybind'),
  );
  return Object.fromEntries(
    names.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(root, folder, name)))
        .digest('hex'),
    ]),
  );
}

const leftOver = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /staging|\.moving|\.tmp/.test(name),
  );

/** The same moments in each run of the suite. */
function* moments(count: number, longest: number): Generator<number> {
  let state = 20_080_629;
  for (let index = 0; index < count; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield Math.floor((state / 2 ** 32) * longest);
  }
}

describe('a run over a collection', () => {
  test(`killed at ${MOMENTS} moments leaves whole books alone, and the next run finishes the work`, async () => {
    const start = Date.now();
    expect((await build({ out: 'reference' })).exitCode).toBe(0);
    const longest = Date.now() - start;
    const reference = booksIn('reference');
    expect(Object.keys(reference)).toHaveLength(STORIES);
    const stages = new Set<number>();
    for (const [index, moment] of [...moments(MOMENTS, longest)].entries()) {
      // Every second one starts over, so that kills fall early and late in the work.
      if (index % 2 === 0) rmSync(join(root, 'books'), { recursive: true, force: true });
      await build({ killedAfter: moment });
      const there = existsSync(join(root, 'books')) ? booksIn('books') : {};
      stages.add(Object.keys(there).length);
      for (const [name, hash] of Object.entries(there)) expect(`${name} ${hash}`).toBe(`${name} ${reference[name]}`);
    }
    const { exitCode, stderr } = await build();
    expect({ exitCode, isDamaged: /damaged/.test(stderr) }).toEqual({ exitCode: 0, isDamaged: false });
    expect(booksIn('books')).toEqual(reference);
    expect(leftOver('books')).toEqual([]);
    expect((await build()).stderr).toMatch(`0 bound, ${STORIES} as they were`);
    // The kills did not all fall before the first book or after the last.
    expect([...stages].filter((count) => count > 0 && count < STORIES).length).toBeGreaterThan(3);
  });

  test('on a disk that fills up stops with the reason, and goes on when there is room', async () => {
    const disk = join(root, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', disk]);
    try {
      const full = await build({ out: 'disk/books' });
      expect(full.exitCode).toBe(5);
      expect(full.stderr).toMatch(/disk is full|database or disk is full/);
      const partial = booksIn('disk/books');
      execFileSync('mount', ['-o', 'remount,size=64m', disk]);
      const { exitCode } = await build({ out: 'disk/books' });
      expect(exitCode).toBe(0);
      await build({ out: 'reference' });
      const whole = booksIn('disk/books');
      expect(whole).toEqual(booksIn('reference'));
      for (const [name, hash] of Object.entries(partial)) expect(whole[name]).toBe(hash);
      expect(leftOver('disk/books')).toEqual([]);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  test('into a folder that cannot be written to says so before it reads a story', async () => {
    const disk = join(root, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk]);
    try {
      const { exitCode, stderr } = await build({ out: 'disk/books' });
      expect(exitCode).toBe(5);
      expect(stderr).toMatch(/error output-unwritable: .*read-only/);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  test('binds a story that changes while it is read as it stands in the end', async () => {
    const path = join(root, 'stories/tide-0.txt');
    let isOver = false;
    const running = build({ flags: ['--workers', '1'] }).finally(() => {
      isOver = true;
    });
    for (let line = 0; !isOver; line += 1) {
      appendFileSync(path, `Line ${line}.\n\n`);
      await new Promise((resume) => setTimeout(resume, 1));
    }
    await running;
    const { exitCode } = await build();
    expect(exitCode).toBe(0);
    await build({ out: 'reference' });
    expect(booksIn('books')).toEqual(booksIn('reference'));
  });

  test('takes no harm from a clock that jumps', async () => {
    await build();
    const before = statSync(join(root, 'books/tide-1.epub')).mtimeMs;
    for (const year of ['2001', '2041']) {
      const { exitCode, stderr } = await build({ under: ['faketime', `${year}-01-01 12:00:00`] });
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/0 bound/);
    }
    writeFileSync(join(root, 'stories/tide-2.txt'), 'Title: Tide 2\n\nThe tide did not turn.\n');
    const { stderr } = await build({ under: ['faketime', '2001-01-01 12:00:00'] });
    expect(stderr).toMatch(/1 bound/);
    expect((await build()).stderr).toMatch(/0 bound/);
    expect(statSync(join(root, 'books/tide-1.epub')).mtimeMs).toBe(before);
  });
});
