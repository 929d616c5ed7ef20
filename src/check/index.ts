import { isKoboMark } from '../container/kobo-marks.js';
import { readPublication } from '../container/publication.js';
import type { Diagnostic } from '../diagnostics/report.js';
import { Findings } from './findings.js';
import type { Depth } from './rule.js';
import { RULES } from './rules.js';

export interface CheckOptions {
  /** `house`: our own rules, cheap enough for every build. `full`: general EPUB conformance too. */
  readonly depth: Depth;
  /** What diagnostics call the book; its members are named below it. */
  readonly name?: string;
}

/** What is wrong with a book, as diagnostics; empty when it is sound. Whatever the bytes are, it never throws. */
export async function checkBook(bytes: Uint8Array, options: CheckOptions): Promise<readonly Diagnostic[]> {
  const findings = new Findings(options.name);
  const isHouse = options.depth === 'house';
  // A KEPUB's marks are thousands, and none of the house's business; in full, they are elements like any other.
  const book = readPublication(bytes, undefined, isHouse ? { isTransparent: isKoboMark } : {});
  for (const rule of RULES) {
    if (rule.depth === 'full' && isHouse) continue;
    try {
      rule.check(book, findings);
    } catch (error) {
      findings.add(
        'check-defect',
        `The rule \`${rule.name}\` failed: ${String(error)}. Please report it with the book.`,
      );
    }
  }
  if (isHouse) return findings.diagnostics;
  const { checkConformance } = await import('./conformance.js');
  return [...findings.diagnostics, ...(await checkConformance(bytes, findings.diagnostics, options.name))];
}
