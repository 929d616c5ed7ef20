// The files beside a story, as the library asks for them: images whole and broken, sidecars good and bad.
import { diceOf } from './dice.mjs';
import { mutateBytes } from './mutate-bytes.mjs';
import { mutateText } from './mutate-text.mjs';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

const SIDECAR = `title: The Weir
subtitle: A Winter
author: [Ann Fell, {name: Joe Marsh, role: ill}]
language: en-GB
published: 2008-06-29
series: {name: Rivers, position: 2.5}
identifier: urn:isbn:9780000000002
source: https://example.org/weir
summary: |
  Rain, and *more* rain.
tags: [rain, weirs]
theme: modern
cover: cover.png
`;

/** The bytes of a file beside the story, the same at every run; undefined where there is none. */
export function siblingsOf(seed, index) {
  return async (path) => {
    const sum = [...path].reduce((hash, character) => Math.imul(hash, 31) + character.codePointAt(0), 7);
    const dice = diceOf(seed ^ sum, index);
    if (/\.ya?ml$/.test(path))
      return dice.chance(0.15) ? Buffer.from(mutateText(dice, SIDECAR, SIDECAR).result) : undefined;
    if (dice.chance(0.2)) return undefined;
    const image = dice.pick([PNG, PNG, GIF, SVG]);
    return dice.chance(0.6) ? image : mutateBytes(dice, image, PNG).result;
  };
}
