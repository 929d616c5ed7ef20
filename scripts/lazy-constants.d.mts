/** The code of a file with the constants at its top made when they are first used. */
export function makeConstantsLazy(code: string, ranges?: readonly { start: number; end: number }[]): string;
