// What the runs came to, as text.

/** Counts verdicts as they come; `lines` shows them. */
export function tally(readerOf) {
  const rows = new Map();
  const add = (verdict) => {
    const reader = readerOf(verdict.index);
    const row = rows.get(reader) ?? {
      runs: 0,
      books: 0,
      failures: 0,
      refusals: new Map(),
      slowest: 0,
      slowestIndex: 0,
    };
    rows.set(reader, row);
    row.runs += 1;
    if (verdict.outcome === 'book') row.books += 1;
    if (verdict.outcome === 'failure') row.failures += 1;
    if (verdict.outcome === 'refusal') row.refusals.set(verdict.code, (row.refusals.get(verdict.code) ?? 0) + 1);
    if (verdict.milliseconds > row.slowest)
      Object.assign(row, { slowest: verdict.milliseconds, slowestIndex: verdict.index });
  };
  return { add, lines: () => [HEAD, ...[...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(line)] };
}

const HEAD = 'reader       runs   books  failures   slowest (index)      refusals';

function line([reader, { runs, books, failures, refusals, slowest, slowestIndex }]) {
  const codes = [...refusals].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`);
  const time = `${slowest.toFixed(0).padStart(6)} ms (${slowestIndex})`;
  const numbers = [runs, books].map((number) => String(number).padStart(7)).join(' ');
  return `${reader.padEnd(9)} ${numbers} ${String(failures).padStart(9)} ${time.padEnd(20)}   ${codes.join(', ')}`;
}

/** The same problem once, however often it came: numbers and quoted values do not tell problems apart. */
export const kindOf = ({ kind, problem }) =>
  `${kind}: ${problem
    .split('\n')[0]
    .replace(/`[^`]*`/g, '`…`')
    .replace(/\d+/g, 'n')
    .slice(0, 160)}`;
