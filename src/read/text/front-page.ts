import { type Contribution, Draft, type Known, type Statement } from './front-page/draft.js';
import { BANNER } from './front-page/forms.js';
import { takeMarkedLines, takeRepeats } from './front-page/marked-lines.js';
import { takeAuthorLine, takeRemainder, takeTitle } from './front-page/unmarked-lines.js';
import { frontPageEnd, opensStory } from './front-page/zone.js';
import type { Layout } from './layout-class.js';
import { type Line, setApart } from './lines.js';
import { isCapitals, isCentred } from './title-line.js';

export interface FrontPage {
  readonly title?: Statement;
  readonly subtitle?: Statement;
  readonly authors: readonly Statement[];
  /** Those who had another part in it. */
  readonly contributors: readonly Contribution[];
  readonly date?: Statement;
  readonly rating?: Statement;
  readonly rights?: Statement;
  readonly dedication?: Statement;
  /** Lines that only a title page has, and that state none of these: the publisher, the printer. */
  readonly rest: readonly Line[];
  /** The story's lines, with those of the page that may be its own: an epigraph. */
  readonly after: readonly Line[];
}

/** What the lines before the story state of it without labels: title, byline, year, ©. */
export function readFrontPage(lines: readonly Line[], layout: Layout, known: Known): FrontPage {
  const draft = new Draft(lines, frontPageEnd(lines, layout), layout, known);
  takeRepeats(draft);
  takeMarkedLines(draft);
  takeTitle(draft);
  takeAuthorLine(draft);
  takeRemainder(draft);
  return pageOf(draft);
}

function pageOf(draft: Draft): FrontPage {
  const { title, subtitle, authors, contributors, date, rating, rights, dedication, lines, end } = draft;
  const left = draft.untaken();
  const isPage = draft.hasTaken && opensStory(lines, end);
  const printed = left.filter((at) => isPage && isPrinted(draft.line(at), draft.layout));
  const rest = [...draft.aside, ...printed].sort((one, other) => one - other);
  const own = left.filter((at) => !printed.includes(at));
  return {
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    authors,
    contributors,
    ...(date && { date }),
    ...(rating && { rating }),
    ...(rights && { rights }),
    ...(dedication && { dedication }),
    rest: rest.map((at) => draft.line(at)),
    after: [...own.map((at) => keptLine(draft, at)), ...lines.slice(end)],
  };
}

/** A line that stays, set apart from one above it that does not. */
const keptLine = (draft: Draft, at: number): Line =>
  draft.isTaken(at - 1) ? setApart(draft.line(at)) : draft.line(at);

/** In capitals, set in the middle, or an address: no sentence of the story. */
const isPrinted = (line: Line, layout: Layout): boolean =>
  isCapitals(line.text) || isCentred(line, layout) || BANNER.test(line.text);
