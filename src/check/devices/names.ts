import type { DeviceRule } from './device-rule.js';

/** Kobo loses a page whose name has a space; what a Nook’s drive may not hold, its books had better not either. */
export const names: DeviceRule = {
  code: 'preflight-name',
  name: 'names',
  source: 'kepubify#87; kobolabs/epub-spec, “OPF”; Calibre’s Nook driver',
  isMendable: true,
  concerns: ({ family }) => Object.hasOwn(STUMBLING, family),
  check(book, { family }, add) {
    const stumbling = STUMBLING[family];
    const items = book.packages.flatMap(({ manifest }) => manifest.map(({ path }) => path));
    for (const path of new Set(items)) {
      if (path === undefined || !book.files.has(path)) continue;
      const sign = stumbling?.exec(path)?.[0];
      if (sign === undefined) continue;
      const quoted = sign.trim() === '' ? 'a space' : `\`${sign}\``;
      const message = `the name \`${path}\` holds ${quoted}; the file, its title or how far one has read in it may get lost. Rename it in letters from a to z, digits, \`.\`, \`_\` and \`-\`.`;
      add(message, path);
    }
  },
};

/** What may not stand in a name, by family. */
export const STUMBLING: Readonly<Record<string, RegExp>> = { kobo: /[^A-Za-z0-9._/-]/u, nook: /[#%]/ };
