import type { Report } from '../../diagnostics/report.js';
import type { Head } from './heads.js';
import type { OutlineNode } from './outline.js';

/** More than this is a different way of counting, not a gap. */
const LONGEST_GAP = 10;

/** Says where the numbers of chapters leave one out. Numbers may start over in every part. */
export function reportNumberGaps(nodes: readonly OutlineNode[], report: Report): void {
  let previous: Head | undefined;
  for (const head of chapterHeads(nodes)) {
    const [last, number] = [previous?.parts?.number, head.parts?.number];
    if (previous && last !== undefined && number !== undefined) {
      const missing = Array.from(
        { length: Math.max(0, Math.ceil(number) - Math.floor(last) - 1) },
        (_, index) => Math.floor(last) + 1 + index,
      );
      if (missing.length > 0 && missing.length <= LONGEST_GAP) sayGap(previous, head, missing, report);
    }
    if (number !== undefined) previous = head;
  }
}

function sayGap(previous: Head, head: Head, missing: readonly number[], report: Report): void {
  const numbers = missing.length === 1 ? `number ${missing[0]} is` : `the numbers ${missing.join(', ')} are`;
  const message = `\`${head.text}\` follows \`${previous.text}\`: ${numbers} missing. Look whether the source is whole.`;
  report.add('chapter-number-missing', message, head.piece.place);
}

function* chapterHeads(nodes: readonly OutlineNode[]): Generator<Head> {
  for (const { head, nodes: inner } of nodes) {
    if (head.parts?.role === 'chapter') yield head;
    yield* chapterHeads(inner);
  }
}
