import { StoryError } from '../diagnostics/report.js';
import { looksLikeDocx } from './docx/sniff.js';
import { looksLikeEpub } from './epub/sniff.js';
import { looksLikeFictionBook } from './fb2/sniff.js';
import { looksLikeHtml } from './html/sniff.js';
import { looksLikeOpenDocument } from './odt/sniff.js';
import type { Reader, Source } from './reader.js';

interface Registration extends Omit<Reader, 'read'> {
  /** Imports the reader: its modules load only when a story needs them. */
  readonly load: () => Promise<Reader>;
}

/** Every input format, a line each. `sniff` runs without loading the reader. */
export const READERS: readonly Registration[] = [
  {
    name: 'folder',
    extensions: [],
    sniff: (source) => (source.members ? 1 : 0),
    load: async () => (await import('./folder/folder-reader.js')).folderReader(pickReader),
  },
  {
    name: 'text',
    extensions: ['txt', 'text'],
    sniff: () => 0.1,
    load: async () => (await import('./text/text-reader.js')).textReader,
  },
  {
    name: 'markdown',
    extensions: ['md', 'markdown', 'mdown'],
    sniff: () => 0,
    load: async () => (await import('./markdown.js')).markdownReader,
  },
  {
    name: 'html',
    extensions: ['html', 'htm', 'xhtml', 'xht'],
    sniff: looksLikeHtml,
    load: async () => (await import('./html/html-reader.js')).htmlReader,
  },
  {
    name: 'odt',
    extensions: ['odt', 'fodt', 'ott'],
    sniff: looksLikeOpenDocument,
    load: async () => (await import('./odt.js')).odtReader,
  },
  {
    name: 'docx',
    extensions: ['docx'],
    sniff: looksLikeDocx,
    load: async () => (await import('./docx.js')).docxReader,
  },
  {
    name: 'fb2',
    extensions: ['fb2', 'fbz'],
    sniff: looksLikeFictionBook,
    load: async () => (await import('./fb2.js')).fb2Reader,
  },
  {
    name: 'epub',
    extensions: ['epub'],
    sniff: looksLikeEpub,
    load: async () => (await import('./epub.js')).epubReader,
  },
];

/** The reader for the source: by the bytes' own signature where there is one, else by its name. */
export async function pickReader(source: Source): Promise<Reader> {
  const extension = /\.([^./\\]+)$/.exec(source.name)?.[1]?.toLowerCase() ?? '';
  const scored = READERS.map((reader) => ({
    reader,
    score: Math.max(reader.sniff(source), reader.extensions.includes(extension) ? 0.5 : 0),
  })).sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (!best || best.score === 0) {
    throw new StoryError('format-unknown', `No reader knows the format of \`${source.name}\`.`, { file: source.name });
  }
  return best.reader.load();
}
