import { openBook } from '../../read/epub/open.js';
import { looksLikeEpub } from '../../read/epub/sniff.js';
import { readingLimits } from '../../read/limits.js';
import type { Source } from '../../read/reader.js';

/** The title of the EPUB, empty where it states none; undefined where the file is a story. Throws `input-damaged`. */
export function epubTitle(source: Source): string | undefined {
  if (source.members || looksLikeEpub(source) === 0) return undefined;
  const { pack } = openBook(source, readingLimits());
  return pack.metadata.find(({ name }) => name === 'dc:title')?.value.trim() ?? '';
}
