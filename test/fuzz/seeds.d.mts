import type { Seeds } from './cases.mjs';

export function loadSeeds(library: {
  readonly build: (
    input: { readonly name: string; readonly bytes: Uint8Array },
    options: { readonly cover: boolean },
  ) => Promise<{ readonly fileName: string; readonly bytes: Uint8Array }>;
}): Promise<Seeds>;
