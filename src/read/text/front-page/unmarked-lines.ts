import { readDate } from '../../../text/dates.js';
import { readTitle } from '../../header/values.js';
import { judgeSceneBreak } from '../../vocabulary/scene-breaks.js';
import { endsSentence, type Line, widthOf } from '../lines.js';
import { cleanName, isEastAsianName, nameLikeness } from '../person-name.js';
import { isCapitals, isCentred, isTitleCase, isUnderline, titleLikeness, titleText } from '../title-line.js';
import type { Draft } from './draft.js';
import { ADDRESS, BANNER, DEDICATION, isByline } from './forms.js';
import { takeAuthor, withoutYear } from './marked-lines.js';
import { authorLikeness, isBetweenTitleAndStory } from './unmarked-author.js';

/** Takes the first line that can be a title, or the second below its author's name. */
export function takeTitle(draft: Draft): void {
  if (draft.hasTitle) return;
  const [first, second] = draft.untaken().filter((at) => canBeTitle(draft, at));
  if (first === undefined) return;
  const isName = second !== undefined && isAuthorAbove(draft, first, second);
  setTitle(draft, isName ? second : first);
  if (isName && takeAuthor(draft, first, draft.line(first).text)) draft.take(first);
}

/** A line that speaks of modems is an advert, or, over a byline, a story of them. */
function canBeTitle(draft: Draft, at: number): boolean {
  const { text } = draft.line(at);
  const isDate = text.length < 40 && /\d/u.test(text) && readDate(text).kind !== 'none';
  const isAdvert = BANNER.test(text) && (ADDRESS.test(text) || !isByline(draft.lines[at + 1]?.text ?? ''));
  return judgeSceneBreak(text) !== 'break' && !isAdvert && !isDate && /\p{L}/u.test(text);
}

/** A person's name above a line that is none, as some collections write title pages. */
function isAuthorAbove(draft: Draft, first: number, second: number): boolean {
  if (draft.hasAuthor) return false;
  const upper = authorLikeness(draft, first);
  const lower = nameLikeness(titleText(draft.line(second).text));
  return upper >= 0.85 && upper > lower && titleLikeness(draft.lines, second, draft.layout) > 0;
}

function setTitle(draft: Draft, at: number): void {
  const line = draft.line(at);
  const next = draft.lines[at + 1];
  const isByNext = next !== undefined && isByline(next.text);
  const isBacked = isByNext || isNameBelow(draft, at) || draft.authors.length > 0 || draft.known.above === 'header';
  const sure = titleLikeness(draft.lines, at, draft.layout) + (isBacked ? 0.3 : 0);
  const text = titleText(line.text);
  const yearless = withoutYear(draft, at, text).trim();
  const { title, rating } = readTitle(yearless === '' ? text : yearless);
  if (rating !== undefined) draft.rating = draft.statement(at, rating, 0.7);
  else if (title !== yearless && yearless !== '') draft.aside.add(at);
  draft.title = draft.statement(at, title, Math.min(0.95, sure));
  draft.titleAt = at;
  draft.take(at);
  if (next && at + 1 < draft.end && isUnderline(next, line)) draft.take(at + 1);
  for (let last = at; last < at + MOST_TITLE_LINES - 1 && joinTitle(draft, last); last++);
}

/** A person's name directly below, and prose below that: the line is what that person wrote. */
function isNameBelow({ lines, end }: Draft, at: number): boolean {
  const [name, below] = [lines[at + 1], lines[at + 2]];
  if (!name || !below || at + 1 >= end || nameLikeness(titleText(name.text)) < 0.85) return false;
  return widthOf(below.text) > 60 || endsSentence(below.text) || below.gap > 0;
}

const ENDS_OPEN = /(?:\b(?:of|the|and|in|a|an|to|or|for|from|with|on|at)|[:;,&—–-])$/iu;
const GOES_ON = /^(?:or|of|and|in|from|with|at)\b[^.]*$/iu;

/** `THE HEIRESS;` / `or,` / `A FORTUNE IN SMALL CHANGE`, and no more. */
const MOST_TITLE_LINES = 3;

/** Adds the next line to a title that goes on in it; returns false when it does not. */
function joinTitle(draft: Draft, at: number): boolean {
  const [above, line] = [draft.line(at), draft.lines[at + 1]];
  if (!line || !draft.title || at + 1 >= draft.end || draft.isTaken(at + 1) || line.gap > 1) return false;
  const text = titleText(line.text);
  if (widthOf(text) > 60 || isByline(text)) return false;
  const isFull = line.gap === 0 && widthOf(above.text) > 60 && above.indent === line.indent;
  const isSplit = line.gap === 0 && isOneTitle(above, line, draft);
  if (!isFull && !isSplit && !ENDS_OPEN.test(draft.title.text) && !GOES_ON.test(text)) return false;
  draft.title = { ...draft.title, text: `${draft.title.text} ${text}` };
  draft.take(at + 1);
  return true;
}

/** A title in capitals set in the middle, over two lines: the second has a word or two, and says no kind of story. */
function isOneTitle(above: Line, line: Line, { layout }: Draft): boolean {
  const words = line.text.split(/\s+/u);
  if (![above, line].every((one) => isCapitals(one.text) && isCentred(one, layout))) return false;
  const opensOther = /^(?:an?|the|part|book|chapter|by|von|par)$/iu.test(words[0] ?? '');
  return words.length < 3 && !opensOther && nameLikeness(line.text) < 0.85;
}

/** Takes a name on a line of its own below the title. */
export function takeAuthorLine(draft: Draft): void {
  if (draft.hasAuthor || draft.titleAt < 0) return;
  const at = draft.untaken().find((one) => one > draft.titleAt);
  if (at === undefined || at > draft.titleAt + 2) return;
  const line = draft.line(at);
  const text = titleText(line.text);
  const isPair = line.gap === 0 && isEastAsianName(text) && /\p{Script=Han}/u.test(draft.line(draft.titleAt).text);
  const sure = isPair ? 0.85 : authorLikeness(draft, at);
  if (sure < 0.85 && !(sure >= 0.4 && isBetweenTitleAndStory(draft, at))) return;
  draft.authors.push(draft.statement(at, cleanName(text), sure < 0.85 ? 0.6 : 0.75));
  draft.take(at);
}

/** Takes ornament, a subtitle directly below the title, and a dedication. */
export function takeRemainder(draft: Draft): void {
  const stated = draft.lastTaken;
  for (const at of draft.untaken()) {
    const { text } = draft.line(at);
    // Below the story's first line an ornament is the story's own.
    if (judgeSceneBreak(text) === 'break' && !draft.untaken().some((one) => one < at && one > stated)) draft.take(at);
    else if (draft.subtitle === undefined && isSubtitle(draft, at)) {
      draft.subtitle = draft.statement(at, titleText(text), 0.6);
      draft.take(at);
    } else if (draft.dedication === undefined && draft.hasTaken && DEDICATION.test(text) && widthOf(text) < 60) {
      draft.dedication = draft.statement(at, text, 0.6);
      draft.take(at);
    }
  }
}

function isSubtitle(draft: Draft, at: number): boolean {
  const { layout, title } = draft;
  const [line, above] = [draft.line(at), draft.lines[at - 1]];
  if (!above || !title || title.confidence < 0.6 || line.gap > 1) return false;
  if (draft.untaken().some((one) => one < at) || DEDICATION.test(line.text) || BANNER.test(line.text)) return false;
  if (widthOf(line.text) > 70 || endsSentence(line.text)) return false;
  if (isCapitals(line.text) && hasCapitalsLater(draft)) return false;
  const looksAlike = Math.abs(line.indent - above.indent) <= 4 || isCentred(line, layout) === isCentred(above, layout);
  const isSet = isCapitals(line.text) || isTitleCase(line.text) || isCentred(line, layout);
  return looksAlike && (isSet || /^\(.+\)$/u.test(line.text));
}

/** Lines in capitals stand above the story's parts, so one at its beginning is the first part's. */
function hasCapitalsLater({ lines, end }: Draft): boolean {
  const later = lines.slice(end);
  const isSetApart = (line: Line, at: number): boolean =>
    line.gap > 1 && (later[at + 1]?.gap ?? 0) > 0 && line.text.length < 60 && isCapitals(line.text);
  return later.filter(isSetApart).length > 1;
}
