import { join } from 'node:path';
import type { Catalogue } from '../collection/catalogue/catalogue.js';
import { type FoundBook, requireCatalogue, search, statusOf, type Tally } from '../collection/catalogue/look.js';
import { catalogueUnreadable, readCatalogue } from '../collection/catalogue/open.js';
import { parseQuery } from '../collection/catalogue/query.js';
import { onOneLine } from '../diagnostics/format.js';
import { systemErrorCode } from '../io/system-errors.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { DEFAULT_FOLDER } from './output-paths.js';
import type { SearchFlags } from './search.js';
import type { StatusFlags } from './status.js';
import { counted, type Ui } from './ui.js';

/** Prints the books that the query asks for. */
export async function showSearch(text: string, flags: SearchFlags, ui: Ui): Promise<ExitCode> {
  const out = flags.output ?? DEFAULT_FOLDER;
  const query = parseQuery(text);
  const found = withCatalogue(out, (catalogue) => search(catalogue, query, flags.limit));
  for (const book of found) await ui.data(flags.json ? `${JSON.stringify(book)}\n` : bookLines(book, out, ui));
  if (!flags.json) ui.say(found.length === 0 ? 'nothing found' : `${counted(found.length, 'book')} found`);
  return EXIT.written;
}

function bookLines({ path, output, metadata }: FoundBook, out: string, ui: Ui): string {
  const { title, creators, counts, series, fandoms, relationships, rating, language } = metadata;
  const by = creators.length > 0 ? ` by ${creators.join(', ')}` : '';
  const about = [
    counted(counts.words, 'word'),
    ...(rating === null ? [] : [rating]),
    ...(language === null ? [] : [language]),
    ...series.map(({ name, position }) => (position === null ? name : `${name} #${position}`)),
    ...fandoms,
    ...relationships,
  ];
  const place = output === null ? path : join(out, output);
  const heading = ui.paintData('bold', onOneLine(title ?? path));
  return `${heading}${onOneLine(by)}\n  ${onOneLine(about.join(' · '))}\n  ${ui.paintData('dim', onOneLine(place))}\n`;
}

/** Prints how it stands with the folder of books. */
export async function showStatus(folder: string | undefined, flags: StatusFlags, ui: Ui): Promise<ExitCode> {
  const out = folder ?? DEFAULT_FOLDER;
  const status = withCatalogue(out, statusOf);
  if (flags.json) {
    await ui.data(`${JSON.stringify(status)}\n`);
    return EXIT.written;
  }
  const megabytes = `${(status.size / 1e6).toFixed(1)} MB`;
  const lines = [
    `${ui.paintData('bold', out)}  ${counted(status.bound, 'book')} · ${counted(status.words, 'word')} · ${megabytes}`,
    ...(status.lastBound === null ? [] : [`last bound  ${status.lastBound}`]),
    ...(status.languages.length === 0 ? [] : [`languages   ${tallied(status.languages)}`]),
    ...(status.codes.length === 0 ? [] : [`said        ${tallied(status.codes)}`]),
    ...(status.failed === 0 ? [] : [`failed      ${status.failed}; --retry-failed tries them again`]),
    ...status.failures.map(
      ({ path, diagnostics }) => `  ${onOneLine(`${path}: ${diagnostics.at(-1)?.message ?? ''}`)}`,
    ),
  ];
  await ui.data(`${lines.join('\n')}\n`);
  return EXIT.written;
}

const MOST_TALLIED = 12;

function tallied(tallies: readonly Tally[]): string {
  const shown = tallies.slice(0, MOST_TALLIED).map(({ name, count }) => `${name} ${count}`);
  const more = tallies.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(' · ');
}

/** What the work makes of the folder’s catalogue. Throws `catalogue-missing` and `catalogue-unreadable`. */
export function withCatalogue<Result>(out: string, work: (catalogue: Catalogue) => Result): Result {
  const catalogue = requireCatalogue(readCatalogue(out), out);
  try {
    return work(catalogue);
  } catch (cause) {
    throw systemErrorCode(cause)?.includes('SQLITE') ? catalogueUnreadable(out, cause) : cause;
  } finally {
    catalogue.close();
  }
}
