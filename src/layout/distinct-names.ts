/**
 * Gives each name as it is, or numbered by `withNumber` from 2 where it is taken already: by one of `taken`, or by an
 * earlier call.
 */
export function distinctNames(
  taken: Iterable<string>,
  withNumber: (name: string, number: number) => string,
): (name: string) => string {
  const used = new Set(taken);
  return (name) => {
    let unique = name;
    for (let number = 2; used.has(unique); number++) unique = withNumber(name, number);
    used.add(unique);
    return unique;
  };
}
