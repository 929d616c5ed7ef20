import { type Inline, text } from '../../model/story.js';
import type { FieldLine } from './field-lines.js';
import type { Line } from './lines.js';

/** A file in the notation of Aozora Bunko: ruby, annotations, a legend before the text and its source after it. */
export interface Aozora {
  readonly lines: readonly Line[];
  readonly fields: readonly FieldLine[];
  readonly ranges: readonly (readonly [number, number])[];
  /** The lines that an annotation makes headings, with their rank: 1 is the highest. */
  readonly headings: ReadonlyMap<number, number>;
}

const RUBY = /\p{Script=Han}《[\p{Script=Hiragana}\p{Script=Katakana}ー]{1,20}》/u;
const RULE = /^-{20,}$/u;
const LEGEND_WITHIN = 60;

/** The file as its notation means it, or undefined when it has none of it. */
export function readAozora(lines: readonly Line[]): Aozora | undefined {
  const legend = legendRange(lines);
  const ruby = lines.slice(0, 400).filter(({ text }) => text.includes('《') && RUBY.test(text.slice(0, 4000))).length;
  const source = lines.findLastIndex((line) => /^底本[：:]/u.test(line.text));
  const hasAnnotations = lines.some((line) => line.text.includes('［＃'));
  if (!legend && ruby < 2 && source < 0 && !hasAnnotations) return undefined;
  const end = source < 0 ? lines.length : source;
  const body = [...lines.slice(0, legend?.[0] ?? 0), ...lines.slice(legend?.[1] ?? 0, end)];
  const tail = lines.slice(end);
  return {
    ...annotated(body),
    fields: sourceFields(tail),
    ranges: [legend && lines.slice(legend[0], legend[1]), tail].flatMap((part) => {
      const [first, last] = [part?.[0], part?.at(-1)];
      return first && last ? [[first.number, last.number] as const] : [];
    }),
  };
}

function legendRange(lines: readonly Line[]): readonly [number, number] | undefined {
  const first = lines.slice(0, LEGEND_WITHIN).findIndex((line) => RULE.test(line.text));
  if (first < 0 || !/^【.*記号/u.test(lines[first + 1]?.text ?? '')) return undefined;
  const last = lines.slice(0, LEGEND_WITHIN).findIndex((line, at) => at > first && RULE.test(line.text));
  return last < 0 ? undefined : [first, last + 1];
}

/** What stands below 底本: the printed source, who typed it, and when it was published on the web. */
function sourceFields(tail: readonly Line[]): readonly FieldLine[] {
  const [first] = tail;
  if (!first) return [];
  const value = tail
    .map((line) => line.text)
    .join(' ')
    .replace(/^底本[：:]\s*/u, '');
  const place = { line: first.number, column: first.column };
  const source: FieldLine = {
    label: '底本',
    match: { meaning: 'other', confidence: 1 },
    paragraphs: [value],
    ...place,
  };
  const posted = tail.find((line) => /公開$/u.test(line.text));
  if (!posted) return [source];
  const date: FieldLine = {
    label: '公開',
    match: { meaning: 'published', confidence: 1 },
    paragraphs: [posted.text],
    line: posted.number,
    column: posted.column,
  };
  return [source, date];
}

const HEADING = /［＃(?:「([^」]{1,80})」は)?(?:同行|窓)?([大中小])見出し(?:終わり)?］/u;
const LAYOUT =
  /［＃[^］]{0,200}(?:字下げ|字上げ|地付き|地から|改ページ|改丁|改段|見出し|ページの左右中央|段組|センター|中央揃え|太字|罫囲み|横組み|字詰め|小さな活字|大きな活字)[^］]{0,100}］/gu;
const RANKS: Readonly<Record<string, number>> = { 大: 1, 中: 2, 小: 3 };

/** The lines without the annotations that only set them, and which of them are headings. */
function annotated(lines: readonly Line[]): Pick<Aozora, 'lines' | 'headings'> {
  const headings = new Map<number, number>();
  const kept: Line[] = [];
  let gap = 0;
  let opensPage = false;
  for (const line of lines) {
    gap += line.gap;
    const heading = line.text.includes('見出し') ? HEADING.exec(line.text) : null;
    const plain = line.text.includes('［＃') ? line.text.replace(LAYOUT, '').trim() : line.text;
    opensPage ||= line.opensPage || /［＃改(?:ページ|丁|段)］/u.test(line.text);
    if (plain === '') {
      gap++;
      continue;
    }
    if (heading) headings.set(line.number, RANKS[heading[2] ?? '中'] ?? 2);
    kept.push({ ...line, text: plain, gap, opensPage });
    gap = 0;
    opensPage = false;
  }
  return { lines: kept, headings };
}

const NOTATION =
  /｜([^《｜\n]{1,60})《([^》]{1,60})》|([\p{Script=Han}々〆ヶ]{1,30})《([^》]{1,60})》|(※)?［＃([^］]{0,300})］/gu;

/** The text with its readings as ruby, its emphasis dots as emphasis, and other annotations left out. */
export function readAozoraInlines(line: string, inlines: (text: string) => readonly Inline[]): readonly Inline[] {
  if (!/[《］]/u.test(line)) return inlines(line);
  const out: Inline[] = [];
  let at = 0;
  let pending = '';
  const flush = (): void => {
    if (pending !== '') for (const one of inlines(pending)) out.push(one);
    pending = '';
  };
  for (const match of line.matchAll(NOTATION)) {
    pending += line.slice(at, match.index);
    at = match.index + match[0].length;
    const [, marked, markedReading, base, reading, missing, note = ''] = match;
    const kanji = marked ?? base;
    if (kanji !== undefined) {
      flush();
      out.push({ type: 'ruby', base: kanji, reading: markedReading ?? reading ?? '' });
    } else if (missing !== undefined) pending += missingCharacter(note);
    else {
      const dotted = /^「([^」]{1,100})」に[^」]*(?:傍点|傍線)$/u.exec(note)?.[1];
      if (dotted === undefined || !pending.endsWith(dotted)) continue;
      pending = pending.slice(0, -dotted.length);
      flush();
      out.push({ type: 'emphasis', children: [text(dotted)] });
    }
  }
  pending += line.slice(at);
  flush();
  return out;
}

/** A character that the writers' fonts had not: by its code point where the note names one, else the printers' 〓. */
function missingCharacter(note: string): string {
  const code = /U\+([0-9A-F]{4,5})/u.exec(note)?.[1];
  return code === undefined ? '〓' : String.fromCodePoint(Number.parseInt(code, 16));
}
