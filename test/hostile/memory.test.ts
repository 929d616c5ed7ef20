import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMAND, filesIn, folderOf } from '../support/storybind.js';
import { packZip } from '../support/zip.js';
import { docx, docxMembers, epub, fb2, odt, wordParagraph } from './support/files.js';

const REPORTER = fileURLToPath(new URL('support/report-peak.cjs', import.meta.url));
/** Against a hang, not a measure of speed: these machines do other things too. */
const HANG = 110_000;

interface Ended {
  readonly exitCode: number;
  readonly stderr: string;
  /** In mebibytes. */
  readonly peak: number;
  readonly left: readonly string[];
}

/** Runs the command on the file in a process of its own, with much more heap than it may use. */
async function run(name: string, content: string | Uint8Array, ...more: readonly string[]): Promise<Ended> {
  const cwd = await folderOf({ [name]: content });
  const args = [
    '--max-old-space-size=4096',
    '--require',
    REPORTER,
    COMMAND,
    'build',
    name,
    '--no-cover',
    '-q',
    ...more,
  ];
  const ended = await promisify(execFile)(process.execPath, args, { cwd, timeout: HANG, killSignal: 'SIGKILL' }).then(
    ({ stderr }) => ({ exitCode: 0, stderr }),
    (error: { code?: number; stderr?: string }) => ({ exitCode: error.code ?? -1, stderr: error.stderr ?? '' }),
  );
  const peak = Number(/peak (\d+) MiB/.exec(ended.stderr)?.[1] ?? Number.NaN);
  return { ...ended, peak, left: (await filesIn(cwd)).filter((file) => file !== name) };
}

const MEBIBYTE = 2 ** 20;
const repeated = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length));

/** Files that cost most for their size, from far too large to just within the limits. */
const FILES: readonly (readonly [string, string, () => string | Uint8Array])[] = [
  ['an HTML page of sixty megabytes of tags', 'rain.html', () => repeated('<b>x</b>', 60 * MEBIBYTE)],
  ['one tag of sixty megabytes', 'rain.html', () => `<p title="${'x'.repeat(60 * MEBIBYTE)}">rain</p>`],
  ['one attribute after another', 'rain.html', () => `<p ${repeated('a=1 ', 8 * MEBIBYTE)}>rain</p>`],
  ['as many paragraphs as are just borne', 'rain.html', () => repeated('<p>a</p>', 1_080_000)],
  ['as many list items as are just borne', 'rain.md', () => repeated('- a\n', 104_000)],
  ['two million headings', 'rain.md', () => repeated('# a\n\n', 10 * MEBIBYTE)],
  ['sixty megabytes of quote marks', 'rain.md', () => repeated('> ', 60 * MEBIBYTE)],
  ['sixty megabytes of line ends', 'rain.txt', () => `a${repeated('\n', 60 * MEBIBYTE)}b`],
  [
    'twenty thousand chapters',
    'rain.txt',
    () => Array.from({ length: 20_000 }, (_, at) => `Chapter ${at + 1}\n\nRain.\n\n`).join(''),
  ],
  ['a DOCX of sixty megabytes of runs', 'rain.docx', () => docx(repeated(wordParagraph('a'), 60 * MEBIBYTE))],
  [
    'a DOCX as large as is just borne',
    'rain.docx',
    () => docx(`<w:p><w:r>${repeated('<w:t>a</w:t><w:br/>', 1_400_000)}</w:r></w:p>`),
  ],
  [
    'an ODT of sixty megabytes of breaks',
    'rain.odt',
    () => odt(`<text:p>${repeated('<text:line-break/>', 60 * MEBIBYTE)}</text:p>`),
  ],
  [
    'a FictionBook of as many verses as are just borne',
    'rain.fb2',
    () => fb2(`<poem>${repeated('<stanza><v>a</v></stanza>', 2_400_000)}</poem>`),
  ],
  [
    'an EPUB of sixty megabytes of breaks',
    'rain.epub',
    () => epub({ body: `<p>${repeated('a<br/>', 60 * MEBIBYTE)}</p>` }),
  ],
  [
    'an EPUB of as many breaks as are just borne',
    'rain.epub',
    () => epub({ body: `<p>${repeated('a<br/>', 800_000)}</p>` }),
  ],
  [
    'a ZIP bomb of a gigabyte',
    'rain.docx',
    () =>
      packZip([...docxMembers('').slice(0, 2), { path: 'word/document.xml', bytes: new Uint8Array(1000 * MEBIBYTE) }]),
  ],
];

describe('the memory of a run', () => {
  it.each(FILES)('stays below a gibibyte: %s', { timeout: HANG + 10_000 }, async (_name, file, make) => {
    const { exitCode, stderr, peak, left } = await run(file, make());
    expect([0, 3], stderr).toContain(exitCode);
    expect(left).toEqual(exitCode === 0 ? ['out/rain.epub'] : []);
    if (exitCode === 3) expect(stderr).toMatch(/error input-(?:too-large|empty|damaged|unreadable)/);
    expect(stderr).not.toContain('defect');
    expect(peak).toBeLessThan(1024);
  });

  it('stays below what it is given', { timeout: HANG + 10_000 }, async () => {
    const { exitCode, peak } = await run('rain.html', repeated('<p>a</p>', 130_000), '--memory', '300M');
    expect(exitCode).toBe(0);
    expect(peak).toBeLessThan(300);
    const refused = await run('rain.html', repeated('<p>a</p>', 1_000_000), '--memory', '300M');
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toMatch(/input-too-large: .*300 MiB.*--memory \d+M/);
    expect(refused.peak).toBeLessThan(300);
  });

  it.each(['0', '12', '1M', 'much', '-1G', '1e9G'])('cannot be %s', async (size) => {
    const { exitCode, stderr } = await run('rain.txt', 'It rained.', '--memory', size);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('256 MiB');
  });
});
