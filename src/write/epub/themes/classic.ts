import type { Frame } from './frame.js';

/** The novel on the shelf: centred headings without weight, small capitals, indents, and a short rule between scenes. */
export function classic({ before, after, start, end, isSpaced }: Frame): string {
  const capitals = isSpaced ? '\n  font-variant: small-caps;\n  letter-spacing: 0.08em;' : '';
  return `h1, h2, h3, h4, h5, h6 {
  font-weight: normal;
  text-align: center;
}

h1 {
  font-size: 1.5em;
  margin: 0;
  margin-${before}: 3em;
  margin-${after}: 2em;
}

h2 {
  font-size: 1.25em;
  margin: 0;
  margin-${before}: 2em;
  margin-${after}: 1em;
}

h3, h4, h5, h6 {
  font-size: 1em;
  font-style: ${isSpaced ? 'italic' : 'normal'};
  margin: 0;
  margin-${before}: 1.5em;
  margin-${after}: 0.75em;
}

section.chapter h2, section.prologue h2, section.epilogue h2, section.interlude h2 {
  margin-${after}: 1.5em;
}

.label {
  font-size: 0.8em;${capitals}
  margin-${after}: 0.5em;
}

.part h1 {
  font-size: 1.75em;
  margin-${before}: 6em;
}

.byline {
  font-style: ${isSpaced ? 'italic' : 'normal'};
  margin-${after}: 2em;
  text-align: center;
}

.titlepage h1 {
  font-size: 2em;
  margin-${before}: 3em;
  margin-${after}: 0.5em;
}

.subtitle {
  font-size: 1.1em;
  font-style: ${isSpaced ? 'italic' : 'normal'};
  text-align: center;
}

.author {
  font-size: 1.2em;${capitals}
  margin-${before}: 1em;
  text-align: center;
}

.contributor, .series {
  margin-${before}: 0.5em;
  text-align: center;
}

.series {
  font-style: ${isSpaced ? 'italic' : 'normal'};
}

.titlepage h2 {
  font-size: 1em;${capitals}
  margin-${before}: 2.5em;
  margin-${after}: 0.5em;
}

.dedication p {
  font-style: ${isSpaced ? 'italic' : 'normal'};
  text-align: center;
  text-indent: 0;
}

.ending {${capitals}
  margin-${after}: 2em;
}

.epigraph {
  font-style: ${isSpaced ? 'italic' : 'normal'};
  margin-${after}: 2.5em;
}

.epigraph .attribution {
  font-style: normal;
}

.letter {
  margin-${before}: 1.5em;
  margin-${after}: 1.5em;
}

.author-note {
  font-size: 0.9em;
  margin-${start}: 1.5em;
  margin-${end}: 1.5em;
}

.note-label, .facts dt {
  font-weight: normal;${isSpaced ? '\n  font-variant: small-caps;\n  letter-spacing: 0.05em;' : ''}
}

.facts {
  font-size: 0.9em;
}
`;
}
