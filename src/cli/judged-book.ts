import type { Bound } from '../convert.js';
import type { BuildFlags } from './build-flags.js';
import type { Surroundings } from './ui.js';

/** The book with what the official checker finds in it, where it is asked; diagnostics call it `name`. */
export async function judgedBook(
  bound: Bound,
  name: string,
  { epubcheck }: Pick<BuildFlags, 'epubcheck'>,
  surroundings: Surroundings,
): Promise<Bound> {
  if (!epubcheck) return bound;
  const { askEpubCheck } = await import('./ask-epubcheck.js');
  const findings = await askEpubCheck(bound.bytes, name, surroundings);
  const isSound = bound.isSound && !findings.some(({ severity }) => severity === 'error');
  return { ...bound, isSound, diagnostics: [...bound.diagnostics, ...findings] };
}
