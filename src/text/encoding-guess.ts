import { decodeAs } from './code-pages.js';
import { latinCodePage } from './latin-code-page.js';
import { type Script, scriptOfCodePoint } from './scripts.js';

/** The encodings that stories without a mark are found in; at equal scores the first wins. */
const CANDIDATES: readonly string[] = [
  'windows-1252',
  'ibm437',
  'macintosh',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'windows-1250',
  'iso-8859-2',
  'windows-1253',
  'windows-1255',
  'windows-1256',
];

/** Enough to tell by. */
const MOST_BYTES = 1 << 13;

/** The encoding in which the bytes read most like text: letters of one script in words, marks where marks belong. */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = tellingLines(bytes);
  let best = 'windows-1252';
  let most = Number.NEGATIVE_INFINITY;
  for (const encoding of CANDIDATES) {
    const score = plausibility(decodeAs(encoding, sample)) - (HANDICAP[encoding] ?? 0);
    if (score > most) {
      most = score;
      best = encoding;
    }
  }
  return LATIN.has(best) ? latinCodePage(sample) : best;
}

/** The code pages whose bytes are accented letters, mostly the same ones: languages tell them apart. */
const LATIN: ReadonlySet<string> = new Set(['windows-1252', 'windows-1250', 'iso-8859-2']);

/** Rarer encodings must read clearly better than their commoner kin. */
const HANDICAP: Readonly<Record<string, number>> = {
  'windows-1250': 0.3,
  'iso-8859-2': 0.3,
  'windows-1253': 0.3,
  'windows-1255': 0.3,
  'windows-1256': 0.3,
  macintosh: 0.1,
};

/** The lines that have bytes above ASCII, up to the limit. */
function tellingLines(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.min(bytes.length, MOST_BYTES));
  let length = 0;
  let start = 0;
  let isTelling = false;
  for (let at = 0; at <= bytes.length && length < out.length; at++) {
    const byte = bytes[at];
    if (byte !== undefined && byte >= 0x80) isTelling = true;
    const isEnd = byte === undefined || byte === 0x0a || byte === 0x0d || at - start >= 4096;
    if (!isEnd) continue;
    if (isTelling) {
      const line = bytes.subarray(start, Math.min(at + 1, start + out.length - length));
      out.set(line, length);
      length += line.length;
    }
    start = at + 1;
    isTelling = false;
  }
  return out.subarray(0, length);
}

/** The letters that text of the script is mostly made of. */
const COMMON: Readonly<Record<Script, ReadonlySet<string>>> = {
  Cyrl: new Set('оеаинтсрвл'),
  Grek: new Set('αοιετσνηυρπκμλςόάίέή'),
  Hebr: new Set('יוהלאתרשבמנ'),
  Arab: new Set('اليمنرتبوهدسف'),
  Hani: new Set(
    '的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系計這個來時說們為國會過還沒後對學裡麼發當開動長樣現實點經頭見從兩將與進種聲話問間機給幾業門東關氣華書師眼處總場員難應車',
  ),
  Hang: new Set(
    '이다는을를의에가은한고하지도로그나사어리자기아서니있라시만인들수것게말대내해었일보여던였면며와과을듯때안소같않',
  ),
};

const HIRAGANA = /\p{Script=Hiragana}/u;
const WIDE_MARK = /[、。，「」『』《》〈〉：！？；（）…―─　·“”‘’]/u;
const QUOTE_OR_DASH = /[‘’“”„«»‹›–—…]/u;
const BOX = /[─-▟]/u;
/** Marks of Western text that no mistaken reading produces more often than a true one. */
const FAIR_MARK = /[\u00A0£§©®°½¼¿¡·•™€№]/u;
/** U+FFFD, C1 controls, private use, and the half-width katakana that every wrong reading as Shift_JIS is full of. */
const IMPOSSIBLE = /[\uFFFD\u0080-\u009F\uE000-\uF8FF]/u;

/** How much the characters beyond ASCII look like text, per character: about 1 to 2 for a true reading. */
function plausibility(text: string): number {
  const characters = [...text];
  let sum = 0;
  let count = 0;
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string;
    if (character < '\u0080') continue;
    count++;
    sum += scoreOf(character, characters[at - 1] ?? ' ', characters[at + 1] ?? ' ');
  }
  return count === 0 ? 0 : sum / count;
}

function scoreOf(character: string, before: string, after: string): number {
  if (IMPOSSIBLE.test(character)) return -4;
  const script = scriptOf(character);
  if (script === 'Zyyy') return scoreOfMark(character, before, after);
  if (script === 'Hani' || script === 'Hang') return scoreOfIdeograph(character, script, before, after);
  if (script === 'Hira' || script === 'Kana') return scoreOfKana(character, before, after);
  return scoreOfLetter(character, script, before, after);
}

function scoreOfMark(character: string, before: string, after: string): number {
  if (BOX.test(character)) return isLetter(before) || isLetter(after) ? -2 : 0.5;
  if (QUOTE_OR_DASH.test(character)) return scoreOfQuote(character, before, after);
  if (WIDE_MARK.test(character)) return 1.5;
  if (FAIR_MARK.test(character)) return isLetter(before) && isLetter(after) ? -1 : 0.5;
  return -1;
}

function scoreOfQuote(character: string, before: string, after: string): number {
  if (character === '’') return isLetter(before) || /[.,!?…]/u.test(before) ? 1.9 : 0.2;
  if ('“‘„«‹'.includes(character)) return !isLetter(before) && !isSpace(after) ? 1.5 : -0.5;
  if ('”»›'.includes(character)) return !isSpace(before) && !isLetter(after) ? 1.5 : 0;
  return 1.2;
}

function scoreOfIdeograph(character: string, script: Script, before: string, after: string): number {
  if (isAsciiLetter(before) || isAsciiLetter(after)) return -2;
  return COMMON[script]?.has(character) ? 2 : script === 'Hang' ? 0 : 0.3;
}

function scoreOfKana(character: string, before: string, after: string): number {
  if (character >= '\uFF61' && character <= '\uFF9F') return -1.5;
  if (isAsciiLetter(before) && isAsciiLetter(after)) return -1;
  return HIRAGANA.test(character) ? 2 : 1;
}

/** A letter is at home in a word of its own script, and a capital only at the word's beginning or among capitals. */
function scoreOfLetter(character: string, script: Script, before: string, after: string): number {
  const isAtHome = (other: string): boolean => !isLetter(other) || scriptOf(other) === script;
  if (!isAtHome(before) || !isAtHome(after)) return -2;
  if (before === character && after === character) return -1;
  if (isLower(character) && !isUpper(character) && isUpper(after)) return -2;
  if (script === 'Latn' && isAccented(before) && isAccented(after)) return -1;
  const isCommon = (COMMON[script] ?? LATIN_COMMON).has(character.toLowerCase());
  if (isUpper(character)) {
    if (isLower(before)) return -2;
    return isCommon ? 0.5 : 0.2;
  }
  return isLetter(before) || isLetter(after) ? (isCommon ? 1.7 : 0.7) : 0.3;
}

const LATIN_COMMON: ReadonlySet<string> = new Set('áàâãäåæçéèêëíìîïñóòôõöøœúùûüßýěščřžůąęłńśżźćőűș');

const scriptOf = (character: string): Script => scriptOfCodePoint(character.codePointAt(0) as number);
const isLetter = (character: string): boolean => scriptOf(character) !== 'Zyyy';
const isAsciiLetter = (character: string): boolean => /^[A-Za-z]$/u.test(character);
const isAccented = (character: string): boolean => character >= '\u0080' && isLetter(character);
const isSpace = (character: string): boolean => /\s/u.test(character);
const isUpper = (character: string): boolean => character !== character.toLowerCase();
const isLower = (character: string): boolean => character !== character.toUpperCase();
