import type { Frame } from './frame.js';

/** What stands outside of the story: the author's notes, footnotes, the facts about it. */
export function notes({ before, after }: Frame): string {
  return `.author-note {
  margin-${before}: 1.5em;
  margin-${after}: 2em;
}

.note-label {
  font-weight: bold;
  margin-${after}: 0.25em;
}

.footnote {
  font-size: 0.875em;
  margin-${before}: 0.5em;
}

.first-footnote {
  border-${before}: 1px solid;
  margin-${before}: 3em;
  padding-${before}: 0.75em;
}

.noteref, .backlink {
  text-decoration: none;
}

.backlink {
  font-weight: bold;
}

.facts {
  margin: 0;
  margin-${before}: 2em;
}

.fact {
  margin-${before}: 0.25em;
}

.facts dt, .facts dd {
  display: inline;
  margin: 0;
}

.facts dt {
  font-weight: bold;
}

.colophon p {
  margin-${before}: 1em;
  text-indent: 0;
}
`;
}
