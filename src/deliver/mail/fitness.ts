import type { Diagnostic } from '../../diagnostics/report.js';

/** What Send-to-Kindle would find wrong with the EPUB; errors mean that it refuses the book. */
export async function judgeForKindle(_bytes: Uint8Array, _file: string): Promise<readonly Diagnostic[]> {
  return [];
}
