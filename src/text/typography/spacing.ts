import { isDigit, isLetter, isLineStart, kindOf, skipSpaces, skipSpacesBack } from './characters.js';
import type { Edit } from './edits.js';
import { NARROW_NO_BREAK, NO_BREAK, type Spacing } from './styles.js';
import { ADDRESS } from './tokens.js';

/** The edits that keep marks and words on the line that they belong to, as the language is set. In order and apart. */
export function setSpaces(text: string, spacing: Spacing): readonly Edit[] {
  const edits = [
    ...(spacing.before === undefined ? [] : beforeMarks(text, spacing.before)),
    ...(spacing.isInsideGuillemets ? insideGuillemets(text) : []),
    ...(spacing.isBeforeDash ? beforeDashes(text) : []),
    ...(spacing.clinging === undefined ? [] : afterClinging(text, spacing.clinging)),
  ];
  edits.sort((one, other) => one.start - other.start || one.end - other.end);
  let end = -1;
  return edits.filter((edit) => {
    const isApart = edit.start > end || (edit.start === end && edit.end > edit.start);
    if (isApart) end = edit.end;
    return isApart && text.slice(edit.start, edit.end) !== edit.text;
  });
}

const MARKS = new RegExp(`${ADDRESS.source}|[;:!?]+`, 'gu');

/** Groups of marks such as `?!` keep one space before the first. */
function beforeMarks(text: string, marks: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(MARKS)) {
    const [group] = match;
    const end = match.index;
    const start = skipSpacesBack(text, end);
    if (!marks.includes(group.charAt(0)) || isLineStart(text, end)) continue;
    if (start < end ? /[([{«“]/.test(text[start - 1] ?? '') : !isSpaceMissing(text, end, end + group.length)) continue;
    edits.push({ start, end, text: NARROW_NO_BREAK });
  }
  return edits;
}

/** True between a word and its mark. Hours (`10:30`), addresses and faces (`:)`) have none. */
function isSpaceMissing(text: string, start: number, end: number): boolean {
  const previous = text[start - 1];
  const isAfterWord = isLetter(previous) || isDigit(previous) || /[)\]}%…»”’.€]/.test(previous ?? '');
  const after = kindOf(text[end]);
  return (
    isAfterWord &&
    (after === 'space' || after === 'edge' || /["”’»)\]…—]/.test(text[end] ?? '')) &&
    !isFace(text, start)
  );
}

const isFace = (text: string, start: number): boolean => /^[:;]-?[)(DPp]/.test(text.slice(start, start + 3));

function insideGuillemets(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { 0: mark, index } of text.matchAll(/[«»]/g)) {
    if (mark === '«') {
      const end = skipSpaces(text, index + 1);
      if (end < text.length && text[end] !== '\n') edits.push({ start: index + 1, end, text: NARROW_NO_BREAK });
    } else if (!isLineStart(text, index)) {
      edits.push({ start: skipSpacesBack(text, index), end: index, text: NARROW_NO_BREAK });
    }
  }
  return edits;
}

function beforeDashes(text: string): readonly Edit[] {
  return [...text.matchAll(/(?<=[^\s\u00a0]) (?=[—–](?:\s|$))/gu)].map(({ index }) => ({
    start: index,
    end: index + 1,
    text: NO_BREAK,
  }));
}

function afterClinging(text: string, letters: string): readonly Edit[] {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}’])[${letters}] (?=[\\p{L}\\p{N}])`, 'giu');
  return [...text.matchAll(pattern)].map(({ index }) => ({ start: index + 1, end: index + 2, text: NO_BREAK }));
}
