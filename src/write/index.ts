import type { Writer } from './writer.js';

/** The output formats, a line each; KEPUB and AZW3 take their places here. */
export const WRITERS = {
  epub: async (): Promise<Writer> => (await import('./epub/epub-writer.js')).epubWriter,
} as const;

export type OutputFormat = keyof typeof WRITERS;
