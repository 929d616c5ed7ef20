import { type Inline, text } from '../../model/story.js';

/**
 * A run is the inlines of one paragraph. While a tree is read, text holds its line ends: `\n` stands where the
 * source broke a line without meaning a break. `joinLines` takes them away at the end.
 */
export type Run = readonly Inline[];

interface SpaceState {
  /** White space that was seen and not yet written. */
  pending: '' | ' ' | '\n';
  atStart: boolean;
}

/** The run with white space as HTML shows it: one space or line end between words, none at the edges of lines. */
export function tidyRun(run: Run): Run {
  return tidy(run, { pending: '', atStart: true });
}

function tidy(run: Run, state: SpaceState): Run {
  const tidied: Inline[] = [];
  for (const inline of run) {
    if (inline.type === 'text') {
      const value = collapse(inline.value, state);
      if (value !== '') pushText(tidied, value);
    } else if (inline.type === 'lineBreak') {
      state.pending = '';
      state.atStart = true;
      tidied.push(inline);
    } else if ('children' in inline) {
      const before = { ...state };
      if (before.pending !== '' && !before.atStart) state.pending = '';
      const children = tidy(inline.children, state);
      if (children.length === 0) {
        state.pending ||= before.pending;
        continue;
      }
      if (before.pending !== '' && !before.atStart) pushText(tidied, before.pending);
      tidied.push({ ...inline, children });
    } else {
      if (state.pending !== '' && !state.atStart) pushText(tidied, state.pending);
      state.pending = '';
      state.atStart = false;
      tidied.push(inline);
    }
  }
  return tidied;
}

const UNTIDY = /[\t\n\r\f]| {2}/;

function collapse(value: string, state: SpaceState): string {
  const single = UNTIDY.test(value)
    ? value.replace(/[ \t\n\r\f]+/g, (space) => (space.includes('\n') ? '\n' : ' '))
    : value;
  const start = isSpace(single[0]) ? 1 : 0;
  const end = single.length - (single.length > start && isSpace(single.at(-1)) ? 1 : 0);
  if (start > 0) pend(single[0], state);
  if (end <= start) return '';
  const before = state.atStart ? '' : state.pending;
  state.pending = '';
  state.atStart = false;
  if (end < single.length) pend(single[end], state);
  return before + (start > 0 || end < single.length ? single.slice(start, end) : single);
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\n';

/** White space is a line end when any of it is. */
function pend(space: string | undefined, state: SpaceState): void {
  if (state.pending !== '\n') state.pending = space === '\n' ? '\n' : ' ';
}

function pushText(run: Inline[], value: string): void {
  const last = run.at(-1);
  if (last?.type === 'text') run[run.length - 1] = text(last.value + value);
  else run.push(text(value));
}

/** The run cut at its breaks; spans that reach over a break are closed before it and opened after it. */
export function splitLines(run: Run, at: 'breaks' | 'line ends'): readonly Run[] {
  if (!run.some((inline) => mayBreak(inline, at))) return [run];
  const lines: Inline[][] = [[]];
  const add = (pieces: readonly Run[]): void => {
    pieces.forEach((piece, index) => {
      if (index > 0) lines.push([]);
      for (const inline of piece) lines.at(-1)?.push(inline);
    });
  };
  for (const inline of run) {
    if (inline.type === 'lineBreak') lines.push([]);
    else if (inline.type === 'text' && at === 'line ends') {
      add(inline.value.split('\n').map((value) => (value === '' ? [] : [text(value)])));
    } else if ('children' in inline) {
      add(splitLines(inline.children, at).map((children) => (children.length > 0 ? [{ ...inline, children }] : [])));
    } else lines.at(-1)?.push(inline);
  }
  return lines;
}

function mayBreak(inline: Inline, at: 'breaks' | 'line ends'): boolean {
  if (inline.type === 'text') return at === 'line ends' && inline.value.includes('\n');
  return inline.type === 'lineBreak' || ('children' in inline && inline.children.some((child) => mayBreak(child, at)));
}

/** The lines as one run again, with a break between them. */
export function joinWithBreaks(lines: readonly Run[]): Run {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'lineBreak' } as const, ...line]));
}

/** The lines as one run again, wrapped as they were. */
export function joinWithLineEnds(lines: readonly Run[]): Run {
  return lines.flatMap((line, index) => (index === 0 ? line : [text('\n'), ...line]));
}

/** Whether the run shows nothing. */
export function isBlank(run: Run): boolean {
  return run.every((inline) => {
    if (inline.type === 'text') return inline.value.trim() === '';
    if (inline.type === 'lineBreak') return true;
    return 'children' in inline && isBlank(inline.children);
  });
}

/** The run without its first characters; spans and text that are used up go. */
export function dropStart(run: Run, count: number): Run {
  let left = count;
  const drop = (inlines: Run): Run =>
    inlines.flatMap((inline): Run => {
      if (left <= 0) return [inline];
      if (inline.type === 'text' || inline.type === 'code') {
        const value = inline.value.slice(left);
        left -= Math.min(left, inline.value.length);
        return value === '' ? [] : [{ ...inline, value }];
      }
      if (inline.type === 'lineBreak') {
        left -= 1;
        return [];
      }
      if (!('children' in inline)) return [inline];
      const children = drop(inline.children);
      return children.length === 0 ? [] : [{ ...inline, children }];
    });
  return drop(run);
}

/** The run without white space of any kind at its start: indents made of no-break spaces. */
export function trimStart(run: Run): Run {
  const first = run[0];
  if (first?.type === 'text') {
    const value = first.value.trimStart();
    return value === first.value ? run : [...(value === '' ? [] : [text(value)]), ...run.slice(1)];
  }
  if (first && 'children' in first) {
    const children = trimStart(first.children);
    return children === first.children ? run : [{ ...first, children }, ...run.slice(1)];
  }
  return run;
}

/** Scripts that put no space between words: a line end between two of their letters is nothing. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

/** The inline with the source's line ends taken for the spaces that they stand for. For `mapInlines`. */
export function joinLines(inline: Inline): Inline {
  if (inline.type !== 'text' || !inline.value.includes('\n')) return inline;
  return text(
    inline.value.replace(/\n/g, (_end, offset: number, whole: string) => {
      const before = whole[offset - 1] ?? '';
      const after = whole[offset + 1] ?? '';
      return SPACELESS.test(before) && SPACELESS.test(after) ? '' : ' ';
    }),
  );
}
