import { type Report, StoryError } from '../diagnostics/report.js';
import { decode } from '../text/encoding.js';
import type { Source } from './reader.js';

export interface SourceText {
  /** Without a byte order mark and without the control characters that XML forbids; line ends are LF. */
  readonly text: string;
  readonly encoding: string;
}

export interface SourceTextOptions {
  /** Leaves form feeds in the text: they open pages in plain text. Default: each becomes a line feed. */
  readonly keepsFormFeeds?: boolean;
  /** The encoding that the bytes name themselves (`<meta charset>`). */
  readonly declared?: string | undefined;
}

/** The source's text, with what had to be guessed or mended said. Throws `input-empty` and `input-binary`. */
export function readSourceText(source: Source, report: Report, options: SourceTextOptions = {}): SourceText {
  const about = { file: source.name };
  if (source.bytes.length === 0)
    throw new StoryError('input-empty', 'The file is empty. Give a file with a story in it.', about);
  const decoded = decode(source.bytes, options.declared);
  if (!decoded) {
    throw new StoryError('input-binary', 'The file is not text. Give the story as text or Markdown.', about);
  }
  const { encoding, invalid } = decoded;
  if (decoded.isGuessed) {
    report.add(
      'encoding-guessed',
      `The encoding was taken to be \`${encoding}\`, by its bytes. Save the file as UTF-8 to be sure.`,
    );
  }
  if (invalid > 0) {
    const bytes = invalid === 1 ? 'A byte is' : `${invalid} bytes are`;
    report.add(
      'encoding-invalid',
      `${bytes} no \`${encoding}\` and stand as \uFFFD in the text. Save the file as UTF-8.`,
    );
  }
  if (decoded.isRepaired)
    report.add('encoding-repaired', 'The text had been decoded wrongly once before, which was mended.');
  const printable = withoutControls(decoded.text, report);
  const text = options.keepsFormFeeds ? printable : printable.replace(/\f/g, '\n');
  if (text.trim() === '')
    throw new StoryError('input-empty', 'The file holds no text. Give a file with a story in it.', about);
  return { text, encoding };
}

/** XML 1.0 #charsets: these cannot stand in a book, by no means of writing them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffe\uffff]/g;

/** `ESC [ 31 m`: what terminals are told colours by. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question.
const TERMINAL_CODE = /\u001b\[[0-9;?]{0,30}[A-Za-z]/g;
/** A letter struck over by the next, as printers were told to print bold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question.
const OVERSTRIKE = /[^\n]\u0008/g;

function withoutControls(text: string, report: Report): string {
  if (text.search(FORBIDDEN) < 0) return text;
  const bare = text.replace(TERMINAL_CODE, '').replace(OVERSTRIKE, '').replace(FORBIDDEN, '');
  const count = text.length - bare.length;
  if (count > 0) report.add('control-characters', `Control characters that no book can hold were removed (${count}).`);
  return bare;
}
