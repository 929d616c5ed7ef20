// Mutators of text: each takes the dice, a text and a way to another text of the same format, and gives a text.
import { TOKEN_KINDS, token } from './tokens.mjs';

const MOST = 200_000;

/** A place and how far it reaches, both within the text. */
function span(dice, length, most = length) {
  const start = dice.below(length + 1);
  return { start, end: Math.min(length, start + dice.few(most)) };
}

const put = (text, { start, end }, insert) => text.slice(0, start) + insert + text.slice(end);

/** The lines after a change to the list of them. */
const onLines = (change) => (dice, text, other) => {
  const lines = text.split('\n');
  change(dice, lines, other);
  return lines.join('\n');
};

const copyOf = (dice, values) => {
  const { start, end } = span(dice, values.length);
  return values.slice(start, end);
};

export const TEXT_MUTATORS = {
  'insert token': (dice, text) => {
    const at = dice.below(text.length + 1);
    return put(text, { start: at, end: at }, token(dice));
  },
  'insert tokens': (dice, text) => {
    let result = text;
    for (let left = dice.few(30); left > 0; left--) result = TEXT_MUTATORS['insert token'](dice, result);
    return result;
  },
  /** As much again of nothing but tokens, of a few kinds, so that they meet each other. */
  soup: (dice, text) => {
    const kinds = Array.from({ length: 1 + dice.below(3) }, () => dice.pick(TOKEN_KINDS));
    const pieces = Array.from({ length: dice.few(200) }, () => token(dice, dice.pick(kinds)).slice(0, 2000));
    const at = dice.below(text.length + 1);
    return put(text, { start: at, end: at }, pieces.join(dice.pick(['', ' ', '\n', '\n\n'])));
  },
  'replace span': (dice, text) => put(text, span(dice, text.length, 200), token(dice)),
  'delete span': (dice, text) => put(text, span(dice, text.length), ''),
  'repeat span': (dice, text) => {
    const { start, end } = span(dice, text.length, 300);
    return put(text, { start, end: start }, text.slice(start, end).repeat(dice.few(50)));
  },
  'move span': (dice, text) => {
    const { start, end } = span(dice, text.length, 500);
    const rest = put(text, { start, end }, '');
    const at = dice.below(rest.length + 1);
    return put(rest, { start: at, end: at }, text.slice(start, end));
  },
  'cut off': (dice, text) => text.slice(0, dice.below(text.length + 1)),
  'cut head': (dice, text) => text.slice(dice.below(text.length + 1)),
  splice: (dice, text, other) => text.slice(0, dice.below(text.length + 1)) + other.slice(dice.below(other.length + 1)),
  'change character': (dice, text) => {
    const at = dice.below(text.length + 1);
    return put(text, { start: at, end: at + 1 }, String.fromCharCode(text.charCodeAt(at) ^ (1 << dice.below(8))));
  },
  'change number': (dice, text) => {
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return text;
    const { index, 0: digits } = dice.pick(numbers);
    return put(text, { start: index, end: index + digits.length }, token(dice, 'date'));
  },
  'change tag': (dice, text) => {
    const tags = [...text.matchAll(/<[^<>]{1,200}>/g)];
    if (tags.length === 0) return text;
    const { index, 0: whole } = dice.pick(tags);
    return put(text, { start: index, end: index + whole.length }, dice.chance(0.4) ? '' : token(dice, 'tag'));
  },
  'change attribute': (dice, text) => {
    const values = [...text.matchAll(/="[^"<>]{0,200}"/g)];
    if (values.length === 0) return text;
    const { index, 0: whole } = dice.pick(values);
    const value = dice.chance(0.5)
      ? dice.pick(values)[0]
      : `="${token(dice, dice.pick(['date', 'character', 'entity']))}"`;
    return put(text, { start: index, end: index + whole.length }, value);
  },
  'delete lines': onLines((dice, lines) => lines.splice(dice.below(lines.length), dice.few(lines.length))),
  'repeat lines': onLines((dice, lines) => lines.splice(dice.below(lines.length), 0, ...copyOf(dice, lines))),
  'swap lines': onLines((dice, lines) => {
    const [a, b] = [dice.below(lines.length), dice.below(lines.length)];
    [lines[a], lines[b]] = [lines[b], lines[a]];
  }),
  'borrow lines': onLines((dice, lines, other) =>
    lines.splice(dice.below(lines.length), 0, ...copyOf(dice, other.split('\n')).slice(0, 200)),
  ),
  'blank lines': onLines((dice, lines) => {
    const share = dice.pick([0.02, 0.2, 1]);
    for (let at = lines.length; at > 0; at--) if (dice.chance(share)) lines.splice(at, 0, '');
  }),
  'join lines': onLines((dice, lines) => {
    const at = dice.below(lines.length);
    const joined = lines.splice(at, dice.few(lines.length)).join(dice.pick(['', ' ', '\r', '\t']));
    lines.splice(at, 0, joined);
  }),
  indent: onLines((dice, lines) => {
    const [before, share] = [
      dice.pick([' ', '    ', '\t', '> ', '- ', '# ', '| ', '* ', '\u3000']),
      dice.pick([0.1, 0.5, 1]),
    ];
    for (const [at, line] of lines.entries()) if (dice.chance(share)) lines[at] = before + line;
  }),
  'change case': (dice, text) => {
    const { start, end } = span(dice, text.length, 500);
    const part = text.slice(start, end);
    return put(text, { start, end }, dice.chance(0.5) ? part.toUpperCase() : part.toLowerCase());
  },
};

const NAMES = Object.keys(TEXT_MUTATORS);

/** A text changed a few times over; `steps` says how. It never grows beyond what a run has time for. */
export function mutateText(dice, text, other) {
  const steps = [];
  let result = text;
  for (let left = dice.few(8); left > 0; left--) {
    const name = dice.pick(NAMES);
    result = TEXT_MUTATORS[name](dice, result, other).slice(0, MOST);
    steps.push(name);
  }
  return { result, steps };
}
