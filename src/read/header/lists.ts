/** The items of a list in a header value: by semicolons where there are any, else by commas; never inside brackets. */
export function splitList(value: string): readonly string[] {
  if (isProse(value)) return [value.trim()].filter(Boolean);
  return splitOutsideBrackets(value, value.includes(';') ? /[;；\n]/u : /[,，、\n]/u)
    .map(unquoted)
    .filter(Boolean);
}

/** Genres: by slashes and spaced dashes, too. `Hurt/Comfort` is one. */
export function splitGenres(value: string): readonly string[] {
  return splitList(value)
    .flatMap((item) =>
      item.replace(/hurt\s?\/\s?comfort/giu, (pair) => pair.replace('/', JOINER)).split(/\s?\/\s?|\s[-–—|]\s/u),
    )
    .map((item) => item.replaceAll(JOINER, '/').trim())
    .filter(Boolean);
}

/** Stands in for a slash that does not separate: a noncharacter, in no text. */
const JOINER = '\u{FFFF}';

/** Tags: `#rain #tea` as well as `rain, tea`. */
export function splitTags(value: string): readonly string[] {
  if (/^(?:#[^\s#,;]+[\s,;]*)+$/u.test(value.slice(0, 2000)))
    return value
      .split(/[\s,;]+/u)
      .map((tag) => tag.replace(/^#/u, ''))
      .filter(Boolean);
  return splitList(value).map((tag) => tag.replace(/^#(?=\p{L})/u, ''));
}

/** Characters: `Ann, Ben/Cleo & Dan`. Brackets hold a pair: `[Ann, Ben] Cleo`. */
export function splitCharacters(value: string): readonly string[] {
  if (isProse(value)) return [value.trim()].filter(Boolean);
  return splitOutsideBrackets(value.replace(/[[\]]/gu, ','), /[,;，、；/&+\n]|\s(?:and|und|et|y)\s/u)
    .map(unquoted)
    .filter(Boolean);
}

/** The pairs that stand in square brackets, and the value without them: `[Ann, Ben] Cleo`. */
export function bracketedPairs(value: string): readonly string[] {
  return [...value.slice(0, 4000).matchAll(/\[([^[\]]{1,200})\]/gu)]
    .map((match) =>
      splitOutsideBrackets(match[1] ?? '', /[,/&]/u)
        .map(unquoted)
        .filter(Boolean),
    )
    .filter((members) => members.length > 1)
    .map((members) => members.join('/'));
}

/** The warnings of a list; `No Archive Warnings Apply` is none. That an author chose not to warn is one. */
export const splitWarnings = (value: string): readonly string[] => splitList(value).filter((one) => !isNoWarning(one));

/** What archives say of a work that has nothing to be warned of. */
export const isNoWarning = (value: string): boolean =>
  /^(?:no (?:archive )?warnings(?: apply)?|no warnings needed|warnings: none)$/iu.test(value.trim());

/** Whether the value says nothing: `none`, `n/a`, `-`. */
export function isNothing(value: string): boolean {
  return /^[^\p{L}\p{N}]{0,9}(?:none|no|n\/a|nil|nothing|gen|keine?|aucune?|ninguno|нет)?[^\p{L}\p{N}]{0,9}$/iu.test(
    value.trim(),
  );
}

/** Sentences, whose commas separate no items. */
function isProse(value: string): boolean {
  if (
    /[.!?]\s+\p{Lu}/u.test(value.slice(0, 2000)) &&
    !/(?:\b\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr))\.\s/u.test(value.slice(0, 2000))
  )
    return true;
  return value.split(/[,;，；、\n]/u).some((item) => item.trim().split(/\s+/u).length > 9);
}

function splitOutsideBrackets(value: string, separator: RegExp): readonly string[] {
  const items: string[] = [];
  const pattern = new RegExp(`[([{（]|[)\\]}）]|${separator.source}`, 'gu');
  let depth = 0;
  let start = 0;
  for (const match of value.matchAll(pattern)) {
    if (/^[([{（]$/u.test(match[0])) depth++;
    else if (/^[)\]}）]$/u.test(match[0])) depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      items.push(value.slice(start, match.index));
      start = match.index + match[0].length;
    }
  }
  return [...items, value.slice(start)];
}

/** The text without spaces and a pair of quotes or emphasis around it. */
export function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^(["“”„«'‘*_])[^"“”„«»]+(["“”»'’*_])$/u.test(trimmed) && trimmed.length > 2
    ? trimmed.slice(1, -1).trim()
    : trimmed;
}
