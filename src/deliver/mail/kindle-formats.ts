import { StoryError } from '../../diagnostics/report.js';

/** What only Kindles read; Send-to-Kindle takes none of it any more. */
const KINDLE_EXTENSION = /\.(?:azw[34]?|kfx|mobi|prc|kpf)$/i;

/** Throws `mail-format` where the file is a Kindle book, by its name or by its PalmDB type and creator. */
export function refuseKindleFormat(file: string, bytes: Uint8Array): void {
  const isPalmBook = new TextDecoder('latin1').decode(bytes.subarray(60, 68)) === 'BOOKMOBI';
  if (!isPalmBook && !KINDLE_EXTENSION.test(file)) return;
  const message = `\`${file}\` is a Kindle file, and Send-to-Kindle refuses those (Amazon help 201974220). Send the EPUB or the story that it was made of, or copy the file over by cable.`;
  throw new StoryError('mail-format', message, { file });
}
