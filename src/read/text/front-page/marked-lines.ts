import type { CreatorRole } from '../../../model/story.js';
import { readDate } from '../../../text/dates.js';
import { parseHeading } from '../../vocabulary/headings.js';
import { headingKey } from '../contents-list.js';
import { endsSentence } from '../lines.js';
import { cleanName, nameLikeness } from '../person-name.js';
import { titleText } from '../title-line.js';
import type { Draft } from './draft.js';
import * as forms from './forms.js';

/** Takes what the header has said already: the title, all of it or a part of it, and the author. */
export function takeRepeats(draft: Draft): void {
  const title = headingKey(draft.known.title ?? '');
  const authors = draft.known.authors.map(headingKey);
  for (const at of draft.untaken()) {
    const key = headingKey(titleText(draft.line(at).text));
    if (key === '') continue;
    const isTitle = key === title || (key.length > 3 && (title.startsWith(key) || title.endsWith(key)));
    const isAuthor = authors.some((author) => key === author || key === `by${author}`);
    if (isTitle || isAuthor) draft.take(at);
  }
}

/** Takes the lines that say what they are: by, ©, translated by, a date, a title with its author. */
export function takeMarkedLines(draft: Draft): void {
  for (const at of draft.untaken()) {
    if (draft.isTaken(at)) continue;
    const { text } = draft.line(at);
    if (takeByAlone(draft, at) || takeRights(draft, at) || takeContributor(draft, at) || takeDate(draft, at)) continue;
    const plain = withoutYear(draft, at, text);
    const byline = bylineAt(draft, at, plain);
    if (byline !== undefined && takeAuthor(draft, at, byline)) draft.take(at);
    else if (!draft.hasTitle) takeTitleAndAuthor(draft, at, plain);
  }
}

/** The name that a byline gives. A first line that opens like one may be the title: `By the River`. */
function bylineAt(draft: Draft, at: number, text: string): string | undefined {
  const name = forms.bylineName(text);
  if (name === undefined || draft.hasTitle || draft.untaken().some((one) => one < at)) return name;
  const hasOther = draft.untaken().some((one) => one > at && forms.isByline(draft.line(one).text));
  const isName = nameLikeness(cleanName(name)) > 0 || /^[^\p{L}]*by\s\S+$/u.test(text);
  return isName && !hasOther ? name : undefined;
}

/** The text without a year in brackets at its end, which is the story's. */
export function withoutYear(draft: Draft, at: number, text: string): string {
  const year = forms.YEAR.exec(text.slice(0, 300));
  if (!year?.[1]) return text;
  draft.date ??= draft.statement(at, year[1], 0.8);
  return text.slice(0, year.index);
}

/** Reads an author's name; another than the header's is set aside. Returns false when the words are no name. */
export function takeAuthor(draft: Draft, at: number, written: string): boolean {
  const name = cleanName(titleText(written));
  if (!looksLikeNames(name, draft.known.above === 'header')) return false;
  const known = [...draft.known.authors, ...draft.authors.map(({ text }) => text)].map(headingKey);
  const isNew = !known.includes(headingKey(name));
  if (isNew && draft.known.authors.length === 0) draft.authors.push(draft.statement(at, name, 0.85));
  else if (isNew) draft.aside.add(at);
  if (/@|https?:/u.test(written)) draft.aside.add(at);
  return true;
}

const SMALL_WORD = /^(?:and|und|et|y|e|von|van|der|den|de|del|della|di|da|du|la|le|of|the)$/u;

/** A few words that are capitalised, or a single handle. */
function looksLikeNames(names: string, isSure: boolean): boolean {
  const words = names.split(/\s+/u);
  if (isSure) return names.length > 1 && words.length <= 12;
  if (/^(?:the|an?)\s/u.test(names)) return false;
  if (names.length < 2 || words.length > 8 || (endsSentence(names) && nameLikeness(names) === 0)) return false;
  return words.length === 1 || words.every((word) => !/^\p{Ll}/u.test(word) || SMALL_WORD.test(word));
}

/** `by` on a line of its own, the name on the next. */
function takeByAlone(draft: Draft, at: number): boolean {
  if (!forms.isByAlone(draft.line(at).text)) return false;
  draft.take(at);
  const next = at + 1;
  if (next < draft.end && !draft.isTaken(next) && takeAuthor(draft, next, draft.line(next).text)) draft.take(next);
  return true;
}

function takeRights(draft: Draft, at: number): boolean {
  const { text } = draft.line(at);
  if (!forms.RIGHTS.test(text)) return false;
  draft.take(at);
  const { rights } = draft;
  draft.rights = rights ? { ...rights, text: `${rights.text} ${text}` } : draft.statement(at, text, 0.8);
  const name = cleanName(forms.RIGHTS_HOLDER.exec(text.slice(0, 160))?.[1] ?? '');
  if (nameLikeness(name) >= 0.4 && !draft.hasAuthor) draft.authors.push(draft.statement(at, name, 0.6));
  return true;
}

const ROLES: Readonly<Record<string, CreatorRole>> = { tran: 'trl', edit: 'edt', illu: 'ill' };

/** `Translated from the Danish by K. Lund`. */
function takeContributor(draft: Draft, at: number): boolean {
  const { text } = draft.line(at);
  const [, verb = '', written = ''] = forms.CONTRIBUTOR.exec(text.slice(0, 200)) ?? [];
  const role = ROLES[verb.slice(0, 4).toLowerCase()];
  const name = cleanName(written);
  if (role === undefined || nameLikeness(name) < 0.2) return false;
  draft.contributors.push({ ...draft.statement(at, name, 0.8), role });
  draft.take(at);
  if (/\bfrom\b/iu.test(text)) draft.aside.add(at);
  return true;
}

/** `(released 11.18.91)`, or a date alone right below another line of the page. */
function takeDate(draft: Draft, at: number): boolean {
  const { text, gap } = draft.line(at);
  const isBelow = at > 0 && draft.isTaken(at - 1) && gap === 0;
  if (text.length > 40 || !/\d/u.test(text) || (!isBelow && !forms.RELEASED.test(text))) return false;
  const said = text.replace(forms.RELEASED, '');
  const date = readDate(said);
  if (date.kind !== 'date' || parseHeading(text) || /\p{L}{4,}.*\p{L}{4,}/u.test(said)) return false;
  if (draft.date) draft.aside.add(at);
  else draft.date = { ...draft.statement(at, text, 0.7), text: date.iso };
  draft.take(at);
  return true;
}

/** `The Ferry, by Ann Lee`; `The Ferry - Ann Lee` where the name is surely one. */
function takeTitleAndAuthor(draft: Draft, at: number, text: string): void {
  const dashed = forms.TITLE_DASH_AUTHOR.exec(text.slice(0, 200));
  const isDashed = dashed !== null && nameLikeness(dashed[2] ?? '') >= 0.85;
  const match = isDashed ? dashed : forms.TITLE_BY_AUTHOR.exec(text.slice(0, 200));
  const name = cleanName(match?.[2] ?? '');
  const words = name.split(' ').length;
  const isSentence = /[.!?]["”]?$/u.test(text.replace(/\b\p{Lu}\.$/u, ''));
  if (!match?.[1] || words > 5 || isSentence || (words > 1 && !/^\p{Lu}/u.test(name))) return;
  const isMarked = text !== draft.line(at).text || /,\s+by\b|["”»]\s+by\b/iu.test(text);
  const isHandle = draft.known.above === 'header' && !draft.hasAuthor && words === 1;
  if (!isMarked && !isHandle && nameLikeness(name) < 0.4) return;
  draft.title = draft.statement(at, titleText(match[1]), 0.85);
  draft.titleAt = at;
  draft.authors.push(draft.statement(at, name, 0.85));
  draft.take(at);
}
