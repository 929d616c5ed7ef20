// Chance that falls the same way at every run.
import { randomFrom } from '../accuracy/variations/random.mjs';

/** The chances of one run: they follow from the seed and the run's index alone. */
export function diceOf(seed, index) {
  const random = randomFrom(mixed(seed, index));
  const below = (count) => Math.floor(random() * count);
  return {
    /** A whole number from 0 up to, not including, the count. */
    below,
    /** One of the values. */
    pick: (values) => values[below(values.length)],
    /** True in this share of the cases. */
    chance: (share) => random() < share,
    /** Mostly small, now and then as large as the most: 1, 2, 1, 3, 60. */
    few: (most) => 1 + Math.floor(random() ** 4 * most),
  };
}

/** Neighbouring seeds and indexes far apart (the finaliser of MurmurHash3). */
function mixed(seed, index) {
  let hash = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((index + 1) | 0, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
