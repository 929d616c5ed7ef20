import type { Diagnostic } from '../diagnostics/report.js';

export interface CheckOptions {
  /** `house`: our own rules, cheap enough for every build. `full`: general EPUB conformance too. */
  readonly depth: 'house' | 'full';
  /** What diagnostics call the book. */
  readonly name?: string;
}

/** What is wrong with a book, as diagnostics; empty when it is sound. */
export async function checkBook(_bytes: Uint8Array, _options: CheckOptions): Promise<readonly Diagnostic[]> {
  return [];
}
