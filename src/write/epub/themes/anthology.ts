import type { Frame } from './frame.js';

/** What only books of several stories have: a story's text after its own title page, and the indexes. */
export function anthology({ before, after, start }: Frame): string {
  return `.by {
  font-size: 0.875em;
}

.story {
  margin-${before}: 4em;
  page-break-before: always;
}

.index .entries {
  list-style-type: none;
  padding: 0;
}

.index li {
  margin-${before}: 0.75em;
  page-break-inside: avoid;
}

.index h2 {
  margin-${after}: 0.25em;
}

.term, .places {
  display: block;
}

.places {
  padding-${start}: 1.5em;
}

.index a {
  color: inherit;
}
`;
}
