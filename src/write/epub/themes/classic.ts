import type { Frame } from './frame.js';

/** The novel on the shelf: centred headings without weight, small capitals, indents, and a short rule between scenes. */
export function classic({ before, after, start, end, isSpaced, italic }: Frame): string {
  const capitals = isSpaced ? '\n  font-variant: small-caps;\n  letter-spacing: 0.08em;' : '';
  return `h1, h2, h3, h4, h5, h6 {
  font-weight: normal;
  text-align: center;
}

h2 {
  font-size: 1.25em;
  margin: 0;
  margin-${before}: 2em;
  margin-${after}: 1em;
}

h3, h4, h5, h6 {
  font-size: 1em;
  font-style: ${italic};
  margin: 0;
  margin-${before}: 1.5em;
  margin-${after}: 0.75em;
}

h1, .opening {
  font-size: 1.5em;
  margin: 0;
  margin-${before}: 3em;
  margin-${after}: 2em;
}

.label {
  font-size: 0.8em;${capitals}
  margin-${after}: 0.5em;
}

.part .opening {
  font-size: 1.75em;
  margin-${before}: 6em;
}

.byline {
  font-style: ${italic};
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
  font-style: ${italic};
  text-align: center;
}

.author {
  font-size: 1.2em;${capitals}
  margin-${before}: 0.75em;
  text-align: center;
}

.contributor, .series {
  margin-${before}: 0.5em;
  text-align: center;
}

.series {
  font-style: ${italic};
}

.titlepage h2 {
  font-size: 1em;${capitals}
  margin-${before}: 2.5em;
  margin-${after}: 0.5em;
}

.dedication p {
  font-style: ${italic};
  text-align: center;
  text-indent: 0;
}

.ending {${capitals}
  margin-${after}: 2em;
}

.epigraph {
  font-style: ${italic};
  margin-${after}: 2.5em;
}

.epigraph .attribution {
  font-style: normal;
}

h3 em, h4 em, h5 em, h6 em, .dedication em, .epigraph em {
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
