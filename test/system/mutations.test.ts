import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkBook } from '../../src/check/index.js';
import { GOOD_BOOK, packBook } from '../books/mutations/good-book.js';
import { MUTATIONS } from '../books/mutations/table.js';
import { epubcheck, faults, type Verdict } from './support/epubcheck.js';
import { withBooks } from './support/temporary-books.js';

const INTRODUCTION = `# What the check catches

A small book without a fault is spoiled in one place, and both judges look at it. \`storybind check\` is our own rules, the
ones that every build runs; EPUBCheck is the official validator, 5.3. Where EPUBCheck says nothing, the book is valid and a
reader would be worse off all the same. This page is written by \`npm run test:system -- mutations -u\`; do not edit it.

Over random defects that nobody chose, \`npm run check:agreement\` measures how often both judges agree.
`;

test('docs/check.md shows what both judges say of every mutation', async () => {
  const parts = Object.entries(MUTATIONS);
  const books = parts.flatMap(([, list]) => list.map(({ make }) => make()));
  const [good, ...verdicts] = await withBooks([packBook(GOOD_BOOK), ...books], epubcheck);
  expect(faults(good as Verdict)).toEqual([]);
  const rows: string[] = [INTRODUCTION];
  let index = 0;
  for (const [part, list] of parts) {
    rows.push(`## ${part}\n`, '| the defect | storybind check | EPUBCheck |', '| --- | --- | --- |');
    for (const { name, make } of list) {
      const findings = await checkBook(make(), { depth: 'house' });
      const ours = [...new Set(findings.map(({ severity, code }) => `${severity} \`${code}\``))].slice(0, 3).join(', ');
      rows.push(`| ${name} | ${ours} | ${verdictOf(verdicts[index++] as Verdict)} |`);
    }
    rows.push('');
  }
  await expect(rows.join('\n')).toMatchFileSnapshot(fileURLToPath(new URL('../../docs/check.md', import.meta.url)));
});

const SHOWN: ReadonlySet<string> = new Set(['FATAL', 'ERROR', 'WARNING']);

function verdictOf({ messages, crash }: Verdict): string {
  if (crash !== '') return 'crashes';
  const shown = messages.filter(({ severity }) => SHOWN.has(severity));
  const ids = [...new Set(shown.map(({ severity, id }) => `${severity.toLowerCase()} ${id.replace('_', '-')}`))];
  return ids.length === 0 ? 'nothing' : ids.slice(0, 3).join(', ');
}
