/** An ISO 15924 code. `Zyyy` is text of no script: digits, marks, spaces, symbols. */
export type Script = string;

/** First and last code point of each run of letters, in order, with its script. Unicode 16 Scripts.txt, letters of living use. */
const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x0041, 0x005a, 'Latn'],
  [0x0061, 0x007a, 'Latn'],
  [0x00aa, 0x00aa, 'Latn'],
  [0x00ba, 0x00ba, 'Latn'],
  [0x00c0, 0x00d6, 'Latn'],
  [0x00d8, 0x00f6, 'Latn'],
  [0x00f8, 0x02af, 'Latn'],
  [0x0370, 0x0373, 'Grek'],
  [0x0376, 0x037d, 'Grek'],
  [0x037f, 0x037f, 'Grek'],
  [0x0386, 0x0386, 'Grek'],
  [0x0388, 0x03e1, 'Grek'],
  [0x03e2, 0x03ef, 'Copt'],
  [0x03f0, 0x03ff, 'Grek'],
  [0x0400, 0x0481, 'Cyrl'],
  [0x048a, 0x052f, 'Cyrl'],
  [0x0531, 0x0588, 'Armn'],
  [0x05d0, 0x05f2, 'Hebr'],
  [0x0620, 0x064a, 'Arab'],
  [0x066e, 0x06d3, 'Arab'],
  [0x06d5, 0x06d5, 'Arab'],
  [0x06e5, 0x06e6, 'Arab'],
  [0x06ee, 0x06ef, 'Arab'],
  [0x06fa, 0x06ff, 'Arab'],
  [0x0710, 0x074f, 'Syrc'],
  [0x0750, 0x077f, 'Arab'],
  [0x0780, 0x07b1, 'Thaa'],
  [0x07ca, 0x07fa, 'Nkoo'],
  [0x0860, 0x086a, 'Syrc'],
  [0x0870, 0x08c9, 'Arab'],
  [0x0900, 0x0963, 'Deva'],
  [0x0971, 0x097f, 'Deva'],
  [0x0980, 0x09e3, 'Beng'],
  [0x09f0, 0x09fe, 'Beng'],
  [0x0a01, 0x0a5e, 'Guru'],
  [0x0a70, 0x0a76, 'Guru'],
  [0x0a81, 0x0ae3, 'Gujr'],
  [0x0af9, 0x0aff, 'Gujr'],
  [0x0b01, 0x0b63, 'Orya'],
  [0x0b70, 0x0b77, 'Orya'],
  [0x0b82, 0x0bd7, 'Taml'],
  [0x0c00, 0x0c63, 'Telu'],
  [0x0c80, 0x0ce3, 'Knda'],
  [0x0cf1, 0x0cf3, 'Knda'],
  [0x0d00, 0x0d63, 'Mlym'],
  [0x0d7a, 0x0d7f, 'Mlym'],
  [0x0d81, 0x0ddf, 'Sinh'],
  [0x0df2, 0x0df3, 'Sinh'],
  [0x0e01, 0x0e3a, 'Thai'],
  [0x0e40, 0x0e4e, 'Thai'],
  [0x0e81, 0x0ece, 'Laoo'],
  [0x0edc, 0x0edf, 'Laoo'],
  [0x0f00, 0x0f00, 'Tibt'],
  [0x0f40, 0x0fbc, 'Tibt'],
  [0x1000, 0x103f, 'Mymr'],
  [0x1050, 0x108f, 'Mymr'],
  [0x109a, 0x109d, 'Mymr'],
  [0x10a0, 0x10fa, 'Geor'],
  [0x10fc, 0x10ff, 'Geor'],
  [0x1100, 0x11ff, 'Hang'],
  [0x1200, 0x135f, 'Ethi'],
  [0x1380, 0x138f, 'Ethi'],
  [0x13a0, 0x13fd, 'Cher'],
  [0x1401, 0x166c, 'Cans'],
  [0x166f, 0x167f, 'Cans'],
  [0x1780, 0x17d3, 'Khmr'],
  [0x1820, 0x18aa, 'Mong'],
  [0x1c50, 0x1c7d, 'Olck'],
  [0x1c90, 0x1cbf, 'Geor'],
  [0x1d00, 0x1d25, 'Latn'],
  [0x1e00, 0x1eff, 'Latn'],
  [0x1f00, 0x1ffc, 'Grek'],
  [0x2c60, 0x2c7f, 'Latn'],
  [0x2d00, 0x2d2d, 'Geor'],
  [0x2d30, 0x2d6f, 'Tfng'],
  [0x2d80, 0x2dde, 'Ethi'],
  [0x2de0, 0x2dff, 'Cyrl'],
  [0x3005, 0x3007, 'Hani'],
  [0x3041, 0x309f, 'Hira'],
  [0x30a1, 0x30fa, 'Kana'],
  [0x30fd, 0x30ff, 'Kana'],
  [0x3105, 0x312f, 'Bopo'],
  [0x3131, 0x318e, 'Hang'],
  [0x31f0, 0x31ff, 'Kana'],
  [0x3400, 0x4dbf, 'Hani'],
  [0x4e00, 0x9fff, 'Hani'],
  [0xa000, 0xa48c, 'Yiii'],
  [0xa4d0, 0xa4fd, 'Lisu'],
  [0xa500, 0xa63f, 'Vaii'],
  [0xa640, 0xa69f, 'Cyrl'],
  [0xa722, 0xa7ff, 'Latn'],
  [0xaa60, 0xaa7f, 'Mymr'],
  [0xab01, 0xab2e, 'Ethi'],
  [0xab30, 0xab64, 'Latn'],
  [0xab70, 0xabbf, 'Cher'],
  [0xac00, 0xd7a3, 'Hang'],
  [0xf900, 0xfaff, 'Hani'],
  [0xfb00, 0xfb06, 'Latn'],
  [0xfb13, 0xfb17, 'Armn'],
  [0xfb1d, 0xfb4f, 'Hebr'],
  [0xfb50, 0xfdfb, 'Arab'],
  [0xfe70, 0xfefc, 'Arab'],
  [0xff21, 0xff3a, 'Latn'],
  [0xff41, 0xff5a, 'Latn'],
  [0xff66, 0xff9d, 'Kana'],
  [0x1e900, 0x1e943, 'Adlm'],
  [0x20000, 0x323af, 'Hani'],
];

/** The script of one code point. */
export function scriptOfCodePoint(codePoint: number): Script {
  if (codePoint < 0x80) return (codePoint | 0x20) >= 0x61 && (codePoint | 0x20) <= 0x7a ? 'Latn' : 'Zyyy';
  let low = 0;
  let high = RANGES.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last, script] = RANGES[middle] as (typeof RANGES)[number];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return script;
  }
  return 'Zyyy';
}

/** How many letters of each script the text has; the scripts in the order of their first letter. */
export function countScripts(text: string): ReadonlyMap<Script, number> {
  const counts = new Map<Script, number>();
  for (const character of text) {
    const script = scriptOfCodePoint(character.codePointAt(0) as number);
    if (script !== 'Zyyy') counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return counts;
}

/** The script of most of the text's letters, `Jpan` where kana stand among them, `Zyyy` where it has none. */
export function scriptOf(text: string): Script {
  const counts = countScripts(text);
  const kana = (counts.get('Hira') ?? 0) + (counts.get('Kana') ?? 0);
  const japanese = kana === 0 ? 0 : kana + (counts.get('Hani') ?? 0);
  let best: Script = japanese > 0 ? 'Jpan' : 'Zyyy';
  let most = japanese;
  for (const [script, count] of counts) {
    if (count > most) {
      best = script;
      most = count;
    }
  }
  return best;
}

const RTL_SCRIPTS: ReadonlySet<string> = new Set([
  'Adlm',
  'Arab',
  'Aran',
  'Hebr',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
]);

/** Languages whose usual script runs from right to left. */
const RTL_LANGUAGES: ReadonlySet<string> = new Set(
  'ar arc arz ary apc acm aeb ckb dv fa glk he iw ji khw ks lrc mzn nqo pnb prs ps rhg sd skr syr ug ur yi'.split(' '),
);

/** The direction in which the language of the tag is written; a script subtag decides before the language. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = language.split(/[-_]/);
  const script = rest.find((subtag) => /^[A-Za-z]{4}$/.test(subtag));
  if (script) return RTL_SCRIPTS.has(script.charAt(0).toUpperCase() + script.slice(1).toLowerCase()) ? 'rtl' : 'ltr';
  return RTL_LANGUAGES.has(primary.toLowerCase()) ? 'rtl' : 'ltr';
}
