/** The cells of a line; a row may be shorter than others. */
export type Row = readonly string[];

/** The rows with their cells below one another, indented by two. Colours and wide characters are reckoned with. */
export function renderTable(rows: readonly Row[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    if (row.length === 1) continue;
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) => renderRow(row, widths)).join('\n');
}

function renderRow(row: Row, widths: readonly number[]): string {
  const cells = row.map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(cell))));
  return `  ${cells.join('  ')}`.trimEnd();
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns the text takes in a terminal: none for marks, two for Han, kana, hangul and most emoji. */
export function displayWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours' own sequences.
  const visible = text.replace(/\u001b\[\d+m|[\p{M}\p{Cf}]/gu, '');
  let width = 0;
  for (const character of visible) width += WIDE.test(character) ? 2 : 1;
  return width;
}
