// Mutators of markup that leave it well-formed: what only a reader that understands it can stumble over.
import { token } from './tokens.mjs';

const PART = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<\/?[A-Za-z_][^<>]*>|[^<]+|</g;

/** The markup's elements (`start` and `end` of the whole), its texts and its values, each by its place. */
function survey(markup) {
  const open = [];
  const found = { elements: [], texts: [], values: [] };
  for (const { 0: part, index } of markup.matchAll(PART)) {
    const end = index + part.length;
    const name = /^<\/?([^\s/>]+)/.exec(part)?.[1];
    if (!part.startsWith('<')) {
      if (open.length > 0) found.texts.push({ start: index, end });
    } else if (part.startsWith('</')) {
      const at = open.findLastIndex((element) => element.name === name);
      if (at >= 0) found.elements.push({ start: open.splice(at)[0].start, end, name });
    } else if (/^<[A-Za-z_]/.test(part)) {
      if (part.endsWith('/>')) found.elements.push({ start: index, end, name });
      else open.push({ name, start: index });
      for (const value of part.matchAll(/="([^"]*)"/g)) {
        const start = index + value.index + 2;
        found.values.push({ start, end: start + value[1].length });
      }
    }
  }
  return found;
}

/** As text or as a value in XML 1.0: escaped, without the characters that it forbids. */
const written = (text) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const put = (markup, { start, end }, insert) => markup.slice(0, start) + insert + markup.slice(end);
const whole = (markup, { start, end }) => markup.slice(start, end);
/** Not the outermost ones, without which nothing is left: elements come innermost first. */
const inner = (dice, { elements }) => elements[dice.below(Math.max(1, elements.length - 2))];

export const MARKUP_MUTATORS = {
  'drop element': (dice, markup, found) => put(markup, inner(dice, found), ''),
  'repeat element': (dice, markup, found) => {
    const element = inner(dice, found);
    return put(
      markup,
      { start: element.end, end: element.end },
      whole(markup, element).slice(0, 5000).length > 4999 ? '' : whole(markup, element).repeat(dice.few(20)),
    );
  },
  'move element': (dice, markup, found) => {
    const [from, to] = [inner(dice, found), inner(dice, found)];
    const copy = whole(markup, from);
    if (from.end <= to.start) return put(put(markup, { start: to.start, end: to.start }, copy), from, '');
    return put(markup, { start: to.end, end: to.end }, copy.length < 20_000 ? copy : '');
  },
  'wrap element': (dice, markup, found) => {
    const element = inner(dice, found);
    const { name } = dice.pick(found.elements);
    const depth = dice.pick([1, 1, 2, 40, 400]);
    return put(markup, element, `<${name}>`.repeat(depth) + whole(markup, element) + `</${name}>`.repeat(depth));
  },
  'unwrap element': (dice, markup, found) => {
    const element = inner(dice, found);
    const content = /^<[^<>]*>([\s\S]*)<\/[^<>]*>$/.exec(whole(markup, element));
    return content ? put(markup, element, content[1]) : markup;
  },
  'rename element': (dice, markup, found) => {
    const element = inner(dice, found);
    const { name } = dice.pick(found.elements);
    const renamed = whole(markup, element)
      .replace(/^<[^\s/>]+/, () => `<${name}`)
      .replace(/<\/[^\s/>]+\s*>$/, () => `</${name}>`);
    return put(markup, element, renamed);
  },
  'replace text': (dice, markup, found) => change(dice, markup, found.texts, () => token(dice)),
  'empty text': (dice, markup, found) => change(dice, markup, found.texts, () => dice.pick(['', ' ', '\u00a0', '\n'])),
  'repeat text': (dice, markup, found) =>
    change(dice, markup, found.texts, (text) => text.repeat(dice.few(200)).slice(0, 5000)),
  'replace value': (dice, markup, found) => change(dice, markup, found.values, () => token(dice).slice(0, 300)),
  'swap value': (dice, markup, found) =>
    found.values.length === 0 ? markup : put(markup, dice.pick(found.values), whole(markup, dice.pick(found.values))),
};

function change(dice, markup, places, next) {
  if (places.length === 0) return markup;
  const place = dice.pick(places);
  return put(markup, place, written(next(whole(markup, place))));
}

const NAMES = Object.keys(MARKUP_MUTATORS);

/** Markup changed a few times over, as well-formed as it was; `steps` says how. */
export function mutateMarkup(dice, markup) {
  const steps = [];
  let result = markup;
  for (let left = dice.few(12); left > 0; left--) {
    const found = survey(result);
    if (found.elements.length === 0) break;
    const name = dice.pick(NAMES);
    const changed = MARKUP_MUTATORS[name](dice, result, found);
    if (changed.length < 200_000) result = changed;
    steps.push(name);
  }
  return { result, steps };
}
