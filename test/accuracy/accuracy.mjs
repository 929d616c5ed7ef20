// How well storybind understands the labelled stories: `npm run accuracy [-- --json | --write | --only NAME]`.
// Exits 1 when a figure falls below test/accuracy/result.json. docs/accuracy.md says what is measured.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCorpus } from './corpus.mjs';
import { inspector } from './inspect-story.mjs';
import { fallsBelow, gradeStory, reportOf } from './score.mjs';
import { missLines, tables } from './table.mjs';

const resultFile = new URL('./result.json', import.meta.url);
const pageFile = new URL('../../docs/accuracy.md', import.meta.url);

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    dist: { type: 'string', default: fileURLToPath(new URL('../../dist', import.meta.url)) },
  },
});

const inspectStory = await inspector(flags.dist);
const graded = [];
for (const story of (await loadCorpus()).filter(({ name }) => name.includes(flags.only))) {
  const { inspection, refusal } = await inspectStory(story);
  graded.push({ name: story.name, format: story.format, answers: gradeStory(story.label, inspection), refusal });
}
const report = reportOf(graded);
console.log(flags.json ? JSON.stringify(report, null, 2) : [...missLines(report), '', tables(report)].join('\n'));

if (flags.only === '') {
  if (flags.write) writeResult(report);
  else holdToFloor(report);
}

/** The floor of the next run, and the tables of the page. */
function writeResult({ misses: _misses, refusals: _refusals, ...figures }) {
  writeFileSync(resultFile, `${JSON.stringify(figures, null, 2)}\n`);
  const page = readFileSync(pageFile, 'utf8');
  const between = /(<!-- accuracy:begin -->\n)[\s\S]*(<!-- accuracy:end -->)/;
  writeFileSync(
    pageFile,
    page.replace(between, (_whole, begin, end) => `${begin}\n${tables(figures)}\n\n${end}`),
  );
}

function holdToFloor(now) {
  const lines = fallsBelow(now, JSON.parse(readFileSync(resultFile, 'utf8')));
  for (const line of lines) console.error(`below the floor: ${line}`);
  if (lines.length > 0) process.exitCode = 1;
}
