import { createHash } from 'node:crypto';
import { StoryError } from '../diagnostics/report.js';

/** What a name template may ask of a story; all but `path` may be missing. */
export interface NameFacts {
  /** The story's place below the folder that was given, without its extension: `en/0042_rain`. */
  readonly path: string;
  readonly title?: string;
  readonly author?: string;
  readonly series?: string;
  readonly position?: number;
  readonly language?: string;
  readonly fandom?: string;
  readonly rating?: string;
  readonly year?: string;
}

const FIELDS: ReadonlySet<string> = new Set<keyof NameFacts>([
  'path',
  'title',
  'author',
  'series',
  'position',
  'language',
  'fandom',
  'rating',
  'year',
]);

/** Where nothing is said, a book lies where its story lay. */
export const DEFAULT_TEMPLATE = '{path}';

/** A template parsed: the parts between slashes, each of text and fields. */
export interface NameTemplate {
  readonly parts: readonly (readonly Piece[])[];
}

type Piece = { readonly text: string } | { readonly field: keyof NameFacts };

/** `{author}/{series}/{position} {title}`. Throws `setting-invalid` for a field that there is not. */
export function parseTemplate(template: string): NameTemplate {
  const parts = template.split(/[/\\]+/).filter((part) => part.trim() !== '');
  if (parts.length === 0 || !/\{[a-z]+\}/.test(template)) throw badTemplate(template, 'it names no field');
  return { parts: parts.map((part) => piecesOf(part, template)) };
}

function piecesOf(part: string, template: string): readonly Piece[] {
  return part.split(/(\{[^{}]*\})/).flatMap((piece): readonly Piece[] => {
    if (piece === '') return [];
    if (!piece.startsWith('{')) return [{ text: piece }];
    const field = piece.slice(1, -1);
    if (!isField(field)) throw badTemplate(template, `there is no field \`${piece}\``);
    return [{ field }];
  });
}

const isField = (name: string): name is keyof NameFacts => FIELDS.has(name);

const badTemplate = (template: string, why: string): StoryError =>
  new StoryError(
    'setting-invalid',
    `The name \`${template}\` cannot be used: ${why}. Write it of ${[...FIELDS].map((field) => `{${field}}`).join(', ')}.`,
  );

/**
 * The path that the template gives a book, with slashes, without its extension, portable to every file system. A part
 * whose fields are all missing is left out; the last part then is the story's own name.
 */
export function nameOf({ parts }: NameTemplate, facts: NameFacts): string {
  const names = parts.flatMap((pieces, index) => {
    const isLast = index === parts.length - 1;
    const filled = fill(pieces, facts);
    if (filled !== undefined) return filled;
    return isLast ? ownPart(facts.path.replace(/^.*\//, '')) : [];
  });
  return names
    .join('/')
    .split('/')
    .map((name, index, { length }) => (index < length - 1 ? name.replace(BOOK_NAME, '$&-') : name))
    .join('/');
}

/** A folder that is called as a book would be in that book's way. */
const BOOK_NAME = /\.epub$/iu;

/** A part's text; undefined when it has fields and none has a value. `{path}` may be several parts. */
function fill(pieces: readonly Piece[], facts: NameFacts): string | undefined {
  const values = pieces.map((piece) => ('text' in piece ? piece.text : wordOf(piece.field, facts)));
  const isMissing = pieces.every((piece, index) => 'text' in piece || values[index] === undefined);
  if (isMissing && pieces.some((piece) => 'field' in piece)) return undefined;
  const text = values.map((value) => value ?? '').join('');
  const isPath = pieces.length === 1 && pieces.some((piece) => 'field' in piece && piece.field === 'path');
  if (isPath) return facts.path.split('/').map(ownPart).join('/');
  return portablePart(text) || undefined;
}

/** The name of a file or folder of the story; one of which no file system takes anything still needs a name. */
const ownPart = (name: string): string => portablePart(name) || '-';

function wordOf(field: keyof NameFacts, facts: NameFacts): string | undefined {
  const value = facts[field];
  if (value === undefined || value === '') return undefined;
  // Sorted as people count: `02` before `10`.
  return typeof value === 'number' ? String(value).replace(/^\d(?=\.|$)/, '0$&') : value;
}

/** The longest name that every file system takes, in bytes of UTF-8, less room for an ordinal and the extension. */
const LONGEST_PART = 180;
// Windows' own devices: a file of that name cannot be opened there.
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\s*(?:\.|$))/i;

/** One part of a path: no character that Windows, macOS or FAT forbid, no leading dot, no trailing dot or space. */
export function portablePart(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/["“”]/gu, "'")
    .replace(/\s*:\s+/gu, ' - ')
    .replace(/[<>:/\\|?*]+/gu, '-')
    .replace(/^[\s.]+/u, '');
  const short = cut(plain, LONGEST_PART).replace(/[\s.]+$/u, '');
  return short.replace(DEVICE, '$&-');
}

/** The beginning of the text, of at most so many bytes, in whole characters. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) return kept;
    kept += character;
  }
  return kept;
}

/** A book that wants a name. */
export interface Wanted {
  /** Its story's key. */
  readonly key: string;
  /** With slashes and extension. */
  readonly name: string;
}

/**
 * The name of each book, by its story's key. Of several that want the same name (which is so where case alone parts them,
 * as on FAT and macOS) the first by key has it, and the others bear a mark made from their keys: the same stories get the
 * same names in whatever order they come. `isTaken` tells which names are nobody's to have.
 */
export function assignNames(
  wanted: readonly Wanted[],
  isTaken: (name: string) => boolean = () => false,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const given = new Set<string>();
  for (const { key, name } of [...wanted].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const free = freeName(name, key, (one) => given.has(foldName(one)) || isTaken(one));
    given.add(foldName(free));
    names.set(key, free);
  }
  return names;
}

/** The name, with a mark where it is taken. */
export function freeName(name: string, key: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let turn = 0; isTaken(free); turn += 1) free = marked(name, turn === 0 ? key : `${key}\n${turn}`);
  return free;
}

/** The name as file systems compare it that know no case, and one form of each accented letter: `Straße` is `STRASSE`. */
export const foldName = (name: string): string => name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');

/** `Rain.kepub.epub` → `Rain [1f3a9c02].kepub.epub`. */
function marked(name: string, key: string): string {
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const extension = bookExtension(name);
  return `${name.slice(0, name.length - extension.length)} [${mark}]${extension}`;
}

/** `.epub`, `.kepub.epub`: a Kobo goes by both parts. */
export const bookExtension = (name: string): string => /(?:\.kepub)?\.[^./]+$/iu.exec(name)?.[0] ?? '';
