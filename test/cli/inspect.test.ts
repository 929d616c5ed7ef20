import { describe, expect, it } from 'vitest';
import { filesIn, folderOf, RAIN, storybind } from '../support/storybind.js';

describe('storybind inspect', () => {
  it('prints what was understood as JSON, and writes nothing', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const { exitCode, stdout } = await storybind(['inspect', '--json', 'rain.txt'], { cwd });
    expect(exitCode).toBe(0);
    const inspection = JSON.parse(stdout);
    expect(inspection).toMatchObject({
      title: 'The Rain on Hollow Street',
      creators: ['Mara Quill'],
      language: 'en',
      summary: 'A lodger, a leak, and a letter that was never sent.',
      published: '2011-04-09',
      sections: [
        { role: 'chapter', title: 'The Lodger', sceneBreaks: 1 },
        { role: 'chapter', title: 'The Letter', sceneBreaks: 0 },
      ],
      counts: { chapters: 2, sceneBreaks: 1, images: 0, footnotes: 0 },
      reader: 'text',
      encoding: 'utf-8',
      receipts: { title: { line: 1, how: 'header line' }, creators: { line: 2 } },
    });
    expect(inspection.counts.words).toBe(inspection.sections[0].words + inspection.sections[1].words);
    expect(await filesIn(cwd)).toEqual(['rain.txt']);
  });

  it('shows people each field with its line, how it was read and how surely, then the outline', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const { stdout, stderr } = await storybind(['inspect', 'rain.txt'], { cwd });
    expect(stdout).toMatch(/^rain\.txt {2}read as text, utf-8\n/);
    expect(stdout).toMatch(/^ {2}Title +The Rain on Hollow Street +line 1 +header line +\d+ %$/m);
    expect(stdout).toMatch(/^ {2}Chapter 1 · The Lodger +chapter +\d+ words +1 scene break$/m);
    expect(stdout).toMatch(/^ {2}2 chapters · \d+ words · 1 scene break$/m);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('--set');
  });

  it('reads stdin', async () => {
    const { stdout } = await storybind(['inspect', '-', '--json', '--as', 'markdown'], {
      stdin: '# Rain\n\nIt rained.\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Rain', reader: 'markdown' });
  });

  it('ends with 3 and a line on stderr when there is no story to be had', async () => {
    const cwd = await folderOf({ 'empty.txt': '' });
    const { exitCode, stdout, stderr } = await storybind(['inspect', 'empty.txt'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^empty\.txt.*error input-empty/);
  });

  it('says why there is no story to a program too', async () => {
    const cwd = await folderOf({ 'empty.txt': '' });
    const { exitCode, stdout } = await storybind(['inspect', '--json', 'empty.txt'], { cwd });
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [expect.objectContaining({ code: 'input-empty', severity: 'error' })],
    });
  });

  it('leaves quietly when nobody reads on', async () => {
    const cwd = await folderOf({ 'rain.txt': `${RAIN}\n${'Chapter 3: More\n\nAnd more.\n\n'.repeat(2000)}` });
    const { execFile } = await import('node:child_process');
    const { COMMAND } = await import('../support/storybind.js');
    const line = `"${process.execPath}" "${COMMAND}" inspect --json rain.txt | head -c 10; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
      execFile('bash', ['-c', line], { cwd }, (_error, out, err) => resolve({ stdout: out, stderr: err }));
    });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().endsWith('0')).toBe(true);
  });
});
