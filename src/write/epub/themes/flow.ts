import type { Frame } from './frame.js';

/** Paragraphs, lists, pictures, tables, and the contents page. */
export function flow({ start, indent, hasFlushFirst, alignEnd, before, after, italic }: Frame): string {
  return `section, aside, nav, hgroup, figure, figcaption {
  display: block;
}

body {
  orphans: 2;
  widows: 2;
}

p {
  margin: 0;
  text-indent: ${indent};
}

${hasFlushFirst ? '.first, .flush' : '.flush'}, .center, .end {
  text-indent: 0;
}

.center, .ending {
  text-align: center;
}

.end {
  text-align: ${alignEnd};
}

.ending {
  margin-${before}: 2em;
  text-indent: 0;
}

ol, ul {
  margin: 0;
  margin-${before}: 1em;
  margin-${after}: 1em;
  padding: 0;
  padding-${start}: 2em;
}

li ol, li ul {
  margin-${before}: 0;
  margin-${after}: 0;
}

li p {
  text-indent: 0;
}

nav ol {
  list-style-type: none;
  padding-${start}: 0;
}

nav ol ol {
  padding-${start}: 1.5em;
}

nav li {
  margin-${before}: 0.5em;
}

nav a {
  color: inherit;
  text-decoration: none;
}

#landmarks {
  display: none;
}

figure {
  margin: 0;
  margin-${before}: 1.5em;
  margin-${after}: 1.5em;
  page-break-inside: avoid;
  text-align: center;
}

figcaption {
  font-size: 0.875em;
  margin-${before}: 0.5em;
}

img {
  max-height: 100%;
  max-width: 100%;
}

.inline {
  vertical-align: middle;
}

pre {
  font-family: monospace;
  font-size: 0.875em;
  margin: 0;
  margin-${before}: 1em;
  margin-${after}: 1em;
  white-space: pre-wrap;
}

table {
  border-collapse: collapse;
  margin-${before}: 1em;
  margin-${after}: 1em;
}

caption {
  font-style: ${italic};
  padding: 0.5em;
}

thead {
  border-${after}: 1px solid;
}

td, th {
  padding: 0.25em 0.5em;
  vertical-align: top;
}

.cover {
  text-align: center;
}
`;
}
