/** The last compound of a selector: what its rule styles. */
export interface Subject {
  /** The selector as written. */
  readonly selector: string;
  /** The element’s name in lower case; empty where any will do. */
  readonly element: string;
  readonly classes: readonly string[];
  readonly ids: readonly string[];
  /** True where it asks for more than a name, classes and ids: an attribute, a state. */
  readonly isNarrower: boolean;
}

/** What the rule of these selectors styles. What cannot be read is left out. */
export function subjectsOf(selectors: string): readonly Subject[] {
  return splitOutside(selectors, ',').flatMap((selector) => {
    const compounds = splitOutside(selector.trim().replace(/\s*([>+~])\s*/g, '$1'), ' \t\r\n\f>+~');
    const subject = subjectOf(compounds.at(-1) ?? '', selector.trim());
    return subject ? [subject] : [];
  });
}

const COMPOUND = /^(?:[^|\s]*\|)?(\*|[A-Za-z][\w-]*)?((?:[.#][\w\u0080-\uffff-]+)*)(.*)$/s;

function subjectOf(compound: string, selector: string): Subject | undefined {
  const found = compound === '' ? null : COMPOUND.exec(compound);
  if (!found) return undefined;
  const [, element = '', names = '', rest = ''] = found;
  const parts = names.match(/[.#][^.#]+/g) ?? [];
  const named = (sign: string): readonly string[] =>
    parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1));
  return {
    selector,
    element: element === '*' ? '' : element.toLowerCase(),
    classes: named('.'),
    ids: named('#'),
    isNarrower: rest !== '',
  };
}

/** The parts between these characters, but for those in brackets and strings. */
function splitOutside(text: string, separators: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(' || character === '[') depth++;
    else if (character === ')' || character === ']') depth--;
    else if (depth === 0 && separators.includes(character)) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].filter((part) => part !== '');
}
