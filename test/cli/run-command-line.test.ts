import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import type { Output, Surroundings } from '../../src/cli/ui.js';
import { filesIn, folderOf, RAIN, start, storybind } from '../support/storybind.js';

class Recorder implements Output {
  readonly isTTY: boolean;
  text = '';

  constructor(isTTY = false) {
    this.isTTY = isTTY;
  }

  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): void {
    this.text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    done();
  }
}

async function* stdinOf(text: string) {
  yield new TextEncoder().encode(text);
}

function surroundings(
  changes: Partial<Surroundings> & { readonly isTerminal?: readonly ('stdout' | 'stderr')[] } = {},
) {
  const { isTerminal = [], ...others } = changes;
  const signal = new AbortController().signal;
  const [stdout, stderr] = (['stdout', 'stderr'] as const).map((name) => new Recorder(isTerminal.includes(name)));
  return { stdin: stdinOf(RAIN), variables: {}, signal, ...others, stdout: stdout!, stderr: stderr! };
}

/** A stdin that fails as only a defect fails. */
const broken: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('x is not a function')) }),
};

describe('a defect', () => {
  it('is one calm line, without a stack, and exit code 1', async () => {
    const around = surroundings({ stdin: broken });
    expect(await runCommandLine(['inspect', '-'], around)).toBe(1);
    expect(around.stderr.text).toMatch(/^error defect: .*x is not a function.*report.*\n$/);
  });

  it('of one story of a build names the story', async () => {
    const around = surroundings({ stdin: broken });
    expect(await runCommandLine(['build', '-', '-o', '-'], around)).toBe(1);
    expect(around.stderr.text).toMatch(/^-: error defect: .*\n$/);
    expect(around.stdout.text).toBe('');
  });

  it('shows where it happened to those who ask', async () => {
    const around = surroundings({ stdin: broken, variables: { STORYBIND_DEBUG: '1' } });
    await runCommandLine(['inspect', '-'], around);
    expect(around.stderr.text).toContain('at ');
  });
});

describe('a run that ends before its time', () => {
  it.each([
    ['device-missing', 3, ['load', 'rain.epub', '--to', '/no/such/place']],
    ['catalogue-missing', 3, ['status', '/no/such/place']],
    ['defect', 1, ['inspect', '-']],
  ])('says why (%s) to people, and with --json to programs', async (code, exit, words) => {
    const said = surroundings({ stdin: broken });
    const exitCode = await runCommandLine(words, said);
    expect(exitCode).toBe(exit);
    expect(said.stderr.text).toContain(`error ${code}`);
    expect(said.stdout.text).toBe('');

    const asJson = surroundings({ stdin: broken });
    expect(await runCommandLine([...words, '--json'], asJson)).toBe(exitCode);
    expect(asJson.stderr.text).toBe(said.stderr.text);
    expect(JSON.parse(asJson.stdout.text)).toEqual({ diagnostics: [expect.objectContaining({ code })] });
  });
});

describe('at a terminal', () => {
  it('progress comes and goes on stderr, and colours are used', async () => {
    const around = surroundings({ isTerminal: ['stderr'] });
    expect(await runCommandLine(['inspect', '-', '--json'], around)).toBe(0);
    expect(around.stderr.text).toContain('reading -');
    expect(around.stderr.text.endsWith('\r\u001b[K')).toBe(true);
    expect(JSON.parse(around.stdout.text).title).toBe('The Rain on Hollow Street');
  });

  it('no book is printed', async () => {
    const around = surroundings({ isTerminal: ['stdout'] });
    expect(await runCommandLine(['build', '-', '-o', '-'], around)).toBe(2);
    expect(around.stdout.text).toBe('');
  });

  it('NO_COLOR is heeded', async () => {
    const around = surroundings({
      stderr: new Recorder(true),
      stdout: new Recorder(true),
      variables: { NO_COLOR: '1' },
    });
    await runCommandLine(['inspect', '-'], around);
    expect(around.stdout.text).not.toContain('\u001b');
  });
});

describe('Ctrl-C', () => {
  it('ends the run with 130 and leaves nothing half-written', async () => {
    const cwd = await folderOf();
    const child = start(['build', '-'], { cwd });
    const closed = once(child, 'close');
    // More than a pipe holds: once all of it is taken, the command is reading.
    await new Promise((taken) => child.stdin?.write(RAIN.repeat(2000), taken));
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
    expect(await filesIn(cwd)).toEqual([]);
  });

  it('stops a build between its stages', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const around = surroundings({ signal: AbortSignal.abort() });
    expect(await runCommandLine(['build', join(cwd, 'rain.txt'), '-o', join(cwd, 'rain.epub')], around)).toBe(130);
    expect(await filesIn(cwd)).toEqual(['rain.txt']);
  });
});

describe('storybind check', () => {
  it('finds a book of ours valid, and a file that is no book invalid', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN, 'no.epub': 'no book' });
    await storybind(['build', 'rain.txt', '--no-cover'], { cwd });
    const good = await storybind(['check', 'out/rain.epub', '--json'], { cwd });
    expect(good).toMatchObject({ exitCode: 0, stderr: 'out/rain.epub  valid\n' });
    expect(JSON.parse(good.stdout)).toEqual({ file: 'out/rain.epub', isValid: true, diagnostics: [] });
    const bad = await storybind(['check', 'no.epub', 'nothing.epub'], { cwd });
    expect(bad.exitCode).toBe(3);
    expect(bad.stderr).toMatch(/^no\.epub {2}invalid · \d+ error/m);
    expect(bad.stderr).toMatch(/nothing\.epub: error input-missing/);
  });
});
