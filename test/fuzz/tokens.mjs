// What breaks readers: pieces of text that a mutator puts where nobody expects them.
import {
  ATTRIBUTES,
  CHARACTERS,
  DATES,
  ENTITIES,
  FICTION_BOOK_NAMES,
  HEADINGS,
  HTML_NAMES,
  LABELS,
  MARKDOWN,
  OPEN_DOCUMENT_NAMES,
  PACKAGE_NAMES,
  WORD_NAMES,
} from './token-lists.mjs';

const names = [
  ...HTML_NAMES,
  ...HTML_NAMES,
  ...WORD_NAMES,
  ...OPEN_DOCUMENT_NAMES,
  ...FICTION_BOOK_NAMES,
  ...PACKAGE_NAMES,
];

/** A tag that opens, closes, or does both. */
export function tag(dice) {
  const name = dice.pick(names);
  const [attribute, another] = [dice.pick(ATTRIBUTES), dice.chance(0.2) ? dice.pick(ATTRIBUTES) : ''];
  return dice.pick([
    `<${name}${attribute}${another}>`,
    `<${name}${attribute}>`,
    `<${name}${attribute}/>`,
    `</${name}>`,
    `</${name}>`,
    `<${name}${attribute}></${name}>`,
    `<${name}${attribute}>x</${name}>`,
  ]);
}

/** Elements within elements, all well-formed and hardly any where it belongs. */
export function tree(dice, depth = dice.below(6)) {
  const inner = Array.from({ length: dice.below(4) }, () =>
    depth > 0 && dice.chance(0.8) ? tree(dice, depth - 1) : dice.pick(['x', 'The rain.', ' ', '', '&amp;', '“A”', '1']),
  );
  const name = dice.pick(HTML_NAMES);
  return `<${name}${dice.chance(0.4) ? dice.pick(ATTRIBUTES) : ''}>${inner.join('')}</${name}>`;
}

/** Tags or quotes that open and never close, or the same sign again and again. */
export function run(dice) {
  const depth = dice.pick([3, 30, 300, 3000]);
  const unit = dice.pick([
    () => tag(dice),
    () =>
      dice.pick([
        '>',
        '(',
        '[',
        '*',
        '_',
        '"',
        '`',
        '> ',
        '- ',
        '  ',
        '\n',
        '[^',
        '![',
        '**a ',
        '=',
        '#',
        ':',
        'a',
        '一',
        '&',
        '\u0301',
        '《',
        '\u202e',
      ]),
  ])();
  return unit.repeat(depth);
}

const KINDS = {
  tag,
  tree,
  run,
  character: (dice) => dice.pick(CHARACTERS),
  entity: (dice) => dice.pick(ENTITIES),
  label: (dice) => `\n${dice.pick(LABELS)}${dice.pick(['', ' ', ' x', '\n', `  ${dice.pick(DATES)}`])}\n`,
  heading: (dice) => `\n\n${dice.pick(HEADINGS)}\n\n`,
  date: (dice) => dice.pick(DATES),
  markdown: (dice) => `${dice.pick(['\n', '\n\n', ''])}${dice.pick(MARKDOWN)}`,
};

export const TOKEN_KINDS = Object.keys(KINDS);

/** A hostile piece of text of some kind, or of the kind that is asked for. */
export const token = (dice, kind = dice.pick(TOKEN_KINDS)) => KINDS[kind](dice);
