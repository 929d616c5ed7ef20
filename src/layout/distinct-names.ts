/**
 * Gives each name as it is, or numbered by `withNumber` from 2 where it is taken already: by one of `taken`, or by an
 * earlier call. Goes on where the last one stopped, so that ten thousand alike cost no more than ten thousand others.
 */
export function distinctNames(
  taken: Iterable<string>,
  withNumber: (name: string, number: number) => string,
): (name: string) => string {
  const used = new Set(taken);
  const numbers = new Map<string, number>();
  return (name) => {
    let number = numbers.get(name) ?? 1;
    let unique = number === 1 ? name : withNumber(name, number);
    while (used.has(unique)) {
      number += 1;
      unique = withNumber(name, number);
    }
    numbers.set(name, number);
    used.add(unique);
    return unique;
  };
}
