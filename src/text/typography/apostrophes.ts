/** Words that begin with an apostrophe, without it. */
export interface LeadingApostrophes {
  /** They are nothing without their apostrophe. */
  readonly always: ReadonlySet<string>;
  /** They are words in their own right too: a quote that closes further on decides. */
  readonly sometimes: ReadonlySet<string>;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const NONE: ReadonlySet<string> = new Set();

const LEADING: Readonly<Record<string, LeadingApostrophes>> = {
  en: {
    always: words(
      'twas twasn tis tisn twere tweren twill twould twouldn twixt tween tain twain taint twon em n nuff nough cos cuz coz ' +
        'til till bout gainst neath midst mongst pon zactly nother spect scuse scused fraid cept magine ' +
        'splain ud uns un urry ullo ouse ousehold ospital orse orses im imself eard ead eads eart earts elp elped aving ' +
        'avin andsome ang anged alf appen appened appens arf arry ard arder ated emself enry erself eh igh igher ittin ' +
        'itting oly ome ope oped otel owever undred undreds ungry usband s d ll ve re m',
    ),
    sometimes: words(
      'cause course round way kay sup morning night evening day bye is at ill its er ere ave ot e ell ow ole lo tude ' +
        'rents za stache burbs phone scope gator possum coon roo board bove bide tater taters low till cross fore stead',
    ),
  },
  nl: { always: words('s t n k m r ns tis twas zn'), sometimes: NONE },
  af: { always: words('n'), sometimes: words('k') },
  de: {
    always: words('s n ne nem nen ner nes nauf naus türlich tschuldigung'),
    sometimes: words('rum raus rein rauf runter rüber ran mal was'),
  },
  fr: { always: words('tite tit tin'), sometimes: words('spèce pis') },
  it: { always: words('sto sta ste sti ndrangheta l na no nu u o'), sometimes: words('un notte giorno mbuti') },
  cy: { always: words('r n w u i ch th'), sometimes: NONE },
  da: { always: words('n et ne'), sometimes: NONE },
  sv: { always: words('n et na'), sometimes: NONE },
};

const NO_WORDS: LeadingApostrophes = { always: NONE, sometimes: NONE };

/** The words of a language that begin with an apostrophe. A language without a list is read as English is. */
export function leadingApostrophes(language: string): LeadingApostrophes {
  const primary = language.split('-')[0] ?? '';
  return LEADING[primary] ?? (primary === 'und' ? (LEADING['en'] ?? NO_WORDS) : NO_WORDS);
}

/** English words that end in an apostrophe, without it. They close no quote. */
export const TRAILING_APOSTROPHES: ReadonlySet<string> = words(
  'o an th wi ol lil d ha mo po tho thro t fo n jes jus las bes wha li gi fu awa hol aul col tol ho',
);
