/** An opening mark and its closing one. */
export type Pair = readonly [open: string, close: string];

/** How a language sets what a keyboard cannot. */
export interface Style {
  /** What `"` becomes; left out, quotes are left alone. */
  readonly double?: Pair;
  /** What `"` becomes inside of `"`. */
  readonly nested?: Pair;
  /** What `'` becomes, where it quotes. */
  readonly single?: Pair;
  /** What `--` becomes; left out, dashes are left alone. */
  readonly dash?: string;
  /** What a hyphen between spaces becomes. */
  readonly spacedHyphen?: string;
  /** True where a dash stands between spaces, also when it was typed without. */
  readonly isDashSpaced?: boolean;
  /** What a hyphen at the beginning of a line of dialogue becomes, with the space after it. */
  readonly dialogue?: string;
  /** True where the dash of a dialogue also closes upon the words: `—Hola —dijo Ana—.` */
  readonly hasInnerDialogueDashes?: boolean;
  /** True where `...` becomes `…`. */
  readonly hasEllipsis: boolean;
  readonly spacing?: Spacing;
}

export interface Spacing {
  /** Marks that keep a narrow no-break space before them. */
  readonly before?: string;
  /** True where guillemets keep a narrow no-break space inside. */
  readonly isInsideGuillemets?: boolean;
  /** True where a dash in the sentence never begins a line. */
  readonly isBeforeDash?: boolean;
  /** One-letter words that never end a line. */
  readonly clinging?: string;
}

export const NO_BREAK = '\u00a0';
export const NARROW_NO_BREAK = '\u202f';

const HIGH: Pair = ['“', '”'];
const HIGH_SINGLE: Pair = ['‘', '’'];
const LOW_HIGH: Pair = ['„', '“'];
const LOW_HIGH_SINGLE: Pair = ['‚', '‘'];
const LOW_RIGHT: Pair = ['„', '”'];
const LOW_RIGHT_SINGLE: Pair = ['‚', '’'];
const RIGHT: Pair = ['”', '”'];
const RIGHT_SINGLE: Pair = ['’', '’'];
const GUILLEMETS: Pair = ['«', '»'];
const ANGLES: Pair = ['‹', '›'];

const EM = { dash: '—', spacedHyphen: '—', hasEllipsis: true } as const;
const EN = { dash: '–', spacedHyphen: '–', isDashSpaced: true, hasEllipsis: true } as const;
const SPACED_EM = { ...EM, isDashSpaced: true } as const;
const EM_DIALOGUE = `—${NO_BREAK}`;
const EN_DIALOGUE = `–${NO_BREAK}`;

const ENGLISH: Style = { ...EM, double: HIGH, single: HIGH_SINGLE, spacedHyphen: '–' };
const FRENCH: Style = {
  ...SPACED_EM,
  double: GUILLEMETS,
  nested: HIGH,
  single: HIGH_SINGLE,
  dialogue: EM_DIALOGUE,
  spacing: { before: ';:!?', isInsideGuillemets: true },
};
const SPANISH: Style = { ...EM, double: HIGH, single: HIGH_SINGLE, dialogue: '—', hasInnerDialogueDashes: true };
const PORTUGUESE: Style = { ...SPACED_EM, double: HIGH, single: HIGH_SINGLE, dialogue: EM_DIALOGUE };
const RUSSIAN: Style = {
  ...SPACED_EM,
  double: GUILLEMETS,
  nested: LOW_HIGH,
  single: HIGH_SINGLE,
  dialogue: EM_DIALOGUE,
  spacing: { isBeforeDash: true },
};
const CZECH: Style = {
  ...EN,
  double: LOW_HIGH,
  single: LOW_HIGH_SINGLE,
  dialogue: EN_DIALOGUE,
  spacing: { clinging: 'ksvzouai' },
};
const NORDIC: Style = { ...EN, double: RIGHT, single: RIGHT_SINGLE, dialogue: EN_DIALOGUE };
const NORWEGIAN: Style = { ...EN, double: GUILLEMETS, single: HIGH_SINGLE, dialogue: EN_DIALOGUE };
const BALTIC: Style = { ...EN, double: LOW_HIGH, single: LOW_HIGH_SINGLE, dialogue: EN_DIALOGUE };
const CROATIAN: Style = { ...EN, double: LOW_RIGHT, single: LOW_RIGHT_SINGLE, dialogue: EN_DIALOGUE };
const ARABIC: Style = { double: GUILLEMETS, single: ANGLES, hasEllipsis: true };
/** East Asian and Hebrew texts use the marks of the keyboard otherwise, or have their own. */
const UNTOUCHED: Style = { hasEllipsis: false };

/** The styles, by BCP 47 tag. A region without a row of its own has its language's. */
const STYLES: Readonly<Record<string, Style>> = {
  af: ENGLISH,
  ar: ARABIC,
  be: RUSSIAN,
  bg: { ...RUSSIAN, double: LOW_HIGH, nested: LOW_HIGH },
  ca: { ...SPANISH, double: HIGH },
  cs: CZECH,
  cy: ENGLISH,
  da: NORDIC,
  de: { ...EN, double: LOW_HIGH, single: LOW_HIGH_SINGLE },
  'de-CH': { ...EN, double: GUILLEMETS, single: ANGLES },
  el: { ...SPACED_EM, double: GUILLEMETS, nested: HIGH, single: HIGH_SINGLE, dialogue: EM_DIALOGUE },
  en: ENGLISH,
  eo: ENGLISH,
  es: SPANISH,
  et: BALTIC,
  eu: { ...SPANISH, double: HIGH },
  fa: ARABIC,
  fi: NORDIC,
  fr: FRENCH,
  'fr-CA': { ...FRENCH, spacing: { before: ':', isInsideGuillemets: true } },
  ga: ENGLISH,
  gl: SPANISH,
  he: UNTOUCHED,
  hr: CROATIAN,
  bs: CROATIAN,
  hu: { ...EN, double: LOW_RIGHT, nested: ['»', '«'], single: RIGHT_SINGLE, dialogue: EN_DIALOGUE },
  hy: { ...SPACED_EM, double: GUILLEMETS, single: HIGH_SINGLE, dialogue: EM_DIALOGUE },
  is: { ...EN, double: LOW_HIGH, single: LOW_HIGH_SINGLE },
  it: { ...EN, double: HIGH, single: HIGH_SINGLE, dialogue: EN_DIALOGUE },
  ja: UNTOUCHED,
  ka: BALTIC,
  kk: RUSSIAN,
  ko: { double: HIGH, single: HIGH_SINGLE, hasEllipsis: true },
  la: ENGLISH,
  lt: BALTIC,
  lv: { ...BALTIC, double: LOW_RIGHT, single: HIGH_SINGLE },
  mk: { ...BALTIC, single: RIGHT_SINGLE },
  nb: NORWEGIAN,
  nl: { ...EN, double: HIGH, single: HIGH_SINGLE },
  nn: NORWEGIAN,
  no: NORWEGIAN,
  pl: {
    ...EN,
    double: LOW_RIGHT,
    nested: GUILLEMETS,
    single: LOW_RIGHT_SINGLE,
    dialogue: EN_DIALOGUE,
    spacing: { clinging: 'awzoui' },
  },
  pt: PORTUGUESE,
  ro: { ...EN, double: LOW_RIGHT, nested: GUILLEMETS, single: HIGH_SINGLE, dialogue: EN_DIALOGUE },
  ru: RUSSIAN,
  sk: CZECH,
  sl: BALTIC,
  sq: { ...EN, double: GUILLEMETS, single: HIGH_SINGLE, dialogue: EN_DIALOGUE },
  sr: { ...BALTIC, single: RIGHT_SINGLE },
  sv: NORDIC,
  tr: { ...SPACED_EM, double: HIGH, single: HIGH_SINGLE, dialogue: EM_DIALOGUE },
  uk: { ...RUSSIAN, nested: HIGH },
  yi: UNTOUCHED,
  zh: UNTOUCHED,
};

/** A language without a row: quotes as most of the world sets them, and nothing that depends on custom. */
const FALLBACK: Style = { double: HIGH, single: HIGH_SINGLE, dash: '—', hasEllipsis: true };

/** The style of a language, by its tag or the nearest shorter one. */
export function styleOf(language: string): Style {
  let tag = language;
  while (tag !== '') {
    const style = STYLES[tag];
    if (style) return style;
    tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')));
  }
  return FALLBACK;
}
