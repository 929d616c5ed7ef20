import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runEpubCheck } from '../../src/io/epubcheck-jar.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storybind-jar-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A `java` that answers with these lines of shell. */
async function javaThat(lines: string): Promise<Readonly<Record<string, string>>> {
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/java'), `#!/bin/sh\n${lines}\n`);
  await chmod(join(folder, 'bin/java'), 0o755);
  return { JAVA_HOME: folder, EPUBCHECK_JAR: 'epubcheck.jar' };
}

describe.skipIf(process.platform === 'win32')('runEpubCheck', () => {
  test('takes over errors and warnings, with their ids and places, and nothing less', async () => {
    const messages = [
      { ID: 'RSC-005', severity: 'ERROR', message: 'no', locations: [{ path: 'EPUB/a.xhtml', line: 3, column: 7 }] },
      { ID: 'OPF-003', severity: 'USAGE', message: 'stray', locations: [] },
      { ID: 'PKG-010', severity: 'WARNING', message: 'space', locations: [{ path: 'b.epub', line: -1, column: -1 }] },
    ];
    const environment = await javaThat(`echo '${JSON.stringify({ messages })}'`);
    expect(await runEpubCheck('books/b.epub', { environment })).toEqual([
      {
        code: 'epubcheck-error',
        severity: 'error',
        message: 'RSC-005: no',
        file: 'books/b.epub/EPUB/a.xhtml',
        line: 3,
        column: 7,
      },
      { code: 'epubcheck-warning', severity: 'warning', message: 'PKG-010: space', file: 'books/b.epub' },
    ]);
  });

  test('runs the jar that is named, over the book', async () => {
    const environment = await javaThat(
      `printf '{"messages":[{"ID":"X","severity":"ERROR","message":"%s","locations":[]}]}' "$*"`,
    );
    const [finding] = await runEpubCheck('b.epub', { environment });
    expect(finding?.message).toBe('X: -jar epubcheck.jar --json - b.epub');
  });

  test('says so when there is no verdict', async () => {
    const environment = await javaThat('echo "class not found" >&2; exit 1');
    const [finding] = await runEpubCheck('b.epub', { environment });
    expect(finding).toMatchObject({
      code: 'epubcheck-unavailable',
      message: expect.stringContaining('class not found'),
    });
  });

  test('says so when it takes too long', async () => {
    const environment = await javaThat('exec sleep 60');
    const [finding] = await runEpubCheck('b.epub', { environment, timeout: 100 });
    expect(finding).toMatchObject({ code: 'epubcheck-unavailable', message: expect.stringContaining('stopped after') });
  });

  test('can be cancelled', async () => {
    const environment = await javaThat('exec sleep 60');
    const [finding] = await runEpubCheck('b.epub', { environment, signal: AbortSignal.timeout(100) });
    expect(finding).toMatchObject({ code: 'epubcheck-unavailable', message: expect.stringContaining('cancelled') });
  });
});

test('says what to install when Java is not here', async () => {
  const environment = { JAVA_HOME: join(tmpdir(), 'no-java-here'), EPUBCHECK_JAR: 'epubcheck.jar' };
  const [finding] = await runEpubCheck('b.epub', { environment });
  expect(finding).toMatchObject({ code: 'epubcheck-unavailable', message: expect.stringContaining('Install Java') });
});
