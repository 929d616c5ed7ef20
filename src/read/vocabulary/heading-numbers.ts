/** A number at the beginning of a text: its value and how many characters it takes. */
export interface NumberReading {
  readonly value: number;
  readonly length: number;
  /** Spelt out (`one`, `première`), in digits, or in Roman numerals. */
  readonly kind: 'digits' | 'roman' | 'word';
}

const ENGLISH_UNITS = 'one two three four five six seven eight nine'.split(' ');
const ENGLISH_TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Number words of the other languages, 1 onwards; the forms of one number are joined by `|`. Without accents. */
const WORDS: readonly string[] = [
  // English ordinals
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
  'last|final',
  // German
  'eins|ein zwei drei vier funf|fuenf sechs sieben acht neun zehn elf zwolf|zwoelf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  'erste|erster|erstes zweite|zweiter|zweites dritte|dritter|drittes vierte|vierter|viertes funfte|funfter|funftes sechste|sechster|sechstes siebte|siebter|siebtes|siebente|siebentes achte|achter|achtes neunte|neunter|neuntes zehnte|zehnter|zehntes elfte|elfter|elftes zwolfte|zwolfter|zwolftes',
  // French
  'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
  'premier|premiere deuxieme|second|seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme',
  // Spanish
  'uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte',
  'primero|primera|primer segundo|segunda tercero|tercera|tercer cuarto|cuarta quinto|quinta sexto|sexta septimo|septima octavo|octava noveno|novena decimo|decima',
  // Italian
  'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
  'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima',
  // Portuguese
  'um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte',
  'primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta setimo|setima oitavo|oitava nono|nona decimo|decima',
  // Dutch
  'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig',
  'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende',
  // Polish
  'jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec',
  'pierwszy|pierwsza drugi|druga trzeci|trzecia czwarty|czwarta piaty|piata szosty|szosta siodmy|siodma osmy|osma dziewiaty|dziewiata dziesiaty|dziesiata',
  // Russian
  'один|одна два|две три четыре пять шесть семь восемь девять десять',
  'первыи|первая|первое вторыи|вторая|второе третии|третья|третье четвертыи|четвертая пятыи|пятая шестои|шестая седьмои|седьмая восьмои|восьмая девятыи|девятая десятыи|десятая одиннадцатая двенадцатая тринадцатая четырнадцатая пятнадцатая шестнадцатая семнадцатая восемнадцатая девятнадцатая двадцатая',
  // Hebrew and Arabic
  'ראשון|ראשונה שני|שנייה שלישי|שלישית רביעי|רביעית חמישי|חמישית שישי|שישית שביעי|שביעית שמיני|שמינית תשיעי|תשיעית עשירי|עשירית',
  'א ב ג ד ה ו ז ח ט י',
  'الاول|الاولى الثاني|الثانيه الثالث|الثالثه الرابع|الرابعه الخامس|الخامسه السادس|السادسه السابع|السابعه الثامن|الثامنه التاسع|التاسعه العاشر|العاشره',
];

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...WORDS.filter((row) => row.includes(' ')).flatMap((row) =>
    row.split(' ').flatMap((forms, index) => forms.split('|').map((form) => [fold(form), index + 1] as const)),
  ),
  ...ENGLISH_UNITS.map((word, index) => [word, index + 1] as const),
  ...ENGLISH_TEENS.map((word, index) => [word, index + 10] as const),
  ...ENGLISH_TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);

/** The number that the text begins with, ending at a word's end: `12`, `12.5`, `10a`, `1/5`, `IV`, `twenty-one`, `the First`. */
export function readNumber(text: string): NumberReading | undefined {
  return readDigits(text) ?? readRoman(text) ?? readNumberWords(text);
}

const DIGITS =
  /^(\p{Nd}{1,4})(?:\.(\p{Nd}{1,2}))?(?:[a-d]|er|re|e|st|nd|rd|th|ª|º|°)?(?:\s?\/\s?\p{Nd}{1,4}|[-–]\p{Nd}{1,4}|\s(?:of|von|de|sur)\s\p{Nd}{1,4})?(?![\p{L}\p{N}])/iu;

function readDigits(text: string): NumberReading | undefined {
  const match = DIGITS.exec(text);
  if (!match) return undefined;
  const whole = decimalDigits(match[1] ?? '');
  const fraction = match[2] === undefined ? '' : `.${decimalDigits(match[2])}`;
  return { value: Number(`${whole}${fraction}`), length: match[0].length, kind: 'digits' };
}

/** The digits of any script as those of ASCII. */
function decimalDigits(digits: string): string {
  return [...digits.normalize('NFKC')].map((digit) => (/\d/u.test(digit) ? digit : digitValue(digit))).join('');
}

/** How far the digit stands from the first of its run of ten. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String(code - zero);
}

const ROMAN = /^(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})$/iu;
const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const LARGEST_ROMAN = 399;

function readRoman(text: string): NumberReading | undefined {
  const word = /^[mdclxvi]{1,9}(?![\p{L}\p{N}'’])/iu.exec(text)?.[0];
  if (word === undefined || !ROMAN.test(word)) return undefined;
  if (word !== word.toUpperCase() && word !== word.toLowerCase()) return undefined;
  const value = romanValue(word.toUpperCase());
  return value > LARGEST_ROMAN ? undefined : { value, length: word.length, kind: 'roman' };
}

function romanValue(numeral: string): number {
  const values = [...numeral].map((letter) => ROMAN_VALUES[letter] ?? 0);
  return values.reduce((sum, value, index) => (value < (values[index + 1] ?? 0) ? sum - value : sum + value), 0);
}

function readNumberWords(text: string): NumberReading | undefined {
  const match =
    /^(?:the\s{1,3})?(\p{L}[\p{L}\p{M}]{0,15})(?:(?:\s|-)(\p{L}[\p{L}\p{M}]{1,15}))?(?![\p{L}\p{M}'’])/iu.exec(text);
  if (!match) return undefined;
  const [both, first = '', second] = match;
  const tens = NUMBER_WORDS.get(fold(first));
  if (second !== undefined) {
    const joined = NUMBER_WORDS.get(fold(`${first}-${second}`));
    if (joined !== undefined) return { value: joined, length: both.length, kind: 'word' };
    const units = NUMBER_WORDS.get(fold(second));
    const isCompound = tens !== undefined && tens >= 20 && tens % 10 === 0 && units !== undefined && units < 10;
    if (isCompound) return { value: tens + units, length: both.length, kind: 'word' };
  }
  if (tens === undefined) return undefined;
  const length = second === undefined ? both.length : both.length - second.length - 1;
  return { value: tens, length, kind: 'word' };
}

const HAN_DIGITS: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壱: 1, 壹: 1, 弐: 2, 贰: 2, 参: 3, 叁: 3 },
};
const HAN_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 萬: 10_000 };

/** The characters that write Chinese and Japanese numbers, for a character class. */
export const HAN_NUMERALS = '〇零一二三四五六七八九十百千万萬两兩壱壹弐贰参叁';

/** 4 for `四`, 21 for `二十一`, 105 for `一百零五`, 12 for `一二` and for `１２`. */
export function hanNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC');
  if (/^\d+$/u.test(plain)) return Number(plain);
  let total = 0;
  let digits = '';
  for (const character of text) {
    const unit = HAN_UNITS[character];
    const digit = HAN_DIGITS[character];
    if (unit === undefined && digit === undefined) return undefined;
    if (unit === undefined) digits += String(digit);
    else if (unit === 10_000) {
      total = (total + Number(digits)) * unit;
      digits = '';
    } else {
      total += (digits === '' ? 1 : Number(digits)) * unit;
      digits = '';
    }
  }
  return total + Number(digits);
}

/** Lower case without accents; the Arabic forms of alef, taa marbuta and yaa made one. */
export function fold(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[أإآ]/gu, 'ا').replace(/ة/gu, 'ه');
}
