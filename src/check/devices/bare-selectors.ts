import { shorten } from '../schema/vocabulary.js';
import type { DeviceRule } from './device-rule.js';
import { styleSourcesOf } from './style-sources.js';
import { subjectsOf } from './subjects.js';

/** Kobo wraps every sentence in a `span` and every page in two `div`s. */
export const bareSelectors: DeviceRule = {
  code: 'preflight-bare-selector',
  name: 'bare-selectors',
  source: 'kobolabs/epub-spec, “Styling div tags”; pgaskin/kepubify',
  isMendable: false,
  concerns: ({ family }) => family === 'kobo',
  check(book, _device, add) {
    for (const { facts, spotAt } of styleSourcesOf(book)) {
      const owners = new Map(facts.declarations.toReversed().map(({ owner, offset }) => [owner, offset] as const));
      for (const [owner, offset] of [...owners].toReversed()) {
        const bare = owner.startsWith('@') ? undefined : subjectsOf(owner).find(isBare);
        if (!bare) continue;
        const message = `\`${shorten(bare.selector)}\` styles every \`${bare.element}\`, and Kobo puts in its own. Give it a class.`;
        add(message, spotAt(offset));
      }
    }
  },
};

const isBare = ({ element, classes, ids, selector }: ReturnType<typeof subjectsOf>[number]): boolean =>
  (element === 'div' || element === 'span') &&
  classes.length + ids.length === 0 &&
  !/\[[^\]]*\][^\s>+~]*$/.test(selector);
