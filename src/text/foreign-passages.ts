/** A piece of a text; `language` is BCP 47, and set where the piece is clearly in another language than the text. */
export interface Passage {
  readonly text: string;
  readonly language?: string;
}

/** Scripts whose letters tell the language, by the Unicode names of the scripts, and how many letters make it sure. */
const TELLING: readonly { readonly language: string; readonly scripts: readonly string[]; readonly letters: number }[] =
  [
    { language: 'ja', scripts: ['Hiragana', 'Katakana', 'Han'], letters: 2 },
    { language: 'ko', scripts: ['Hangul'], letters: 2 },
    { language: 'he', scripts: ['Hebrew'], letters: 3 },
    { language: 'el', scripts: ['Greek'], letters: 4 },
    { language: 'th', scripts: ['Thai'], letters: 3 },
    { language: 'hy', scripts: ['Armenian'], letters: 4 },
    { language: 'ka', scripts: ['Georgian'], letters: 4 },
  ];

/** Languages that share a script with one of the table, so that their own texts tell nothing. */
const SHARING: Readonly<Record<string, readonly string[]>> = { he: ['yi', 'lad'], el: ['grc'], ja: ['ain', 'ryu'] };

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const ANY_TELLING =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Thai}\p{Script=Armenian}\p{Script=Georgian}]/u;

/** Where the blocks of those scripts lie, among others: a test without Unicode's tables, which are costly to compile. */
const MAY_TELL = /[\u0370-\u1fff\u2c00-\uffff]/;

/** Words of one script, with the spaces and marks between them. Linear: a match ends at its last letter. */
const PATTERN = new RegExp(
  TELLING.map(({ scripts }) => {
    const letters = `${scripts.map((script) => `\\p{Script=${script}}`).join('')}\\u3005\\u30fc`;
    return `([${letters}](?:[${letters}\\p{M}\\s、。・「」『』！？,.!?'’-]*[${letters}\\p{M}])?)`;
  }).join('|'),
  'gu',
);

/** The text in pieces, those that are clearly in another language than `language` marked. Most texts are one piece. */
export function foreignPassages(text: string, language: string): readonly Passage[] {
  if (!MAY_TELL.test(text) || !ANY_TELLING.test(text)) return [{ text }];
  const primary = language.split('-')[0] ?? '';
  const passages: Passage[] = [];
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    const foreign = languageOfMatch(match, primary);
    if (foreign === undefined) continue;
    if (match.index > end) passages.push({ text: text.slice(end, match.index) });
    passages.push({ text: match[0], language: foreign });
    end = match.index + match[0].length;
  }
  return end < text.length ? [...passages, { text: text.slice(end) }] : passages;
}

function languageOfMatch(match: RegExpExecArray, primary: string): string | undefined {
  const telling = TELLING[match.slice(1).findIndex((group) => group !== undefined)];
  if (telling === undefined || telling.language === primary || SHARING[telling.language]?.includes(primary))
    return undefined;
  // Characters alone can be Chinese as well as Japanese.
  if (telling.language === 'ja' && !KANA.test(match[0])) return undefined;
  return match[0].replace(/[^\p{L}]/gu, '').length >= telling.letters ? telling.language : undefined;
}
