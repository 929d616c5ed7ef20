import type { Writer } from './writer.js';

/** The output formats, a line each; AZW3 takes its place here. */
export const WRITERS = {
  epub: async (): Promise<Writer> => (await import('./epub/epub-writer.js')).epubWriter,
  kepub: async (): Promise<Writer> => (await import('./kepub/kepub-writer.js')).kepubWriter,
} as const;

export type OutputFormat = keyof typeof WRITERS;
