import { preflight } from '../../check/preflight.js';
import { deviceNamed } from '../../devices/profiles.js';
import type { Diagnostic } from '../../diagnostics/report.js';

/** What Send-to-Kindle would find wrong with the EPUB; errors mean that it refuses the book. */
export async function judgeForKindle(bytes: Uint8Array, file: string): Promise<readonly Diagnostic[]> {
  const kindle = deviceNamed('kindle');
  const findings = await preflight(bytes, kindle ? [kindle] : [], { name: file, byMail: true });
  // What could be smaller or plainer keeps no book from its Kindle.
  return findings.filter(({ severity }) => severity !== 'info');
}
