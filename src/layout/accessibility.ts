import type { AccessibilityClaims, Cover } from '../model/book.js';
import { isMeaningfulAlternative } from '../text/alternative.js';
import type { ShownImage } from './images.js';

/** What every book of the house has: contents, headings, one order, text that reflows, and DPUB-ARIA roles. */
const ALWAYS = ['tableOfContents', 'structuralNavigation', 'readingOrder', 'displayTransformability', 'ARIA'] as const;

/**
 * What the book may claim. `alternativeText` only where every picture has one (or is marked as decoration) and at least
 * one says something; a single picture without takes the claim away. EPUB Accessibility 1.1 #sec-disc-package.
 */
export function accessibilityClaims(
  shown: readonly ShownImage[],
  cover: Cover | undefined,
  certifiedBy?: string,
): AccessibilityClaims {
  const alternatives = [...shown.map(({ alt }) => alt), ...(cover ? [cover.alt] : [])];
  const hasAll =
    alternatives.every((alt) => alt !== undefined && isMeaningfulAlternative(alt)) &&
    alternatives.some((alt) => alt?.trim());
  return {
    features: [...ALWAYS, ...(hasAll ? ['alternativeText'] : [])],
    summary:
      certifiedBy === undefined
        ? 'Made automatically from a story’s text by storybind; checked by machine, not evaluated by a person.'
        : `Made automatically from a story’s text by storybind; evaluated by ${certifiedBy}.`,
    ...(certifiedBy !== undefined && { certifiedBy }),
  };
}
