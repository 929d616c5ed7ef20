import type { SeriesMembership, Status } from '../../model/story.js';
import { readNumber } from '../vocabulary/heading-numbers.js';
import { unquoted } from './lists.js';

const STATUSES: readonly (readonly [Status, RegExp])[] = [
  ['abandoned', /(?<!\p{L})(?:abandoned|discontinued|dropped|cancell?ed|abandonné|abgebrochen|заброшен)/iu],
  ['on hiatus', /(?<!\p{L})(?:hiatus|on hold|paused|en pause|pausiert)(?!\p{L})|заморожен/iu],
  [
    'in progress',
    /(?<!\p{L})(?:in[ -]progress|wip|incomplete|not complete|unfinished|ongoing|unvollständig|in arbeit|en cours|en proceso|in corso|work in progress|to be continued|tbc)(?!\p{L})|в процессе|连载/iu,
  ],
  [
    'complete',
    /(?<!\p{L})(?:complete|completed|finished|done|one[ -]?shot|abgeschlossen|fertig|terminée?|completa|completo|completata|fini)(?!\p{L})|заверш[её]н|закончен|完结|完結/iu,
  ],
];

/** The status that the words say: `WIP`, `Complete!`. A bare yes or no answers `Complete?`, and the reverse `WIP`. */
export function readStatus(value: string, label: string): Status | undefined {
  const words = value.slice(0, 200);
  const answer = /^[^\p{L}]{0,9}(?:(yes|y|ja|oui|sí|да)|(no|n|nein|non|not yet|нет))(?!\p{L})/iu.exec(words);
  if (answer) return (answer[1] !== undefined) === /wip/iu.test(label) ? 'in progress' : 'complete';
  return STATUSES.find(([, form]) => form.test(words))?.[0];
}

/** `Fiction T`, `[PG-13]`, `K+`, `NC-17 for rain`: the rating, and what else the value says. */
export function readRating(value: string): { readonly rating: string; readonly isWhole: boolean } {
  const bare = unquoted(value)
    .replace(/^[[({]\s*|\s*[\])}]$/gu, '')
    .replace(/^(?:rated\s+)?(?:fiction\s+)?/iu, '')
    .trim();
  const known =
    /^(?:NC-?17|PG-?1[35]|PG|NR|K\+|K|MA|G|T|R|M|E|X|FR(?:1[358]|AO|M|T|C)|general(?: audiences)?|teen(?: and up(?: audiences)?)?|mature|explicit|not rated|all ages|\d{1,2}\+)(?![\p{L}\p{N}+])/iu.exec(
      bare,
    );
  if (!known) return { rating: bare, isWhole: true };
  const rest = bare.slice(known[0].length);
  return { rating: known[0], isWhole: !/[\p{L}\p{N}]/u.test(rest) };
}

/** `1,234 words`, `12k`, `1388`: a count, or undefined when the value counts something else. */
export function readCount(value: string): number | undefined {
  const match =
    /^\D{0,12}?(\d{1,3}(?:[,. \u00A0\u202F]\d{3})+|\d{1,8})(\s?k)?(?:\s*(?:\+|words?|mots|wörter|palabras|parole|слов|字))?\W*(?:\(.{0,40}\)\W*)?$/iu.exec(
      value.slice(0, 120),
    );
  if (!match) return undefined;
  const count = Number((match[1] ?? '').replace(/\D/gu, ''));
  return match[2] === undefined ? count : count * 1000;
}

const SERIES_BEFORE =
  /^(?:(?:part|book|volume|vol\.?|story|number|no\.?|teil|band|tome|parte?|livre|libro)\s*#?\s*(\S{1,14}(?:-\p{L}{3,5})?)|#?(\d{1,4}(?:\.\d)?))\s(?:of|in|von|de|from|du|der|del)\s(.+)$/iu;
const SERIES_AFTER =
  /^(.+?)(?:\s?[,;:–—-]\s?|\s)(?:(?:part|book|volume|vol\.?|number|no\.?|teil|band|tome|parte?|livre|libro)\s*#?\s*(\S{1,14})|#\s?(\d{1,4}(?:\.\d)?))$/iu;
const SERIES_BRACKETS = /^(.+?)\s?[([](?:part|book|#)?\s?#?(\d{1,4}(?:\.\d)?)(?:\s?(?:\/|of)\s?\d{1,4})?[)\]]$/iu;
const LONGEST_SERIES = 300;

/** Series with the story's place in them: `Part 2 of Rain`, `Rain #2`, `Rain, book two`, `Rain (2/5)`. */
export function readSeries(value: string): readonly SeriesMembership[] {
  const plain = value.replace(/\s+/gu, ' ');
  if (plain.length > LONGEST_SERIES) return [];
  return plain
    .split(/\s?;\s?|,\s?(?=part \d{1,4} of )/iu)
    .map((one) => readMembership(unquoted(one)))
    .filter((one) => one.name !== '');
}

function readMembership(text: string): SeriesMembership {
  const before = SERIES_BEFORE.exec(text);
  const first = positionOf(before?.[1] ?? before?.[2] ?? '');
  if (before && first !== undefined) return { name: capitalised(unquoted(before[3] ?? '')), position: first };
  const after = SERIES_BRACKETS.exec(text) ?? SERIES_AFTER.exec(text);
  const last = positionOf(after?.[2] ?? after?.[3] ?? '');
  return after && last !== undefined ? { name: unquoted(after[1] ?? ''), position: last } : { name: text };
}

/** `the Lantern Cycle`, as the words `part 2 of` leave it, with a capital. */
function capitalised(name: string): string {
  return name.replace(/^the (?=\p{Lu})/u, 'The ');
}

function positionOf(word: string): number | undefined {
  const number = readNumber(word);
  return number && number.length === word.length ? number.value : undefined;
}

/** What a mail's subject says: `NEW TNG "Rain" 1/3 [PG-13]`, `Re: Rain (1/2) by Ann`. */
export function readSubject(value: string): { readonly title: string; readonly author?: string } {
  const subject = value
    .slice(0, 400)
    .trim()
    .replace(/^(?:(?:re|fwd?|new|repost|story|fic)\s*:\s*)+/iu, '');
  const byline = /^(.+?)\s+by\s+([^()[\]]{2,60}?)(?:\s*[([].{0,60})?$/iu.exec(subject);
  const quoted = /["“]([^"“”]{1,200})["”]/u.exec(subject)?.[1];
  const title =
    quoted ?? (byline?.[1] ?? subject).replace(/\s*[([]?\s*\d{1,3}\s?(?:\/|of)\s?\d{1,3}\s*[)\]]?/u, '').trim();
  return byline?.[2] ? { title, author: byline[2] } : { title };
}

/** `The Rain [PG-13]`, `The Rain (1/2)`: titles as archives have them, with the rating and without the part's number. */
export function readTitle(value: string): { readonly title: string; readonly rating?: string } {
  const rated = /^(.+?)\s*[[(]((?:NC-?17|PG-?1[35]|PG|NR|K\+?|MA|G|T|R|M))[\])]$/u.exec(value.slice(0, 500));
  const title = withoutPart(rated?.[1] ?? value);
  return rated?.[2] ? { title, rating: rated[2] } : { title };
}

/** `Night Freight (1/2)`, `Night Freight [part 1 of 2]`, `Night Freight, part 1/2` without what part it is. */
export function withoutPart(title: string): string {
  const start = title.slice(0, 500);
  if (!/[\d)\]]$/.test(start)) return title;
  const match =
    /^(.+?)(?:\s*[[(]\s?(?:part|pt\.?|chapter|ch\.?)?\s?\d{1,3}\s?(?:\/|of)\s?(?:\d{1,3}|\?)\s?[)\]]|[\s,:–—-]+(?:part|pt\.?)\s?\d{1,3}\s?(?:\/|of)\s?\d{1,3})$/iu.exec(
      start,
    );
  return match?.[1] ?? title;
}
