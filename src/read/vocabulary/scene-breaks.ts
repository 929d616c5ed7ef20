export type SceneBreakVerdict = 'break' | 'ambiguous' | 'text';

/** Whatever is longer is no ornament, whatever it is made of. */
const LONGEST_RULE = 120;
const LONGEST_ORNAMENT = 40;

/**
 * Whether a line or paragraph that stands alone marks a change of scene. `?` and `—` alone are dialogue: `text`.
 * `…` alone is silence between quotes and a break in narration: `ambiguous`, and left as it is.
 */
export function judgeSceneBreak(line: string): SceneBreakVerdict {
  if (line.length > LONGEST_RULE * 2) return 'text';
  const mark = line.trim();
  if (mark === '' || mark.length > LONGEST_RULE) return 'text';
  if (BREAK_WORDS.has(wordsOf(mark))) return 'break';
  if (!hasLetters(mark)) return judgeSymbols(mark);
  if (mark.length > LONGEST_ORNAMENT || OTHER_LETTER.test(mark)) return 'text';
  return isLetterOrnament(mark) || isSetOffLetter(mark) ? 'break' : 'text';
}

/** No ornament is made of these: all of ASCII's letters and digits but o, v, x and 0. */
const OTHER_LETTER = /[1-9A-NP-UWYZa-np-uwyz]/;

/** Letters or digits: of ASCII first, for Unicode's classes are costly to compile. */
const hasLetters = (mark: string): boolean => /[A-Za-z0-9]/.test(mark) || /[\p{L}\p{N}]/u.test(mark);

/** Punctuation that speaks: alone, repeated, or in quotes. */
const SPEECH =
  /^["'“”„«»‹›「」『』‘’]*[?!¿¡‽？！,;:]+["'“”„«»‹›「」『』‘’]*$|^[-–—―]$|^["'“”„«»‹›「」『』‘’()[\]{}|/\\\s]+$|^["“„«「『‘'].*["”“»」』’']$/u;
const SILENCE = /^(?:\.{2,}|…+|(?:\.\s){2}\.|--)$/u;
const EMOTICON = /^(?:[:;=][-'^]?[()[\]|/\\*<>]+|[\^><;-][_.]+[\^><;-]|[._]_[._]|¯.*¯)$/u;
const SINGLE_EMOJI = /^\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]*$/u;
const TEXT_ORNAMENTS = /^[❀-❧☙✀-✿★☆♥♡♦♣♠♪♫☀-☄☽☾⚜]\uFE0F?$/u;

function judgeSymbols(mark: string): SceneBreakVerdict {
  if (SILENCE.test(mark)) return 'ambiguous';
  if (SPEECH.test(mark) || EMOTICON.test(mark)) return 'text';
  if (SINGLE_EMOJI.test(mark) && !TEXT_ORNAMENTS.test(mark)) return 'text';
  if (mark.length <= LONGEST_ORNAMENT) return 'break';
  return new Set(mark.replaceAll(' ', '')).size <= 3 ? 'break' : 'text';
}

/** `xXx`, `oOo`, `o0o0o`, `-x-x-x-`, `O — o — O`: three or more of x, o and 0, and nothing else but ornament. */
function isLetterOrnament(mark: string): boolean {
  const core = mark.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '');
  const letters = core.replace(/[\s\-–—―~=*.•·+#_^<>|:]/gu, '');
  if (letters.length < 3 || !/^[xo0×]+$/iu.test(letters)) return false;
  if (/[?!,"“”]/u.test(mark) || /^O[o]+$/u.test(core)) return false;
  const isKisses = core === letters && /^(?:xo)+x?$|^(?:ox)+o?$/iu.test(letters) && mark === core;
  return !isKisses;
}

/** `≡≡≡Ω≡≡≡`, `-~O~-`, `---x---`: one letter of ornament between mirrored ornament. */
function isSetOffLetter(mark: string): boolean {
  const match = /[xo0øωv×]/i.test(mark)
    ? /^([^\p{L}\p{N}\s"'“”‘’()]+)\s?[xXoO0øØωΩvV×]\s?([^\p{L}\p{N}\s"'“”‘’()]+)$/u.exec(mark)
    : null;
  if (!match) return false;
  const right = [...(match[2] ?? '')].reverse().map((character) => MIRRORED[character] ?? character);
  return [...(match[1] ?? '')].join('') === right.join('');
}

const MIRRORED: Readonly<Record<string, string>> = { '>': '<', '<': '>', ']': '[', '}': '{', '\\': '/', '/': '\\' };

/** `***Scene Break***`, `[LINE BREAK]`, `Page-Break`, `[hr]`: the letters of the mark, its words joined. */
function wordsOf(mark: string): string {
  if (mark.length > LONGEST_ORNAMENT || isSpeech(mark)) return '';
  const words = mark.toLowerCase().replace(/[^\p{L}]+/gu, '');
  const isMarkup = /[<[]/.test(mark) && /^\W*[<[]\W*(?:hr|line|break)\W*[>\]]\W*$/iu.test(mark);
  const isSetOff = /^[*\-~=_#+<[({\s]{2,}[^\s].*[*\-~=_#+>\])}\s]{2,}$/u.test(mark);
  if (isMarkup || (isSetOff && (words === 'break' || words === 'line'))) return 'scenebreak';
  return /[?!.,"“”]/u.test(mark) ? '' : words;
}

/** Punctuation of sentences in what no marks set off. */
const isSpeech = (mark: string): boolean => /[?!.,"“”]/.test(mark) && !/^[*\-~=_#+<[({\s]{2}|[<[]/.test(mark);

const BREAK_WORDS: ReadonlySet<string> = new Set([
  ...['scene', 'line', 'page', 'section', 'time'].flatMap((what) =>
    ['break', 'skip', 'change'].map((how) => `${what}${how}`),
  ),
  ...['horizontalline', 'horizontalrule', 'linebreakhere', 'scenebreakhere', 'insertlinebreakhere', 'timejump'],
  ...[
    'szenenwechsel',
    'zeitsprung',
    'changementdescène',
    'sautdeligne',
    'ellipsetemporelle',
    'cambiodeescena',
    'saltodetiempo',
  ],
  ...['cambioscena', 'saltotemporale', 'сменасцены', '场景转换', '場面転換'],
]);
