import type { StoryPrint } from './fingerprints.js';
import { MOST_STORIES } from './overlap.js';

export interface Candidates {
  /** Indices of stories that share shingles, the lower first. */
  readonly pairs: readonly (readonly [number, number])[];
  /** The shingles of more than `MOST_STORIES` stories. */
  readonly common: ReadonlySet<number>;
}

/** A number holds a shingle's hash and a story's index beside it: 32 and 21 bits of its 53. */
const MOST_PRINTS = 2 ** 21;
/** Stories that share a shingle are all paired up to this many, beyond it each with the next. */
const MOST_PAIRED = 4;
/** One shingle in common is chance: a phrase of five words. */
const FEWEST_SHARED = 2;
/** Of the smaller sketch's shingles, so many must be shared for the pair to be looked at. */
const FEWEST_SHARE = 0.08;

/**
 * The pairs of stories worth a closer look: those that share shingles. Never all pairs: the shingles of all sketches
 * are sorted, and only neighbours meet. A shingle that many stories have pairs few of them, and what two of those have in
 * common beside it pairs them all the same.
 */
export function findCandidates(prints: readonly StoryPrint[]): Candidates {
  if (prints.length > MOST_PRINTS) throw new RangeError(`At most ${MOST_PRINTS} stories can be compared.`);
  const common = new Set<number>();
  const pairs = new Pairs();
  const entries = entriesOf(prints);
  const owners: number[] = [];
  for (let at = 0; at < entries.length; ) {
    const hash = Math.floor((entries[at] as number) / MOST_PRINTS);
    owners.length = 0;
    for (; at < entries.length && Math.floor((entries[at] as number) / MOST_PRINTS) === hash; at += 1) {
      const owner = (entries[at] as number) % MOST_PRINTS;
      if (owner !== owners.at(-1)) owners.push(owner);
    }
    if (owners.length > MOST_STORIES) common.add(hash);
    pairUp(owners, pairs);
  }
  const sizes = prints.map(({ chapters }) => chapters.reduce((sum, { sketch }) => sum + sketch.length, 0));
  const isTelling = (one: number, other: number, shared: number): boolean => {
    // A fine sketch shares an eighth of its shingles with a coarse one at most.
    const scale = prints[one]?.isFine === prints[other]?.isFine ? 1 : 1 / 8;
    const smaller = Math.min(sizes[one] ?? 0, sizes[other] ?? 0);
    return shared >= FEWEST_SHARED && shared >= smaller * FEWEST_SHARE * scale;
  };
  return {
    pairs: pairs.counted().flatMap(([one, other, shared]) => (isTelling(one, other, shared) ? [[one, other]] : [])),
    common,
  };
}

/** Every shingle with every story that has it, sorted by shingle, then by story. */
function entriesOf(prints: readonly StoryPrint[]): Float64Array {
  let size = 0;
  for (const { chapters } of prints) for (const { sketch } of chapters) size += sketch.length;
  const entries = new Float64Array(size);
  let at = 0;
  prints.forEach(({ chapters }, index) => {
    for (const { sketch } of chapters) {
      for (const hash of sketch) {
        entries[at] = hash * MOST_PRINTS + index;
        at += 1;
      }
    }
  });
  return entries.sort();
}

function pairUp(owners: readonly number[], pairs: Pairs): void {
  const reach = owners.length <= MOST_PAIRED ? owners.length : 1;
  for (let first = 0; first < owners.length; first += 1) {
    const last = Math.min(owners.length - 1, first + reach);
    for (let second = first + 1; second <= last; second += 1) {
      pairs.add(owners[first] as number, owners[second] as number);
    }
  }
}

/** Pairs as they come, many of them again and again. */
class Pairs {
  #codes = new Float64Array(1024);
  #length = 0;

  add(one: number, other: number): void {
    if (this.#length === this.#codes.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    this.#codes[this.#length] = one * MOST_PRINTS + other;
    this.#length += 1;
  }

  /** Each pair once, with how often it came. */
  counted(): readonly (readonly [number, number, number])[] {
    const sorted = this.#codes.subarray(0, this.#length).sort();
    const counted: (readonly [number, number, number])[] = [];
    for (let at = 0; at < sorted.length; ) {
      const code = sorted[at] as number;
      const start = at;
      while (at < sorted.length && sorted[at] === code) at += 1;
      counted.push([Math.floor(code / MOST_PRINTS), code % MOST_PRINTS, at - start]);
    }
    return counted;
  }
}
