import type { Frame } from './frame.js';

/** What stands apart from the story's own voice: quotes, letters, verse. */
export function passages({ start, end, before, after, alignEnd, isSpaced }: Frame): string {
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
