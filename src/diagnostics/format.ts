import type { Diagnostic } from './report.js';

/** One line a diagnostic, as editors and people read it: `story.md:12:3: warning image-missing: …`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = formatPlace(diagnostic);
  const { severity, code, message } = diagnostic;
  return onOneLine(`${place && `${place}: `}${severity} ${code}: ${message}`);
}

/** Where it is: `story.md:12:3`, or as much of that as is known. */
export function formatPlace({ file, line, column }: Pick<Diagnostic, 'file' | 'line' | 'column'>): string {
  const place = [file ?? '', line, line === undefined ? undefined : column];
  return place.filter((part) => part !== undefined && part !== '').join(':');
}

/** How much of a long line is shown, and how much of that before the column. */
const FRAME_WIDTH = 76;
const FRAME_LEAD = 30;

/**
 * The line that the diagnostic is about, with a caret below its column; undefined where the text has no such line, or
 * a blank one. `text` is the whole of the file with line feeds.
 *
 *     3 | Published: Smarch 5th
 *       |            ^
 */
export function codeFrame({ line, column = 1 }: Diagnostic, text: string): string | undefined {
  const source = line === undefined ? undefined : lineAt(text, line);
  if (source === undefined || source.trim() === '') return undefined;
  const at = Math.min(Math.max(column - 1, 0), source.length);
  const start = at > FRAME_WIDTH - FRAME_LEAD ? at - FRAME_LEAD : 0;
  const before = printable(`${start > 0 ? '…' : ''}${source.slice(start, at)}`);
  const after = printable(source.slice(at, start + FRAME_WIDTH));
  const more = start + FRAME_WIDTH < source.length ? '…' : '';
  const gutter = ' '.repeat(String(line).length);
  return `${line} | ${before}${after}${more}\n${gutter} | ${blankOut(before)}^`;
}

function lineAt(text: string, line: number): string | undefined {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** As much room as the text takes in a terminal, where Han, kana and hangul are two columns wide and marks none. */
const blankOut = (text: string): string =>
  text
    .replace(/\p{M}/gu, '')
    .replace(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g, '\u3000')
    .replace(/[^\t\u3000]/gu, ' ');

/** The text as one line of a terminal: the system lets a name hold anything. */
export const onOneLine = (text: string): string => printable(text).replace(/[\t\n]/g, '\ufffd');

/** The text without what could command a terminal or turn its line around: controls and direction overrides. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
