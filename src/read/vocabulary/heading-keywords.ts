import type { SectionRole } from '../../model/story.js';
import { fold } from './fold-word.js';
import { wordAt } from './word-at.js';

interface HeadingKeyword {
  readonly role: SectionRole;
  /** True when the word is a heading without a number: `Prologue`. A `Part` needs one. */
  readonly standsAlone: boolean;
  /** True when a number can stand before it: `Second Chapter`, `1. Kapitel`. */
  readonly followsNumber: boolean;
}

const numbered = (role: SectionRole): HeadingKeyword => ({ role, standsAlone: false, followsNumber: true });
const alone = (role: SectionRole): HeadingKeyword => ({ role, standsAlone: true, followsNumber: false });

/** Every language's words for the pieces of a book, as one or two words. */
const TABLE: readonly (readonly [HeadingKeyword, readonly string[]])[] = [
  [
    numbered('chapter'),
    [
      ...[
        'chapter',
        'chap',
        'ch',
        'episode',
        'scene',
        'section',
        'letter',
        'stave',
        'canto',
        'adventure',
        'story',
        'chapters',
      ],
      ...['kapitel', 'kap', 'abschnitt', 'szene', 'brief', 'gesang', 'chapitre', 'scène', 'lettre', 'chant'],
      ...['capítulo', 'cap', 'carta', 'escena', 'capitolo', 'lettera', 'scena', 'cena', 'hoofdstuk', 'rozdział'],
      ...[
        'глава',
        'песнь',
        'письмо',
        'сцена',
        'פרק',
        'الفصل',
        'فصل',
        'باب',
        'الباب',
        'kapitola',
        'fejezet',
        'luku',
        'bölüm',
        'κεφάλαιο',
      ],
      ...['capitolul', 'poglavlje', 'розділ', 'kapittel', 'chương', 'अध्याय', 'episodio', 'épisode', 'эпизод'],
    ],
  ],
  [
    numbered('part'),
    [
      ...[
        'part',
        'pt',
        'book',
        'volume',
        'vol',
        'act',
        'arc',
        'parts',
        'teil',
        'buch',
        'band',
        'akt',
        'partie',
        'livre',
        'tome',
        'acte',
      ],
      ...[
        'parte',
        'libro',
        'tomo',
        'acto',
        'atto',
        'livro',
        'ato',
        'deel',
        'boek',
        'część',
        'księga',
        'tom',
        'часть',
        'книга',
      ],
      ...['том', 'акт', 'חלק', 'ספר', 'الجزء', 'جزء', 'الكتاب', 'osa', 'del', 'частина'],
    ],
  ],
  [
    alone('prologue'),
    [
      'prologue',
      'prolog',
      'prelude',
      'prólogo',
      'prologo',
      'пролог',
      'הקדמה',
      'פרולוג',
      'مقدمة',
      'تمهيد',
      'proloog',
      'präludium',
    ],
  ],
  [
    alone('epilogue'),
    ['epilogue', 'epilog', 'coda', 'épilogue', 'epílogo', 'epilogo', 'эпилог', 'אפילוג', 'خاتمة', 'epiloog'],
  ],
  [
    alone('interlude'),
    [
      ...[
        'interlude',
        'intermission',
        'omake',
        'bonus',
        'extra',
        'side story',
        'sidestory',
        'bonus chapter',
        'intermezzo',
        'interludium',
      ],
      ...[
        'zwischenspiel',
        'interludio',
        'интерлюдия',
        'интермедия',
        'entracte',
        'entr’acte',
        'special chapter',
        'side chapter',
      ],
    ],
  ],
  [
    alone('foreword'),
    [
      ...[
        'foreword',
        'preface',
        'introduction',
        'vorwort',
        'einleitung',
        'préface',
        'avant propos',
        'prefacio',
        'introducción',
      ],
      ...[
        'prefazione',
        'introduzione',
        'prefácio',
        'introdução',
        'voorwoord',
        'przedmowa',
        'предисловие',
        'введение',
        'vorrede',
      ],
    ],
  ],
  [
    alone('afterword'),
    [
      'afterword',
      'postface',
      'postscript',
      'nachwort',
      'postfacio',
      'postfazione',
      'nawoord',
      'posłowie',
      'послесловие',
      'acknowledgements',
      'acknowledgments',
    ],
  ],
  [
    alone('appendix'),
    ['appendix', 'glossary', 'anhang', 'glossar', 'appendice', 'apéndice', 'bijlage', 'приложение', 'dodatek'],
  ],
];

const KEYWORDS: ReadonlyMap<string, HeadingKeyword> = new Map(
  TABLE.flatMap(([keyword, words]) => words.map((word) => [fold(word), keyword] as const)),
);

export interface KeywordReading extends HeadingKeyword {
  /** How many characters it takes, a full stop of an abbreviation included. */
  readonly length: number;
}

/** The keyword that the text begins with: `Chapter`, `Chap.`, `Side Story`. */
export function readKeyword(text: string): KeywordReading | undefined {
  const first = wordAt(text, 0);
  if (first.length < 2) return undefined;
  const gap = /^[\s-]{1,2}/.exec(text.slice(first.length))?.[0] ?? '';
  const second = gap === '' ? '' : wordAt(text, first.length + gap.length);
  const pair = second.length < 2 ? undefined : KEYWORDS.get(fold(`${first} ${second}`));
  if (pair) return { ...pair, length: first.length + gap.length + second.length };
  const word = KEYWORDS.get(fold(first));
  return word && { ...word, length: first.length };
}

/** The headings of Chinese, Japanese and Korean that have no number, or have it after them. */
export const EAST_ASIAN_ROLES: readonly (readonly [SectionRole, readonly string[]])[] = [
  ['prologue', ['序章', '楔子', '引子', '序幕', 'プロローグ', '프롤로그']],
  ['epilogue', ['尾声', '尾聲', '终章', '終章', '尾幕', 'エピローグ', '에필로그']],
  [
    'interlude',
    ['番外篇', '番外编', '番外編', '番外', '外传', '外伝', '幕間', '幕间', '閑話', '间章', '間章', '외전', '막간'],
  ],
  ['foreword', ['前言', '序言', '自序', '序文', 'まえがき', 'はじめに', '서문', '머리말']],
  ['afterword', ['后记', '後記', '跋', 'あとがき', 'おわりに', '후기', '맺음말']],
  ['chapter', ['最终章', '最終章', '最终话', '最終話', '大结局']],
  ['appendix', ['附录', '附錄', '付録', '부록']],
];
