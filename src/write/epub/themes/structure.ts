import { flow } from './flow.js';
import type { Frame } from './frame.js';
import { notes } from './notes.js';
import { passages } from './passages.js';

/**
 * What every theme needs: the meaning of the markup made visible. One flat sheet in the CSS that RMSDK knows (an
 * unknown at-rule makes it drop the sheet, `min()` the book), sizes in em and per cent, no colours, no fonts, no
 * justification: those are the reader's own. Classes rather than element names for `div` and `span`, which Kobo inserts.
 */
export function structure(frame: Frame): string {
  return [
    writingMode(frame),
    flow(frame),
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

/** Drawn by the border: MuPDF shows nothing of a rule without one, whatever its `::before` says. */
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

function inlines(): string {
  return `sup, sub {
  font-size: 0.75em;
  line-height: 0;
}
`;
}
