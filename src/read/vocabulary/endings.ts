export type EndingKind = 'end' | 'continued' | 'part end';

const LONGEST = 80;

/** What authors write below the last line, in lower case, without marks around it and without its last stop. */
const ENDINGS: Readonly<Record<Exclude<EndingKind, 'part end'>, ReadonlySet<string>>> = {
  end: new Set([
    ...[
      'the end',
      'end',
      'fin',
      'finis',
      'the end for now',
      'end file',
      'end of file',
      'end of story',
      'end of the story',
    ],
    ...[
      'end of this story',
      'end of fic',
      'end of tale',
      'end of the tale',
      'end of transmission',
      'la fin',
      'ende',
      'das ende',
    ],
    ...[
      'el fin',
      'koniec',
      'konec',
      'einde',
      'het einde',
      'fim',
      'slut',
      'slutt',
      'loppu',
      'конец',
      'кінець',
      'kraj',
      'vége',
    ],
    ...[
      'sfârșit',
      'τέλος',
      'סוף',
      'הסוף',
      'النهاية',
      'تمت',
      'owari',
      '完',
      '全文完',
      '全书完',
      '全書完',
      '剧终',
      '終',
      '終わり',
      'おわり',
      '了',
      '끝',
      '完結',
      '完结',
    ],
  ]),
  continued: new Set([
    ...[
      'tbc',
      'to be continued',
      'to be concluded',
      'continued',
      'à suivre',
      'a suivre',
      'fortsetzung folgt',
      'wird fortgesetzt',
    ],
    ...['continuará', 'продолжение следует', 'つづく', '続く', '待续', '未完待续', 'ciąg dalszy nastąpi', 'c.d.n'],
    ...['wordt vervolgd', 'pokračování příště', 'devam edecek', 'يتبع', 'המשך יבוא', '계속'],
  ]),
};

/** `Fine.` is an answer in English and the end in Italian, where it stands in capitals or between marks. */
const ITALIAN_END = /^[^\p{L}]*FINE[^\p{L}]*$|^[^\p{L}\p{N}\s]+\s?[Ff]ine\s?[^\p{L}\p{N}\s.!]+$/u;
const PART_END =
  /^(?:the )?(?:end|fin|ende|fine|конец|koniec|einde) (?:(?:of|du|de la|de l['’]|des|del|della|van|von)\s?)?(?:(?:the|this|le|la|les)\s)?(?:(?:first|second|third|fourth|fifth|last)\s)?(?:chapter|part|book|volume|act|arc|episode|section|letter|chapitre|partie|kapitels?|teils?|ersten teils|zweiten teils|capítulo|parte|capitolo|главы|части|первой части|второй части|rozdziału|hoofdstuk|deel)(?: [\p{L}\p{N} .'’-]{1,24})?$/u;
const CONTINUED_IN = /^(?:to be )?(?:continued|concluded) (?:in|with|next|on) [\p{L}\p{N} .'’"“”-]{1,40}$/u;
const HAN_PART_END = /^第[〇零一二三四五六七八九十百千\d０-９]{1,6}[章回节節卷部集篇话話]\s?(?:完|终|終|了|おわり)$/u;

/** Whether a line that stands alone closes the story or a part of it: `The End`, `Fin.`, `TBC`, `完`. */
export function isEnding(line: string): EndingKind | undefined {
  if (line.length > LONGEST) return undefined;
  const trimmed = line.trim();
  if (/["“”«»?:]/u.test(trimmed) && !/^[<«].{1,20}[>»]$/u.test(trimmed)) return undefined;
  const lower = trimmed.toLowerCase();
  const isBare = /^[a-z].*[a-z]$/.test(lower);
  const bare = isBare ? lower : lower.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '');
  const words = bare.replace(/[\s()]+/gu, ' ');
  if (words === 'fine') return ITALIAN_END.test(trimmed) ? 'end' : undefined;
  if (ENDINGS.end.has(words)) return 'end';
  if (ENDINGS.continued.has(words) || CONTINUED_IN.test(words)) return 'continued';
  // The long pattern is costly to compile, so it is asked only of lines that open as it does.
  const mayEndPart = /^(?:the )?(?:end|fin|ende|fine|конец|koniec|einde) /.test(words);
  return (mayEndPart && PART_END.test(words)) || HAN_PART_END.test(words) ? 'part end' : undefined;
}
