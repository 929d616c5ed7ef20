/** How a paragraph opens an author's note: its label as written, and the note's text after it. */
export interface NoteOpening {
  readonly label?: string;
  /** The text after the label, a slice of the paragraph's own; empty when the note follows in the next paragraph. */
  readonly rest: string;
  /** From 0.9 for a label that says whose note it is, 0.7 for one that letters and signs use too, to less without a label. */
  readonly confidence: number;
}

/** What an opening is looked for in: a note's label stands at its beginning. */
const WINDOW = 600;

/** Labels that only an author's note has. */
const AUTHORS =
  /^(?:a\s?\/\s?n|an(?=\s?[:：])|a\.n\.|(?:the\s)?(?:author|authoress|writer|translator|beta|editor)(?:['’‘`]?s['’‘`]?)?\s(?:end\s?|foot)?notes?|note\sfrom\s(?:the|your)\sauthor|(?:end|beginning|chapter|ending|opening|closing|additional|more|final)\s?notes?|notes?\sde\sl['’]auteure?|nda|anmerkung(?:en)?\s(?:des|der)\sautor(?:s|in)|notas?\sdel?\s(?:la\s)?autora?|note\sdell['’]aut(?:ore|rice)|n\.?d\.?a\.?(?=\s?:)|от\sавтора|примечани[ея]\sавтора|作者(?:有话说|的话|の言葉|コメント)|tl;dr)(?![\p{L}\p{N}/])/iu;
/** One of these stands in each of them: a quick test, for the long pattern is costly to compile. */
const AUTHORS_WORDS = /not[ea]|n\.?d\.?a|a\s?[/.]\s?n|^an\s?[:：]|anmerkung|автора|作者|tl;dr/i;
/** Labels that a story's own letters, signs and memoranda have, too. */
const SHARED =
  /^(?:notes?|disclaimers?|warnings?|edit(?:ed)?(?:\s\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)?|comments?|spoilers?|p\.?\s?p?\.?s\.?|ps|anmerkung(?:en)?|nota|примечани[ея]|credits?|beta(?:['’]?e?d\sby|\sreader)?|thanks\sto|update)(?=\s?[:：]|\s[-–—])/iu;
const SEPARATOR = /^[\s*_~]*(?:[:：]|[-–—]{1,3}(?=\s|$|\p{L})|\.(?=\s|$)|[)\]](?=\s|$))?[\s*_~]*/u;
const OPENING_MARKS = /^[\s*_~#=<([{–—-]{0,12}/u;

/** The opening of an author's note (`A/N:`, `Author's note -`, `Thanks for reading …`), tested at a section's edges only. */
export function noteOpening(text: string): NoteOpening | undefined {
  const start = text.slice(0, WINDOW);
  const marks = OPENING_MARKS.exec(start)?.[0] ?? '';
  const unmarked = start.slice(marks.length);
  const own = AUTHORS_WORDS.test(unmarked.slice(0, 60)) ? AUTHORS.exec(unmarked)?.[0] : undefined;
  const label = own ?? SHARED.exec(unmarked)?.[0];
  if (label === undefined) return unlabelledOpening(text, start);
  const separator = SEPARATOR.exec(unmarked.slice(label.length))?.[0] ?? '';
  if (own !== undefined && !opensNote(own, separator, unmarked)) return undefined;
  const rest = text.slice(marks.length + label.length + separator.length);
  return { label, rest: withoutClosing(rest, marks), confidence: confidenceOf(label, own !== undefined) };
}

/** `A/N thanks all` needs no separator; `Author notes were found in the attic` is a sentence. */
function opensNote(label: string, separator: string, unmarked: string): boolean {
  if (/^a\s?[/.]/iu.test(label) || /[:：.)\]–—-]/u.test(separator)) return true;
  const rest = unmarked.slice(label.length).trim();
  return /^[*_~)\]}>=-]*$/u.test(rest);
}

function confidenceOf(label: string, isOwn: boolean): number {
  if (isOwn) return 0.9;
  return /^p/iu.test(label) ? 0.5 : 0.7;
}

/** The note's text without the bracket or the marks that close what opened before its label. */
function withoutClosing(rest: string, marks: string): string {
  const opening = marks.trim().at(-1) ?? '';
  const closing = CLOSING[opening];
  const trimmed = rest.trimEnd();
  return closing !== undefined && trimmed.endsWith(closing) && !trimmed.slice(0, -1).includes(opening)
    ? trimmed.slice(0, -1).trimEnd()
    : trimmed;
}

const CLOSING: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '*': '*',
  _: '_',
  '~': '~',
};

/** What authors say to readers and no narrator does, each with how sure it makes. */
const ADDRESSES: readonly (readonly [RegExp, number])[] = [
  [
    /\bthank(?:s| you)(?: all| so much| again| everyone| very much){0,2} (?:for|to (?:all|everyone)(?: of you)?(?: who)?) (?:the |your |all |my |those |who |reading|review|favou?rit|follow|comment|sticking)/iu,
    0.7,
  ],
  [
    /\b(?:please|pls|plz),? (?:do )?(?:r ?& ?r\b|(?:read (?:and|&) )?(?:review|comment)\b|leave (?:me )?(?:a |some )?(?:review|comment|kudos))/iu,
    0.7,
  ],
  [/^\W{0,4}r ?& ?r\b/iu, 0.7],
  [/\breviews? (?:are|is) (?:always )?(?:love|welcome|appreciated|much|greatly|great)/iu, 0.7],
  [
    /\b(?:i )?hope (?:that )?(?:you|y['’]all)(?: all| guys| have|['’]ve)? (?:enjoy|lik)(?:ed)? (?:it|this|the|my|reading)\b/iu,
    0.65,
  ],
  [
    /\bsorry (?:for|about) (?:the|my|such an?|being)? ?(?:long |late |delayed )?(?:wait|delay|late|lateness|short chapter|hiatus)/iu,
    0.65,
  ],
  [/\bnext (?:chapter|update|chap|installment)\b.{0,40}\b(?:will|should|soon|coming|be up|out|posted|week)\b/iu, 0.65],
  [/^\W{0,4}beta(?:['’]?e?d|-read) by\b/iu, 0.7],
  [
    /\b(?:i )?(?:do(?:n['’]?t| not)) own (?:any(?:thing| of)|the (?:characters|rights)|these|them|harry|naruto|this|it)\b/iu,
    0.65,
  ],
  [/\b(?:this is )?my (?:very )?(?:first|1st) (?:ever )?(?:fan ?)?(?:fic|story|fanfiction)\b/iu, 0.65],
  [/\b(?:let me know|tell me) what you (?:think|thought)\b.{0,40}\b(?:review|comment|chapter|story)/iu, 0.65],
  [/\b(?:happy reading|until next time|see you next (?:chapter|time)|stay tuned)\b/iu, 0.5],
];
/** One of these words is in each of them: a quick test that most paragraphs fail. */
const ADDRESS_WORDS =
  /thank|review|r ?& ?r|please|pls|plz|hope|sorry|next |beta|own |first |1st |let me|tell me|happy r|until n|see you|stay t/i;
const DIALOGUE = /["“”„«»「」]/u;
const SIGN_OFF = /^[~-]{1,3}\s?\p{L}[\p{L}\p{N} _.'’-]{1,30}\s?[~-]{0,3}$/u;

function unlabelledOpening(text: string, start: string): NoteOpening | undefined {
  if (DIALOGUE.test(start)) return undefined;
  const forms = ADDRESS_WORDS.test(start) ? ADDRESSES.filter(([form]) => form.test(start)) : [];
  const confidence = Math.max(0, ...forms.map(([, sure]) => sure));
  if (confidence > 0) return { rest: text.trim(), confidence };
  return /^\s*[~-]/.test(text) && SIGN_OFF.test(text.slice(0, 60).trim()) && text.length < 50
    ? { rest: text.trim(), confidence: 0.4 }
    : undefined;
}
