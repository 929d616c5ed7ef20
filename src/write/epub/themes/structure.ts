import type { Frame } from './frame.js';

/**
 * What every theme needs: the meaning of the markup made visible. One flat sheet in the CSS that RMSDK knows (an
 * unknown at-rule makes it drop the sheet, `min()` the book), sizes in em and per cent, no colours, no fonts, no
 * justification: those are the reader's own. Classes rather than element names for `div` and `span`, which Kobo inserts.
 */
export function structure(frame: Frame): string {
  return [
    writingMode(frame),
    blocks(frame),
    headings(frame),
    breaks(frame),
    passages(frame),
    notes(frame),
    inlines(),
  ].join('\n');
}

function writingMode({ isVertical }: Frame): string {
  if (!isVertical) return '';
  return `html {
  -epub-writing-mode: vertical-rl;
  -webkit-writing-mode: vertical-rl;
  writing-mode: vertical-rl;
}
`;
}

function blocks({ start, indent, hasFlushFirst, alignEnd, before, after, italic }: Frame): string {
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

/** A chapter's heading opens its file, where a break before it would make an empty page in MuPDF. */
function headings({ after }: Frame): string {
  return `h1, h2, h3, h4, h5, h6 {
  -epub-hyphens: none;
  -webkit-hyphens: none;
  adobe-hyphenate: none;
  hyphens: none;
  line-height: 1.25;
  page-break-after: avoid;
  page-break-inside: avoid;
}

.label, .title {
  display: block;
}

hgroup .opening {
  margin-${after}: 0.5em;
}

.hidden-heading {
  clip: rect(0, 0, 0, 0);
  height: 1px;
  overflow: hidden;
  position: absolute;
}

.subtitle, .author, .contributor, .series, .byline, .note-label {
  text-indent: 0;
}
`;
}

/** Drawn by the border: MuPDF shows nothing of a rule without one, whatever its \`::before\` says. */
function breaks({ isVertical, before, after, start, end }: Frame): string {
  return `hr {
  border: 0;
  border-${before}: 1px solid;
  color: inherit;
  ${isVertical ? 'width' : 'height'}: 0;
  margin-${before}: 1.5em;
  margin-${after}: 1.5em;
  margin-${start}: 35%;
  margin-${end}: 35%;
}
`;
}

function passages({ start, end, before, after, alignEnd, isSpaced }: Frame): string {
  return `blockquote {
  margin: 0;
  margin-${before}: 1em;
  margin-${after}: 1em;
  margin-${start}: 2em;
  margin-${end}: 2em;
}

.attribution {
  margin-${before}: 0.5em;
  text-align: ${alignEnd};
  text-indent: 0;
}

.attribution cite {
  font-style: normal;
}

.verse {
  margin-${before}: 1em;
  margin-${after}: 1em;
  margin-${start}: 2em;
}

.stanza {
  margin-${after}: 1em;
  page-break-inside: avoid;
}

.line {
  padding-${start}: 2em;
  text-indent: -2em;
}

${[1, 2, 3, 4, 5, 6].map((step) => `.indent-${step} {\n  padding-${start}: ${2 + step * 1.5}em;\n}`).join('\n\n')}

.small-caps {
  font-variant: small-caps;
}
${isSpaced ? '' : '\nem, cite {\n  font-style: normal;\n}\n\nem {\n  font-weight: bold;\n}\n'}`;
}

function notes({ before, after }: Frame): string {
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

function inlines(): string {
  return `sup, sub {
  font-size: 0.75em;
  line-height: 0;
}
`;
}
