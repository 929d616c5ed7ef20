import type { Frame } from './frame.js';

/** A clean page: headings in the reader's sans-serif at the start of the line, paragraphs set apart by space. */
export function modern({ before, after, start, end, alignStart, isVertical, italic }: Frame): string {
  return `h1, h2, h3, h4, h5, h6, .label, .author, .series, .contributor, .byline, .note-label, .facts {
  font-family: sans-serif;
}

h1, h2, h3, h4, h5, h6 {
  font-weight: bold;
  text-align: ${alignStart};
}

h2 {
  font-size: 1.3em;
  margin: 0;
  margin-${before}: 1.75em;
  margin-${after}: 0.75em;
}

h3, h4, h5, h6 {
  font-size: 1em;
  margin: 0;
  margin-${before}: 1.5em;
  margin-${after}: 0.5em;
}

h1, .opening {
  font-size: 1.6em;
  margin: 0;
  margin-${before}: 2em;
  margin-${after}: 1.25em;
}

p {
  margin-${after}: 0.6em;
  text-indent: ${isVertical ? '1em' : '0'};
}

.line {
  margin-${after}: 0;
  text-indent: -2em;
}

.label {
  font-size: 0.75em;
  font-weight: normal;
  margin-${after}: 0.25em;
}

.part .opening {
  font-size: 2em;
  margin-${before}: 5em;
}

.titlepage h1 {
  font-size: 2.25em;
  margin-${before}: 2em;
  margin-${after}: 0.25em;
}

.subtitle {
  font-size: 1.2em;
}

.author {
  font-size: 1.1em;
  margin-${before}: 1em;
}

.titlepage h2 {
  font-size: 1em;
  margin-${before}: 2em;
  margin-${after}: 0.5em;
}

hr {
  margin-${start}: 0;
  margin-${end}: 70%;
}

.quote, .letter, .author-note {
  border-${start}: 0.2em solid;
  margin-${start}: 0;
  padding-${start}: 1em;
}

.epigraph {
  font-style: ${italic};
  margin-${start}: 0;
}

.facts {
  font-size: 0.875em;
}

.ending {
  font-weight: bold;
  text-align: ${alignStart};
}
`;
}
