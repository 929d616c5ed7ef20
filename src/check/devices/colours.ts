import type { Declaration } from '../css/style-sheet.js';
import { shorten } from '../schema/vocabulary.js';
import type { DeviceRule } from './device-rule.js';
import { styleSourcesOf } from './style-sources.js';

/** In dark and sepia mode readers turn text and page to colours of their own, but not what the book has fixed. */
export const colours: DeviceRule = {
  code: 'preflight-colour',
  name: 'colours',
  source: 'Kindle Publishing Guidelines §9.3.2; kobolabs/epub-spec, “Background Colors”',
  // A colour may mean something: that is for people to say.
  isMendable: false,
  concerns: () => true,
  check(book, _device, add) {
    const told = new Set<string>();
    for (const { kind, path, facts, spotAt } of styleSourcesOf(book)) {
      const [first, ...others] = facts.declarations.filter(isFixed);
      // Of a page’s many attributes, the first speaks for all.
      if (!first || (kind === 'attribute' && told.has(path))) continue;
      if (kind === 'attribute') told.add(path);
      const more = others.length > 0 ? ` and ${others.length} more` : '';
      const quoted = `\`${first.property}: ${shorten(first.value)}\`${more}`;
      add(
        `${quoted}: fixed colours are lost or unreadable in dark mode. Leave them to the reader.`,
        spotAt(first.offset),
      );
    }
  },
};

const RELATIVE = /^(?:inherit|initial|unset|revert|transparent|currentcolor|none|auto)\b/i;

function isFixed({ property, value }: Declaration): boolean {
  if (property === 'color' || property === 'background-color') return !RELATIVE.test(value);
  return (
    property === 'background' && !RELATIVE.test(value) && !/^url\([^)]*\)\s*(?:no-repeat|center|\s)*$/i.test(value)
  );
}
