import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('storybind/package.json') as { readonly version: string };

/** The version that package.json states. */
export const VERSION = manifest.version;
