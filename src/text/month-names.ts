/** Full names and customary abbreviations, January to December, without accents and in lower case. */
const MONTHS: readonly (readonly string[])[] = [
  [
    'january',
    'jan',
    'janvier',
    'janv',
    'januar',
    'janner',
    'enero',
    'ene',
    'gennaio',
    'gen',
    'janeiro',
    'januari',
    'января',
    'январь',
  ],
  [
    'february',
    'feb',
    'febr',
    'fevrier',
    'fevr',
    'fev',
    'februar',
    'feber',
    'febrero',
    'febbraio',
    'fevereiro',
    'februari',
    'февраля',
    'февраль',
  ],
  ['march', 'mar', 'mars', 'marz', 'maerz', 'mrz', 'marzo', 'marco', 'maart', 'mrt', 'марта', 'март'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr', 'aprile', 'апреля', 'апрель'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'maio', 'mei', 'мая', 'май'],
  ['june', 'jun', 'juin', 'juni', 'junio', 'giugno', 'giu', 'junho', 'июня', 'июнь'],
  ['july', 'jul', 'juillet', 'juil', 'juli', 'julio', 'luglio', 'lug', 'julho', 'июля', 'июль'],
  ['august', 'aug', 'aout', 'agosto', 'ago', 'augustus', 'августа', 'август'],
  [
    'september',
    'sept',
    'sep',
    'septembre',
    'septiembre',
    'setiembre',
    'settembre',
    'sett',
    'setembro',
    'сентября',
    'сентябрь',
  ],
  ['october', 'oct', 'octobre', 'oktober', 'okt', 'octubre', 'ottobre', 'ott', 'outubro', 'октября', 'октябрь'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro', 'ноября', 'ноябрь'],
  ['december', 'dec', 'decembre', 'dezember', 'dez', 'diciembre', 'dic', 'dicembre', 'dezembro', 'декабря', 'декабрь'],
];

const NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [unaccented(name), index + 1] as const)),
);

/** The number of the month that the word names, 1 to 12. */
export function monthNumber(word: string): number | undefined {
  return NUMBERS.get(unaccented(word));
}

function unaccented(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}
