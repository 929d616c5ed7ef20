const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

/** `MCMXCIV`; what the Romans could not write (below 1, above 3999) in our digits. */
export function romanNumeral(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let left = value;
  let numeral = '';
  for (const [worth, sign] of ROMAN) {
    for (; left >= worth; left -= worth) numeral += sign;
  }
  return numeral;
}

/** `C` for 3; after `Z` in digits. */
export const letterNumeral = (value: number): string =>
  value >= 1 && value <= 26 ? String.fromCharCode(64 + value) : String(value);
