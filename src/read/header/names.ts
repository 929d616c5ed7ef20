import type { Creator, CreatorRole } from '../../model/story.js';
import { unquoted } from './lists.js';

const EMAIL = /[<([]?\s?(?:mailto:)?[\w.+-]{1,64}(?:@| at )[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\s?[>)\]]?/gu;
const ADDRESS = /[<([]?\s?https?:\/\/[^\s<>()[\]]{1,400}\s?[>)\]]?/gu;
const EMPTY_BRACKETS = /<\s?>|\(\s?\)|\[\s?\]/gu;
const JOINED = /\s*;\s*|\s+(?:&|and|und|et)\s+/iu;
const SUFFIX = /^(?:jr|sr|m\.?d|ph\.?d|esq|ii|iii|iv)\.?$/iu;

/** The people that a header value names: `Ann Wren and Ben Low`, `Wren, Ann`, `Ann <ann@example.org>`. */
export function readNames(value: string, role: CreatorRole): readonly Creator[] {
  const bare = value
    .slice(0, 2000)
    .replace(EMAIL, ' ')
    .replace(ADDRESS, ' ')
    .replace(EMPTY_BRACKETS, ' ')
    .replace(/^\s*(?:written\s)?by:?\s+/iu, '')
    .replace(/\s+/gu, ' ');
  const joined = bare.split(JOINED);
  const names = isPenName(joined) ? [bare] : joined.flatMap(splitCommas);
  const creators = names.map((name) => creator(name, role)).filter((one) => !isUnknown(one.name));
  return creators.length > 0 ? creators : addressAsName(value, role);
}

/** `wick and wax`: words in lower case are one pen name, where two people would be `Ann and Ben` or `ann_b and ben7`. */
const isPenName = (parts: readonly string[]): boolean =>
  parts.length === 2 && parts.every((part) => /^\s*\p{Ll}+\s*$/u.test(part));

const UNKNOWN: ReadonlySet<string> = new Set(['unknown', 'anonymous author', 'author unknown', 'n/a', 'none']);

const isUnknown = (name: string): boolean => UNKNOWN.has(name.toLowerCase()) || !/[\p{L}\p{N}]/u.test(name);

/** Commas separate names, but for `Wren, Ann` and `Low, Jr.`. */
function splitCommas(value: string): readonly string[] {
  const parts = value
    .split(/[,，、]/u)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 2 && isInverted(parts[0] ?? '', parts[1] ?? '')) return [parts.join(', ')];
  const names: string[] = [];
  for (const part of parts) {
    const last = names.at(-1);
    if (SUFFIX.test(part) && last !== undefined) names[names.length - 1] = `${last}, ${part}`;
    else names.push(part);
  }
  return names;
}

/** A single surname, then given names or initials. */
function isInverted(surname: string, given: string): boolean {
  if (SUFFIX.test(given) || /\s/u.test(surname)) return false;
  const words = given.split(/\s+/u);
  return words.length === 1 || (words.length <= 3 && words.slice(1).every((word) => /^\p{Lu}\.?$/u.test(word)));
}

function creator(written: string, role: CreatorRole): Creator {
  const name = unquoted(written)
    .replace(/^\(([^()]+)\)$/u, '$1')
    .replace(/^[\s\-–—~*_]+|[\s\-–—~*_,:]+$/gu, '');
  const inverted = /^([^\s,]{1,60}), ([^,]{1,60})$/u.exec(name);
  if (inverted && !SUFFIX.test(inverted[2] ?? '')) return { name: `${inverted[2]} ${inverted[1]}`, role, fileAs: name };
  return { name, role };
}

/** An author who gives nothing but an address is called by it, as the source does. */
function addressAsName(value: string, role: CreatorRole): readonly Creator[] {
  const address = value
    .slice(0, 2000)
    .match(EMAIL)?.[0]
    .replace(/^[<([\s]*(?:mailto:)?|[>)\]\s]+$/gu, '');
  return address ? [{ name: address, role }] : [];
}
