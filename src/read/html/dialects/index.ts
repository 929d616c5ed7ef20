import type { Dialect } from '../dialect.js';

/** Every site's and tool's own HTML that is known, a line each; the first that matches reads the page. */
export const DIALECTS: readonly Dialect[] = [];
