/** What an attribute's value must look like: true when it does. Every pattern is linear on any input. */
export type Datatype = (value: string) => boolean;

const anything: Datatype = () => true;
const matching =
  (pattern: RegExp): Datatype =>
  (value) =>
    pattern.test(value);
const trimmed =
  (pattern: RegExp): Datatype =>
  (value) =>
    pattern.test(value.trim());
/** Most values are ASCII; the Unicode classes cost milliseconds to compile, so they are tried only when ASCII fails. */
const eitherTrimmed = (ascii: RegExp, any: () => RegExp): Datatype => {
  let unicode: RegExp | undefined;
  return (value) => {
    const words = value.trim();
    if (ascii.test(words)) return true;
    unicode ??= any();
    return unicode.test(words);
  };
};
const NAME = String.raw`[\p{L}_][\p{L}\p{N}\p{M}_.\-\u00b7]*`;

/** The datatypes by the names that the attribute tables use. `a|b|c` is an enumeration of its words. */
const NAMED: Readonly<Record<string, Datatype>> = {
  text: anything,
  filled: matching(/[^ \t\r\n]/),
  uri: (value) => !/[<>"{}|\\^`\p{Cc}]/u.test(value.trim()),
  'uri-filled': (value) => /[^ \t\r\n]/.test(value),
  ncname: eitherTrimmed(/^[A-Za-z_][\w.-]*$/, () => new RegExp(`^${NAME}$`, 'u')),
  ncnames: (value) =>
    value.trim() !== '' &&
    value
      .trim()
      .split(/\s+/)
      .every((one) => NAMED['ncname']?.(one) ?? false),
  nmtoken: eitherTrimmed(/^[\w.:-]+$/, () => /^[\p{L}\p{N}\p{M}_.\-:\u00b7]+$/u),
  nmtokens: eitherTrimmed(/^[\w.:\s-]+$/, () => /^[\p{L}\p{N}\p{M}_.\-:\u00b7\s]+$/u),
  token: matching(/^[^\s]+$/),
  language: trimmed(/^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8}){0,30}$/),
  'language-or-empty': trimmed(/^(?:[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8}){0,30})?$/),
  mimetype: matching(/^[a-zA-Z0-9!#$&+\-^_]+\/[a-zA-Z0-9!#$&+\-^_]+.*$/s),
  integer: trimmed(/^[+-]?[0-9]+$/),
  natural: trimmed(/^\+?[0-9]+$/),
  positive: trimmed(/^\+?0*[1-9][0-9]*$/),
  float: trimmed(/^(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN)$/),
  'hash-name': matching(/^#./),
  utf8: trimmed(/^utf-8$/i),
  zero: trimmed(/^0$/),
  color: matching(/^#[A-Fa-f0-9]{6}$/),
  target: matching(/^(?:[^_].*|_(?:blank|self|parent|top)|)$/is),
  frame: matching(/^(?:[^_].*|)$/s),
  sizes: trimmed(/^(?:any|[1-9][0-9]*x[1-9][0-9]*(?:\s+[1-9][0-9]*x[1-9][0-9]*)*)$/),
  moment: (value) => isMoment(value.trim()),
  day: trimmed(
    /^[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?$/,
  ),
  prefixes: (value) => {
    const words = value.trim().split(/\s+/);
    return words.length % 2 === 0 && words.every((word, index) => index % 2 === 1 || word.endsWith(':'));
  },
  clock: trimmed(
    /^(?:[0-9]+:[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?(?:h|min|s|ms)?)$/,
  ),
};

const MOMENTS: readonly RegExp[] = [
  /^[0-9]{4}$/,
  /^[0-9]{4,}-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?$/,
  /^(?:--)?(?:0[0-9]|1[0-2])-(?:0[0-9]|[12][0-9]|3[01])$/,
  /^[0-9]{4,}-W[0-9]{2}$/,
  /^[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?$/,
  /^P(?:[0-9]+D)?(?:T(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]{1,3})?S)?)?$/,
  /^(?:[0-9]+(?:\.[0-9]{1,3})? *[WDHMS] *)+$/,
];

/** A value of `time@datetime`. HTML #the-time-element. */
function isMoment(value: string): boolean {
  return MOMENTS.some((pattern) => pattern.test(value)) && !/^(?:PT?|P[0-9]+DT)$/.test(value);
}

/** The datatype of that name; of words joined by `|`, one of these words (`||` ends the list: the empty value too). */
export function datatype(name: string): Datatype {
  const known = NAMED[name] ?? compiled.get(name);
  if (known) return known;
  const words = new Set(name.split('|'));
  const made: Datatype = (value) => words.has(value.trim());
  compiled.set(name, made);
  return made;
}

const compiled = new Map<string, Datatype>();

export interface AttributeRule {
  readonly isRequired: boolean;
  readonly type: string;
  readonly accepts: Datatype;
}

/** The attributes that a line names: `href!:uri type:mimetype title`. `!` marks a required one; `text` is the default type. */
export function attributeRules(line: string): ReadonlyMap<string, AttributeRule> {
  const rules = new Map<string, AttributeRule>();
  for (const word of line.split(' ')) {
    if (word === '') continue;
    const split = word.lastIndexOf(':');
    const [name, type] = split > 0 ? [word.slice(0, split), word.slice(split + 1)] : [word, 'text'];
    const isRequired = name.endsWith('!');
    rules.set(isRequired ? name.slice(0, -1) : name, { isRequired, type, accepts: datatype(type) });
  }
  return rules;
}
