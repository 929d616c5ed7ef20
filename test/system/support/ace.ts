import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.js';

const ace = fileURLToPath(new URL('../node_modules/@daisy/ace-cli/bin/ace.js', import.meta.url));

interface Assertion {
  readonly 'earl:testSubject'?: { readonly url?: string };
  readonly 'earl:test'?: { readonly 'dct:title'?: string; readonly 'earl:impact'?: string };
  readonly 'earl:result'?: { readonly 'earl:outcome'?: string; readonly 'dct:description'?: string };
  readonly assertions?: readonly Assertion[];
}

/** The violations that DAISY's Ace finds in the book, a line each; empty when there is none. */
export async function aceViolations(book: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'storybind-ace-'));
  try {
    const browser = join(folder, 'browser.sh');
    await writeFile(browser, `#!/bin/sh\nexec ${CHROMIUM} ${CHROMIUM_FLAGS.join(' ')} "$@"\n`);
    await chmod(browser, 0o755);
    await promisify(execFile)(
      process.execPath,
      [ace, '--silent', '--force', '--outdir', join(folder, 'report'), book],
      {
        env: { ...process.env, PUPPETEER_EXECUTABLE_PATH: browser, ACE_TIMEOUT_INITIAL: '60000' },
        maxBuffer: 1 << 26,
        timeout: 300_000,
      },
    );
    const report = JSON.parse(await readFile(join(folder, 'report', 'report.json'), 'utf8')) as Assertion;
    return violations(report, '');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function violations(assertion: Assertion, subject: string): readonly string[] {
  const here = assertion['earl:testSubject']?.url ?? subject;
  const test = assertion['earl:test'];
  const result = assertion['earl:result'];
  const own =
    !assertion.assertions && result?.['earl:outcome'] === 'fail'
      ? [`${test?.['earl:impact']} ${test?.['dct:title']} in ${here}: ${result['dct:description'] ?? ''}`]
      : [];
  return [...own, ...(assertion.assertions ?? []).flatMap((one) => violations(one, here))];
}
