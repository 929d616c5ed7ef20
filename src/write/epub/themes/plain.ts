import type { Frame } from './frame.js';

/** As little as a book can wear: headings a little larger, paragraphs indented, the rest as the reader has it. */
export function plain({ before, after }: Frame): string {
  return `h1, h2, h3, h4, h5, h6 {
  font-size: 1em;
  font-weight: bold;
  margin: 0;
  margin-${before}: 1.5em;
  margin-${after}: 1em;
  text-align: center;
}

h1, .opening {
  font-size: 1.25em;
}

.label {
  font-weight: normal;
}

.subtitle, .author, .contributor, .series, .byline {
  margin-${after}: 0.5em;
  text-align: center;
}
`;
}
