import { readDate } from '../../text/dates.js';
import type { Line } from './lines.js';

export interface Byline {
  readonly names: string;
  /** What the line below says when it is a date. */
  readonly date?: { readonly text: string; readonly line: Line };
}

const OPENING =
  /^[\s*_~([—–-]*(?:(?:written|told|a (?:short )?(?:story|tale|novel|novella|novelette|fan ?fic(?:tion)?)|story|fic) )?(?:by|von|par|por)[: ]\s*(\S.{0,79})$/iu;

/** `by` on a line of its own, the name below it. */
const BY_ALONE = /^[\s(—–-]*(?:(?:written )?by|von|par|por|di|de)[\s:)—–-]*$/iu;

/** Whether the line is `by` alone: the name then stands below it, perhaps as a heading of its own. */
export const isByAlone = (text: string): boolean => BY_ALONE.test(text);

/** Who wrote the story, when the lines below its title say so: `by Ann Wren`, with a date at most below. */
export function readByline(lines: readonly Line[]): Byline | undefined {
  const [word, name, ...others] = lines;
  const isApart = word !== undefined && name !== undefined && BY_ALONE.test(word.text);
  const [first, second] = isApart ? [{ ...name, text: `by ${name.text}` }, others[0]] : [word, name];
  if (!first || lines.length > (isApart ? 3 : 2)) return undefined;
  const handle = lines.length === 1 ? handleOf(first) : undefined;
  if (handle !== undefined) return { names: handle };
  const names = OPENING.exec(first.text)?.[1]?.replace(/[\s*_~)\]—–-]+$/u, '');
  if (names === undefined || !looksLikeNames(names)) return undefined;
  if (!second) return { names };
  const isDate = second.text.length <= 40 && readDate(second.text).kind === 'date';
  return isDate ? { names, date: { text: second.text, line: second } } : undefined;
}

/** `*roadside_daisy*`, `u/RoadsideDaisy`, `@roadside`: a single word that no sentence has, as sites name their users. */
function handleOf({ run, text }: Line): string | undefined {
  const named = /^(?:@|\/?u\/)([\w.-]{3,40})$/u.exec(text)?.[1];
  if (named !== undefined) return named;
  const isSetOff = run.length > 0 && run.every((inline) => inline.type === 'emphasis' || inline.type === 'strong');
  return isSetOff && /^[\p{L}\d.-]{1,30}_[\p{L}\d_.-]{1,30}$/u.test(text) ? text : undefined;
}

/** A few words, capitalised or a single handle, that do not go on as a sentence does. */
function looksLikeNames(names: string): boolean {
  if (/[!?;:]|[.]\s*$|,\s+\p{Ll}/u.test(names.replace(/\b(?:Jr|Sr|M\.D|Ph\.D|Esq)\.$/u, ''))) return false;
  const words = names.split(/\s+/u);
  if (words.length > 12) return false;
  const cased = words.filter(
    (word) =>
      /^\p{Ll}/u.test(word) && !/^(?:and|de|der|del|della|di|du|la|le|van|von|und|et|y|of|the|e|da|dos)$/u.test(word),
  );
  return words.length === 1 || cased.length === 0;
}
