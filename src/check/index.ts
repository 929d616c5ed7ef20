import { isKoboMark } from '../container/kobo-marks.js';
import { readPublication } from '../container/publication.js';
import type { Code } from '../diagnostics/codes.js';
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
  const { diagnostics } = findingsOf(bytes, options);
  return options.depth === 'house'
    ? diagnostics
    : [...diagnostics, ...(await general(bytes, diagnostics, options.name))];
}

/** How often each code is found in a book, also where it is found too often for each to be said. */
export async function countFindings(bytes: Uint8Array): Promise<ReadonlyMap<Code, number>> {
  const { diagnostics, counts } = findingsOf(bytes, { depth: 'full' });
  const all = new Map(counts);
  for (const { code } of await general(bytes, diagnostics)) all.set(code, (all.get(code) ?? 0) + 1);
  return all;
}

function findingsOf(bytes: Uint8Array, { depth, name }: CheckOptions): Findings {
  const findings = new Findings(name);
  const isHouse = depth === 'house';
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
  return findings;
}

async function general(bytes: Uint8Array, ours: readonly Diagnostic[], name?: string): Promise<readonly Diagnostic[]> {
  const { checkConformance } = await import('./conformance.js');
  return checkConformance(bytes, ours, name);
}
