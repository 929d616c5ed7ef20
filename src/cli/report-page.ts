import { formatDiagnostic } from '../diagnostics/format.js';
import type { Diagnostic } from '../diagnostics/report.js';
import type { ReportedRun, ReportedStory } from './run-report.js';

/** The report as a page that needs nothing but itself: what failed first, then what was flagged, then all the rest. */
export function reportPage(run: ReportedRun): string {
  const failed = run.stories.filter(({ status }) => status === 'failed' || status === 'failed before');
  const flagged = run.stories.filter((story) => !failed.includes(story) && worthSaying(story).length > 0);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>storybind: what was bound</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>What was bound</h1>
<p class="place">${escaped(run.out)}</p>
${figures(run)}
${run.isWhole ? '' : '<p class="cut">The run was cut short; the next one goes on.</p>'}
${listOf('Failed', failed)}
${listOf('Flagged', flagged)}
${codesTable(run.stories)}
${booksTable(run.stories)}
</main>
<footer>storybind ${escaped(run.tool)}</footer>
</body>
</html>
`;
}

function figures({ counts }: ReportedRun): string {
  const named = [
    ['bound', counts.bound],
    ['as they were', counts.current],
    ['failed', counts.failed],
    ['removed', counts.pruned],
    ['without a story', counts.gone],
  ] as const;
  const items = named.filter(([, count], index) => index === 0 || count > 0);
  return `<dl class="figures">${items.map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`).join('')}</dl>`;
}

function listOf(heading: string, stories: readonly ReportedStory[]): string {
  if (stories.length === 0) return '';
  const items = stories.map((story) => {
    const lines = worthSaying(story).map((one) => `<li class="${one.severity}">${escaped(formatDiagnostic(one))}</li>`);
    const before = story.status === 'failed before' ? '<li>It failed before, and has not changed since.</li>' : '';
    return `<article><h3>${escaped(story.title ?? story.path)}</h3><p class="place">${escaped(story.path)}</p><ul>${lines.join('')}${before}</ul></article>`;
  });
  return `<section><h2>${heading} (${stories.length})</h2>${items.join('\n')}</section>`;
}

const worthSaying = ({ diagnostics }: ReportedStory): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');

function codesTable(stories: readonly ReportedStory[]): string {
  const counts = new Map<string, number>();
  for (const { code } of stories.flatMap(({ diagnostics }) => diagnostics))
    counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size === 0) return '';
  const rows = [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([code, count]) => `<tr><td>${escaped(code)}</td><td class="count">${count}</td></tr>`);
  return `<section><h2>What was said</h2><table><thead><tr><th>code</th><th>times</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function booksTable(stories: readonly ReportedStory[]): string {
  const rows = stories.map(
    ({ path, output, status, title, milliseconds }) =>
      `<tr><td>${escaped(title ?? '')}</td><td>${escaped(path)}</td><td>${escaped(output ?? '—')}</td><td>${status}</td><td class="count">${milliseconds ? Math.round(milliseconds) : ''}</td></tr>`,
  );
  return `<section><h2>All stories (${stories.length})</h2><div class="wide"><table><thead><tr><th>title</th><th>story</th><th>book</th><th>status</th><th>ms</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}');

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 Georgia, 'Times New Roman', serif; }
main, footer { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 2rem; font-weight: normal; margin-bottom: 0; }
h2 { font-size: 1.25rem; border-bottom: 1px solid; padding-bottom: .25rem; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin: 1rem 0 0; }
.place { margin: 0; opacity: .7; overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 2.5rem; margin: 1.5rem 0; }
.figures dt { opacity: .7; } .figures dd { margin: 0; font-size: 2rem; }
ul { margin: .25rem 0 0; padding-left: 1.25rem; } li { overflow-wrap: anywhere; }
.error, .cut { font-weight: bold; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .15rem 1.25rem .15rem 0; }
td { overflow-wrap: anywhere; } .count { text-align: right; font-variant-numeric: tabular-nums; }
`;
