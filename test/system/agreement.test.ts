import { expect, test } from 'vitest';
import { checkBook } from '../../src/check/index.js';
import { GOOD_BOOK } from '../books/mutations/good-book.js';
import { mutateBook } from './agreement/book-mutations.js';
import { Random } from './agreement/random.js';
import { epubcheck, type Verdict } from './support/epubcheck.js';
import { withBooks } from './support/temporary-books.js';

const SEED = Number(process.env['SEED'] ?? 20_080_629);
const COUNT = Number(process.env['COUNT'] ?? 600);

/** A defect in the checksum alone, or an image whose text is missing though claimed: our errors, not EPUBCheck’s. */
const OURS_ALONE = new Set(['ocf-member-damaged', 'a11y-claim', 'content-image-damaged', 'content-image-type']);

test(`agrees with EPUBCheck on ${COUNT} books with one random change each (seed ${SEED})`, async () => {
  const random = new Random(SEED);
  const books = Array.from({ length: COUNT }, () => mutateBook(GOOD_BOOK, random));
  const verdicts = await withBooks(
    books.map(({ bytes }) => bytes),
    epubcheck,
  );
  const missed: string[] = [];
  const alarms: string[] = [];
  let invalid = 0;
  let valid = 0;
  for (const [index, verdict] of verdicts.entries()) {
    const { label, bytes } = books[index] as (typeof books)[number];
    if (verdict.crash !== '') continue;
    const errors = (await checkBook(bytes, { depth: 'full' })).filter(({ severity }) => severity === 'error');
    if (isInvalid(verdict)) {
      invalid++;
      if (errors.length === 0) missed.push(`${label}: ${verdict.messages[0]?.id}`);
    } else {
      valid++;
      const unshared = errors.filter(({ code }) => !OURS_ALONE.has(code));
      if (unshared.length > 0) alarms.push(`${label}: ${unshared[0]?.code}`);
    }
  }
  const caught = (invalid - missed.length) / invalid;
  console.info(
    `Of ${invalid} invalid books ${(100 * caught).toFixed(1)} % caught; of ${valid} valid ones ${alarms.length} refused.`,
  );
  for (const line of missed) console.info(`missed: ${line}`);
  for (const line of alarms) console.info(`refused: ${line}`);
  expect(caught).toBeGreaterThanOrEqual(0.97);
  expect(alarms.length / valid).toBeLessThanOrEqual(0.03);
});

function isInvalid({ messages }: Verdict): boolean {
  return messages.some(({ severity }) => severity === 'ERROR' || severity === 'FATAL');
}
