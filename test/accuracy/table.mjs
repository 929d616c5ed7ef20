// The report for people: tables in Markdown, which read well in a terminal too.

const percent = (ratio) => (100 * ratio).toFixed(1);

function table(head, rows) {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at].length)));
  const line = (cells) =>
    `| ${cells.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const ANSWERS = ['stated', 'right', 'wrong', 'missed', 'invented'];
const RATIOS = ['precision', 'recall', 'f1', 'share'];
const cells = (figures) => [
  ...ANSWERS.map((key) => String(figures[key])),
  ...RATIOS.map((key) => percent(figures[key])),
];
const HEAD = [...ANSWERS, 'precision %', 'recall %', 'F1 %', 'right answers %'];

/** The figures by field and by format. */
export function tables({ stories, perfect, overall, fields, formats }) {
  const byField = Object.entries(fields).map(([field, figures]) => [field, ...cells(figures)]);
  const byFormat = Object.entries(formats).map(([format, figures]) => [
    format,
    String(figures.stories),
    ...cells(figures),
  ]);
  return [
    table(['field', ...HEAD], [...byField, ['all', ...cells(overall)]]),
    table(['format', 'stories', ...HEAD], [...byFormat, ['all', String(stories), ...cells(overall)]]),
    `${perfect} of ${stories} stories are understood without a single miss.`,
  ].join('\n\n');
}

/** A line a miss: story, field, what was wanted, what was got; and a line a story that was refused. */
export const missLines = ({ misses, refusals }) => [
  ...misses.map(({ story, field, outcome, wanted, got }) =>
    [story, field, outcome, `wanted ${shown(wanted)}`, `got ${shown(got)}`].join('  '),
  ),
  ...refusals.map(({ story, refusal }) => `${story}  refused: ${refusal}`),
];

const shown = (value) => (value === '' ? 'nothing' : `\`${value.slice(0, 80)}\``);
