/** Number words of the languages that books count their chapters in. */

import { fold } from './fold-word.js';

/** Words in a row, `step` apart from the first number; the forms of one number are joined by `|`. */
interface NumberList {
  readonly first: number;
  readonly step: number;
  readonly words: string;
}

const counted = (first: number, words: string): NumberList => ({ first, step: 1, words });

/** Words ten apart. */
const tens = (first: number, words: string): NumberList => ({ first, step: 10, words });

const ENGLISH = [
  counted(0, 'zero'),
  counted(1, 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'),
  counted(17, 'seventeen eighteen nineteen'),
  tens(20, 'twenty thirty|thirthy forty|fourty fifty sixty seventy eighty ninety'),
  counted(1, 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth'),
  counted(15, 'fifteenth sixteenth seventeenth eighteenth nineteenth'),
  tens(20, 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'),
];

const GERMAN_UNITS = 'ein zwei drei vier funf sechs sieben acht neun'.split(' ');
const GERMAN_TENS = 'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'.split(' ');
const GERMAN_SMALL = counted(
  1,
  'eins|ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
);
const GERMAN_ORDINAL_STEMS = counted(
  1,
  'erst zweit dritt viert funft sechst siebt|siebent acht neunt zehnt elft zwolft dreizehnt vierzehnt funfzehnt sechzehnt siebzehnt achtzehnt neunzehnt',
);

/** `fünf`, `fuenfundzwanzig`, `dritter`, `einunddreißigstes`: German joins its numbers, so they are read by rule. */
function germanNumber(word: string): number | undefined {
  const plain = word.replaceAll('ß', 'ss').replaceAll('fuenf', 'funf').replaceAll('zwoelf', 'zwolf');
  const cardinal = valueIn(GERMAN_SMALL, plain) ?? germanLarge(plain);
  if (cardinal !== undefined) return cardinal;
  const stem = /^(.+)(?:e|er|es|en)$/.exec(plain)?.[1];
  if (stem === undefined) return undefined;
  return valueIn(GERMAN_ORDINAL_STEMS, stem) ?? (stem.endsWith('st') ? germanLarge(stem.slice(0, -2)) : undefined);
}

/** `zwanzig` to `neunundneunzig`. */
function germanLarge(word: string): number | undefined {
  const ten = GERMAN_TENS.findIndex((one) => word.endsWith(one));
  if (ten < 0) return undefined;
  const before = word.slice(0, -(GERMAN_TENS[ten] ?? '').length);
  const unit = GERMAN_UNITS.findIndex((one) => before === `${one}und`) + 1;
  return before === '' || unit > 0 ? (ten + 2) * 10 + unit : undefined;
}

const FRENCH = [
  counted(
    1,
    'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
  ),
  tens(20, 'vingt trente quarante cinquante soixante'),
  counted(
    1,
    'premier|premiere deuxieme|second|seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme',
  ),
  counted(
    11,
    'onzieme douzieme treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme vingtieme',
  ),
  tens(30, 'trentieme quarantieme cinquantieme'),
];

const SPANISH = [
  counted(
    1,
    'uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete',
  ),
  counted(
    18,
    'dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete',
  ),
  tens(30, 'treinta cuarenta cincuenta'),
  counted(1, 'primero|primera|primer segundo|segunda tercero|tercera|tercer cuarto|cuarta quinto|quinta sexto|sexta'),
  counted(
    7,
    'septimo|septima octavo|octava noveno|novena decimo|decima undecimo|undecima|decimoprimero duodecimo|duodecima',
  ),
  counted(
    13,
    'decimotercero|decimotercera decimocuarto decimoquinto decimosexto decimoseptimo decimoctavo decimonoveno',
  ),
  tens(20, 'vigesimo|vigesima trigesimo|trigesima cuadragesimo'),
];

const ITALIAN = [
  counted(1, 'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici'),
  counted(17, 'diciassette diciotto diciannove venti ventuno ventidue ventitre ventiquattro venticinque'),
  counted(
    1,
    'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava',
  ),
  counted(9, 'nono|nona decimo|decima undicesimo|undicesima dodicesimo|dodicesima tredicesimo|tredicesima'),
  counted(
    14,
    'quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo diciannovesimo ventesimo ventunesimo',
  ),
  counted(22, 'ventiduesimo ventitreesimo ventiquattresimo venticinquesimo'),
];

const PORTUGUESE = [
  counted(
    1,
    'um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis|dezasseis',
  ),
  counted(17, 'dezessete|dezassete dezoito dezenove|dezanove vinte'),
  counted(
    1,
    'primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta setimo|setima',
  ),
  counted(8, 'oitavo|oitava nono|nona decimo|decima'),
  tens(30, 'trinta quarenta cinquenta'),
];

const DUTCH = [
  counted(
    1,
    'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien',
  ),
  counted(18, 'achttien negentien twintig eenentwintig tweeentwintig drieentwintig vierentwintig vijfentwintig'),
  counted(
    1,
    'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende',
  ),
  counted(15, 'vijftiende zestiende zeventiende achttiende negentiende twintigste'),
];

const POLISH = [
  counted(1, 'jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec'),
  counted(
    1,
    'pierwszy|pierwsza drugi|druga trzeci|trzecia czwarty|czwarta piaty|piata szosty|szosta siodmy|siodma osmy|osma',
  ),
  counted(9, 'dziewiaty|dziewiata dziesiaty|dziesiata jedenasty dwunasty trzynasty czternasty pietnasty szesnasty'),
  counted(17, 'siedemnasty osiemnasty dziewietnasty dwudziesty|dwudziesta'),
];

const RUSSIAN = [
  counted(1, 'один|одна два|две три четыре пять шесть семь восемь девять десять'),
  counted(
    1,
    'первый|первая|первое второй|вторая|второе третий|третья|третье четвертый|четвертая пятый|пятая шестой|шестая',
  ),
  counted(
    7,
    'седьмой|седьмая восьмой|восьмая девятый|девятая десятый|десятая одиннадцатый|одиннадцатая двенадцатый|двенадцатая',
  ),
  counted(13, 'тринадцатый|тринадцатая четырнадцатый|четырнадцатая пятнадцатый|пятнадцатая шестнадцатый|шестнадцатая'),
  counted(17, 'семнадцатый|семнадцатая восемнадцатый|восемнадцатая девятнадцатый|девятнадцатая двадцатый|двадцатая'),
  tens(20, 'двадцать тридцать сорок пятьдесят'),
  tens(30, 'тридцатый|тридцатая сороковой|сороковая пятидесятый|пятидесятая'),
];

const HEBREW = [
  counted(1, 'ראשון|ראשונה שני|שנייה שלישי|שלישית רביעי|רביעית חמישי|חמישית שישי|שישית שביעי|שביעית שמיני|שמינית'),
  counted(9, 'תשיעי|תשיעית עשירי|עשירית'),
  counted(1, 'א ב ג ד ה ו ז ח ט י יא יב יג יד טו טז יז יח יט כ כא כב כג כד כה כו כז כח כט ל'),
];

const ARABIC = [
  counted(1, 'الأول|الأولى الثاني|الثانية الثالث|الثالثة الرابع|الرابعة الخامس|الخامسة السادس|السادسة السابع|السابعة'),
  counted(8, 'الثامن|الثامنة التاسع|التاسعة العاشر|العاشرة'),
];

/** Of words that two languages share the first counts: English, then German, then these in this order. */
const OTHERS: readonly NumberList[] = [
  ...FRENCH,
  ...SPANISH,
  ...ITALIAN,
  ...PORTUGUESE,
  ...DUTCH,
  ...POLISH,
  ...RUSSIAN,
  ...HEBREW,
  ...ARABIC,
].map((list) => ({ ...list, words: fold(list.words) }));

/** The number that a folded word (see `fold`) stands for, cardinal or ordinal. */
export function numberOfWord(word: string): number | undefined {
  return firstValue(ENGLISH, word) ?? germanNumber(word) ?? firstValue(OTHERS, word);
}

function firstValue(lists: readonly NumberList[], word: string): number | undefined {
  for (const list of lists) {
    const value = valueIn(list, word);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The word's value by its place in the list: no table has to be made for it. */
function valueIn({ first, step, words }: NumberList, word: string): number | undefined {
  if (word === '' || /[ |]/.test(word)) return undefined;
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
    if (isEdge(words[at - 1]) && isEdge(words[at + word.length])) return first + step * spacesIn(words, at);
  }
  return undefined;
}

const isEdge = (character: string | undefined): boolean =>
  character === undefined || character === ' ' || character === '|';

const spacesIn = (text: string, end: number): number => text.slice(0, end).split(' ').length - 1;
