import { describe, expect, it } from 'vitest';
import { codeFrame, formatDiagnostic } from '../../src/diagnostics/format.js';
import { diagnostic } from '../../src/diagnostics/report.js';

const at = (line: number, column?: number) =>
  diagnostic('date-invalid', '`Smarch 5th` is no date.', {
    file: 'rain.txt',
    line,
    ...(column !== undefined && { column }),
  });

describe('formatDiagnostic', () => {
  it('says place, severity, code and message in one line', () => {
    expect(formatDiagnostic(at(3, 12))).toBe('rain.txt:3:12: warning date-invalid: `Smarch 5th` is no date.');
  });

  it('leaves out what is not known of the place', () => {
    expect(formatDiagnostic(at(3))).toBe('rain.txt:3: warning date-invalid: `Smarch 5th` is no date.');
    expect(formatDiagnostic(diagnostic('input-empty', 'Nothing.', { file: 'a.txt' }))).toBe(
      'a.txt: error input-empty: Nothing.',
    );
    expect(formatDiagnostic(diagnostic('defect', 'Oh.'))).toBe('error defect: Oh.');
  });

  it('lets nothing through that commands a terminal or turns its line around', () => {
    const line = formatDiagnostic(diagnostic('date-invalid', 'a\u001b[2Jb\u202ec\rd', { file: 'x\u0007.txt' }));
    expect(line).toBe('x\ufffd.txt: warning date-invalid: a\ufffd[2Jb\ufffdc\ufffdd');
  });
});

describe('codeFrame', () => {
  const text = 'Title: The Rain\n\nPublished: Smarch 5th\n日付: なし\n';

  it('shows the line with a caret below the column', () => {
    expect(codeFrame(at(3, 12), text)).toBe('3 | Published: Smarch 5th\n  |            ^');
  });

  it('keeps the caret below its character after wide ones', () => {
    expect(codeFrame(at(4, 5), text)).toBe('4 | 日付: なし\n  | \u3000\u3000  ^');
  });

  it('shows nothing where there is nothing to see', () => {
    expect(codeFrame(at(2), text)).toBeUndefined();
    expect(codeFrame(at(99), text)).toBeUndefined();
    expect(codeFrame(diagnostic('defect', 'Oh.'), text)).toBeUndefined();
  });

  it('cuts a long line to what is around the column', () => {
    const frame = codeFrame(at(1, 5000), `${'word '.repeat(990)}here it is${' and on'.repeat(100_000)}`);
    const [line, caret] = frame?.split('\n') ?? [];
    expect(line?.length).toBeLessThan(90);
    expect(line).toMatch(/^1 \| ….*…$/);
    expect(caret?.trimEnd()).toMatch(/\^$/);
  });
});
