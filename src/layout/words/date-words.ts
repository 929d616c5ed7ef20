/** How a language writes dates: its months as they stand in a date, and the order of the parts. */
export interface DateWords {
  /** January to December, in one string, parted by spaces. */
  readonly months: string;
  /** `{day}`, `{month}`, `{year}`. */
  readonly day: string;
  readonly month: string;
  /** `{year}` alone, where the language adds a word; else the bare number. */
  readonly year?: string;
  /** What the first of a month is called, where it is not `1`: `1er`. */
  readonly first?: string;
}

const DAY_MONTH_YEAR = { day: '{day} {month} {year}', month: '{month} {year}' } as const;
const DE_YEAR = { day: '{day} de {month} de {year}', month: '{month} de {year}' } as const;
const HAN = {
  day: '{year}年{month}月{day}日',
  month: '{year}年{month}月',
  year: '{year}年',
  months: '1 2 3 4 5 6 7 8 9 10 11 12',
} as const;

/** By the tags of `WORDS`. Tables of our own: a date must not change with the release of ICU that Node was built on. */
export const DATE_WORDS: Readonly<Record<string, DateWords>> = {
  en: {
    ...DAY_MONTH_YEAR,
    months: 'January February March April May June July August September October November December',
  },
  fr: {
    ...DAY_MONTH_YEAR,
    first: '1er',
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  },
  de: {
    day: '{day}. {month} {year}',
    month: '{month} {year}',
    months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  },
  es: {
    ...DE_YEAR,
    months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  },
  it: {
    ...DAY_MONTH_YEAR,
    first: '1º',
    months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  },
  pt: {
    ...DE_YEAR,
    months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  },
  nl: {
    ...DAY_MONTH_YEAR,
    months: 'januari februari maart april mei juni juli augustus september oktober november december',
  },
  pl: {
    ...DAY_MONTH_YEAR,
    months: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  },
  ru: {
    day: '{day} {month} {year} г.',
    month: '{month} {year} г.',
    months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  },
  ja: HAN,
  zh: HAN,
  'zh-Hant': HAN,
  ko: {
    day: '{year}년 {month}월 {day}일',
    month: '{year}년 {month}월',
    year: '{year}년',
    months: '1 2 3 4 5 6 7 8 9 10 11 12',
  },
  ar: { ...DAY_MONTH_YEAR, months: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر' },
  he: {
    day: '{day} ב{month} {year}',
    month: '{month} {year}',
    months: 'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  },
};

/** Months that stand alone with a year have another form in Polish and Russian. */
export const MONTHS_ALONE: Readonly<Record<string, string>> = {
  pl: 'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
};
