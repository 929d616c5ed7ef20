import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { DEVICE_RULES } from '../../src/check/devices/device-rules.js';
import { preflight as preflightOf } from '../../src/check/preflight.js';
import { readZipRecords } from '../../src/container/zip-records.js';
import { judgeForKindle } from '../../src/deliver/mail/fitness.js';
import type { DeviceFamily, DeviceProfile } from '../../src/devices/profile.js';
import { CODES } from '../../src/diagnostics/codes.js';
import { build, DEVICES, type Diagnostic, deviceNamed, preflight, StoryError } from '../../src/index.js';
import { members } from '../books/mutations/good-book.js';
import { BAD_BOOKS, FAMILIES, INNOCENT } from '../books/preflight/bad-books.js';
import {
  bookOf,
  type Change,
  edit,
  inBody,
  PACKAGE,
  RAIN,
  soundFiles,
  withStyles,
} from '../books/preflight/sound-book.js';
import { packZip } from '../support/zip.js';

const EVERY = DEVICES.map(({ id }) => id);
const SOUND = await bookOf();

function profile(id: string): DeviceProfile {
  const device = deviceNamed(id);
  if (!device) throw new Error(id);
  return device;
}

const codesOf = (findings: readonly Diagnostic[]): readonly string[] => [...new Set(findings.map(({ code }) => code))];

/** What each family’s devices stumble over, but for those that stumble over nothing. */
async function codesByFamily(bytes: Uint8Array): Promise<Readonly<Record<string, readonly string[]>>> {
  const codes: Record<string, readonly string[]> = {};
  for (const family of FAMILIES) {
    const found = codesOf(await preflight(bytes, [family], { byMail: true }));
    if (found.length > 0) codes[family] = found;
  }
  return codes;
}

/** `reMarkable` of `reMarkable 1 and 2`: rules concern all models of a family, or none. */
const makerOf = (family: DeviceFamily): string => profile(family).name.split(' ')[0] ?? '';

const byFamily = (families: readonly DeviceFamily[], code: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(families.map((family) => [family, [code]]));

describe('a sound book', () => {
  test('trips no device', async () => {
    expect(await preflight(SOUND, EVERY, { byMail: true, name: 'lamps.kepub.epub' })).toEqual([]);
  });

  test.each(INNOCENT)('with %s trips no device', async (_what, change) => {
    expect(await preflight(await bookOf(change), EVERY, { byMail: true })).toEqual([]);
  });
});

describe('a book with one fault', () => {
  test.each(BAD_BOOKS)('$what: $code for $families', async ({ code, families, change }) => {
    expect(await codesByFamily(await bookOf(change))).toEqual(byFamily(families, code));
  });

  test('is in the table for each rule and each family that the rule concerns', () => {
    const told: readonly (readonly [string, readonly DeviceFamily[]])[] = BAD_BOOKS.map((one) => [
      one.code,
      one.families,
    ]);
    // These have tests of their own below.
    const elsewhere = new Set(
      'preflight-unreadable preflight-format device-by-mail preflight-weight preflight-zip preflight-page-bytes preflight-css-variable'.split(
        ' ',
      ),
    );
    for (const { code, concerns } of DEVICE_RULES) {
      if (elsewhere.has(code)) continue;
      const caught = new Set(told.filter(([one]) => one === code).flatMap(([, families]) => families));
      // A Kobo renders with RMSDK only what is no KEPUB, and `generic` shows every picture: see below.
      const rare =
        code === 'preflight-css-modern' || code === 'preflight-ncx'
          ? 'kobo'
          : code === 'preflight-image-type'
            ? 'generic'
            : '';
      const concerned = FAMILIES.filter((family) => concerns(profile(family)) && family !== rare);
      expect([code, [...caught].sort()]).toEqual([code, [...concerned].sort()]);
    }
  });

  test('CSS variables trip a Kindle, and worse those with RMSDK', async () => {
    const css = withStyles(':root { --gap: 1em } p.x { margin-left: var(--gap) }');
    expect(await codesByFamily(await bookOf(css))).toEqual({
      kindle: ['preflight-css-variable'],
      ...byFamily(['nook', 'tolino'], 'preflight-css-modern'),
    });
  });

  test('a missing NCX trips a Kobo only in a book that is no KEPUB', async () => {
    const unnamed = edit(PACKAGE, ' toc="ncx"', '');
    const plain = edit(RAIN, / class="koboSpan" id="kobo.1.1"/, '');
    expect(codesOf(await preflight(await bookOf(unnamed), ['kobo']))).toEqual([]);
    expect(codesOf(await preflight(await bookOf(unnamed, plain), ['kobo']))).toEqual([
      'preflight-format',
      'preflight-ncx',
    ]);
  });

  test('modern CSS trips a Kobo only in a book that is no KEPUB', async () => {
    const query = withStyles('@media (min-width: 30em) { p { margin: 0 } }');
    const plain = edit(RAIN, / class="koboSpan" id="kobo.1.1"/, '');
    const codes = codesOf(await preflight(await bookOf(query, plain), ['kobo']));
    expect(codes).toEqual(['preflight-format', 'preflight-css-modern']);
  });
});

describe('the file itself', () => {
  test('a book that is no KEPUB is told to a Kobo alone', async () => {
    const plain = await bookOf(edit(RAIN, / class="koboSpan" id="kobo.1.1"/, ''));
    expect(await codesByFamily(plain)).toEqual(byFamily(['kobo'], 'preflight-format'));
  });

  test('a KEPUB that is not called one is taken for an EPUB', async () => {
    const [found, ...others] = await preflight(SOUND, ['kobo'], { name: 'shelf/lamps.epub' });
    expect(others).toEqual([]);
    expect(found?.code).toBe('preflight-format');
    expect(found?.message).toContain('`.kepub.epub`');
  });

  test('an EPUB for a Kindle goes by mail, and nothing is said of it there', async () => {
    expect(codesOf(await preflight(SOUND, ['kindle']))).toEqual(['device-by-mail']);
    expect(codesOf(await preflight(SOUND, ['kindle'], { byMail: true }))).toEqual([]);
    expect(await judgeForKindle(SOUND, 'lamps.epub')).toEqual([]);
  });

  test('what weighs more in a mail than a mail may weigh is refused, and what weighs as much is not', async () => {
    const encoded = Buffer.from(SOUND)
      .toString('base64')
      .replace(/.{1,76}/g, '$&\r\n').length;
    const limited = (maxBytes: number): DeviceProfile => {
      return { ...profile('kindle'), mail: { format: 'epub', maxBytes, maxAttachments: 25 } };
    };
    const judge = async (limit: number) => codesOf(await preflightOf(SOUND, [limited(limit)], { byMail: true }));
    expect([await judge(encoded), await judge(encoded - 1)]).toEqual([[], ['preflight-weight']]);
  });

  test('a page of more bytes than the maker advises', async () => {
    const size = (await soundFiles()).get(RAIN)?.length ?? 0;
    const judge = async (maxPageBytes: number) =>
      codesOf(await preflightOf(SOUND, [{ ...profile('kobo'), maxPageBytes }]));
    expect([await judge(size), await judge(size - 1)]).toEqual([[], ['preflight-page-bytes']]);
  });

  test('sizes that do not stand before their members', async () => {
    // Both are zero where a data descriptor follows; KOReader failed where one was.
    expect(await codesByFamily(withoutSizes(SOUND, 8))).toEqual(byFamily(['kobo'], 'preflight-zip'));
    const families: readonly DeviceFamily[] = ['kobo', 'pocketbook', 'tolino', 'remarkable', 'boox'];
    expect(await codesByFamily(withoutSizes(SOUND, 4))).toEqual(byFamily(families, 'preflight-zip'));
  });

  test('an extra field on the `mimetype`', async () => {
    const files = members(await soundFiles());
    const extra = new Uint8Array([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]);
    const bytes = packZip(files.map((member) => (member.path === 'mimetype' ? { ...member, extra } : member)));
    expect(await codesByFamily(bytes)).toEqual(byFamily(FAMILIES, 'preflight-zip'));
  });
});

/** The book with so many bytes of zeros where the sizes of its pages stand before them, from the compressed one on. */
function withoutSizes(book: Uint8Array, count: number): Uint8Array {
  const bytes = book.slice();
  for (const { headerOffset, path } of readZipRecords(book).entries) {
    if (path.endsWith('.xhtml')) bytes.fill(0, headerOffset + 18, headerOffset + 18 + count);
  }
  return bytes;
}

describe('what is said', () => {
  test('every message names the devices and the source, and `--fix` where it can mend', async () => {
    for (const { code, families, change } of BAD_BOOKS) {
      const rule = DEVICE_RULES.find((one) => one.code === code);
      const found = await preflight(await bookOf(change), families, { byMail: true });
      for (const { message } of found) {
        const names = families.filter((family) => message.includes(profile(family).name));
        expect(names.length, message).toBeGreaterThan(0);
        expect(message.endsWith(` [${rule?.source}]`), message).toBe(true);
        if (rule?.isMendable === false) expect(message).not.toContain('--fix');
      }
    }
  });

  test('a fault that several devices share is said once, whatever they are called in', async () => {
    const book = await bookOf(withStyles('img { width: min(9em, 50%) }'));
    const found = await preflight(book, ['nook', 'tolino', 'nook', 'kindle'], { byMail: true, name: 'lamps.epub' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      code: 'preflight-css-modern',
      severity: 'error',
      file: 'lamps.epub/EPUB/css/book.css',
    });
    expect(found[0]?.message).toMatch(/^Nook, Tolino: `width: min\(9em, 50%\)` .*`--fix` mends it\. \[andreklein\.net/);
  });

  test('`--fix` is offered only where the mend is known', async () => {
    const language = async (to: string, ...more: readonly Change[]) => {
      const bytes = await bookOf(edit('EPUB/package.opf', '<dc:language>en</dc:language>', to), ...more);
      const [found] = await preflight(bytes, ['kindle'], { byMail: true });
      return found?.message ?? '';
    };
    expect(await language('<dc:language>en_US</dc:language>')).toMatch(/`en_US`.*`en-US`.*--fix/);
    expect(await language('')).toMatch(/It seems to be `en`\. `--fix`/);
    const french = edit(RAIN, 'lang="en" xml:lang="en"', 'lang="fr" xml:lang="fr"');
    expect(await language('', french)).not.toContain('--fix');
  });

  test('an unknown device is refused by name', async () => {
    const refusal = await preflight(SOUND, ['kobi']).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoryError);
    expect((refusal as StoryError).diagnostic).toMatchObject({ code: 'device-unknown' });
  });
});

describe('whatever the bytes are', () => {
  const noise = new Uint8Array(4096).map((_, index) => (index * 7919) % 251);
  test.each([
    ['nothing', new Uint8Array()],
    ['noise', noise],
    ['half of a book', SOUND.subarray(0, SOUND.length / 2)],
    ['a ZIP file of something else', packZip([{ path: 'a.txt', bytes: noise }])],
  ])('%s is unreadable, and that is all', async (_what, bytes) => {
    expect(codesOf(await preflight(bytes, EVERY))).toEqual(['preflight-unreadable']);
  });

  test('a book with bytes changed at random is judged without a defect', async () => {
    const changes = fc.array(fc.tuple(fc.nat(SOUND.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(changes, async (edits) => {
        const bytes = SOUND.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        expect(codesOf(await preflight(bytes, EVERY))).not.toContain('check-defect');
      }),
      { numRuns: 60 },
    );
  });

  test('a hundred thousand faults are described by the first ones, soon', async () => {
    const start = performance.now();
    const bytes = await bookOf(inBody('<p style="color: red"><img alt=""/></p>'.repeat(100_000)));
    const found = await preflight(bytes, EVERY, { byMail: true });
    expect(codesOf(found)).toEqual(['preflight-image-source', 'preflight-colour']);
    expect(found.length).toBeLessThan(50);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('a selector of a hundred thousand signs is read in linear time', async () => {
    const start = performance.now();
    for (const sign of ['.a', '(', '[', ' ', 'p,', '"', ':not(']) {
      const css = withStyles(`${sign.repeat(100_000)} { padding: 1em; font: 1em x }`);
      await preflight(await bookOf(css), ['kobo', 'kindle']);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

const STORY = `---
title: The Weir
author: Ann Fell
language: en
summary: A river comes up and goes down again.
series: { name: The Wet Year, position: 2 }
tags: [rain, rivers]
---

# Part One

Author’s note: thanks to the keeper of the weir.

## Rain

The river came up — “slowly”, said Ines.[^1] And *then* it did **not**.

> The lamp,
> the boat.

* * *

\`sluice --open\`, she wrote, beside [a link](https://example.org/).

![the weir from above](weir.png)

[^1]: By the harbour book.

# Part Two

## Fog

- a lamp
- a boat
`;

describe('a book of our own', () => {
  const families = FAMILIES.flatMap((device) =>
    (['classic', 'modern', 'plain'] as const).map((theme) => ({ device, theme })),
  );
  test.each(families)('for $device in the theme $theme trips none of its devices', async ({ device, theme }) => {
    const weir = await sharp({ create: { width: 2400, height: 600, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    const sibling = async (path: string) => (path === 'weir.png' ? weir : undefined);
    const source = { name: 'weir.md', text: STORY, sibling };
    const { bytes, fileName } = await build(source, { device, theme, notes: theme === 'plain' ? 'end' : 'source' });
    const found = await preflight(bytes, [device], { name: fileName, byMail: true });
    expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe('docs/preflight.md', () => {
  const page = readFileSync(new URL('../../docs/preflight.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(?:preflight|device)-.*\|$/gm)].map(([row]) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

  test('has a row for each rule, in the order of the rules, with what it is', () => {
    const known = DEVICE_RULES.map(({ code, source, isMendable, concerns }) => {
      const concerned = FAMILIES.filter((family) => concerns(profile(family))).map(makerOf);
      const devices = concerned.length === FAMILIES.length ? 'all' : concerned.join(', ');
      return [`\`${code}\``, CODES[code].severity, devices, source, isMendable ? 'yes' : 'no'];
    });
    expect(rows.map(([code, severity, devices, , source, fix]) => [code, severity, devices, source, fix])).toEqual(
      known,
    );
  });

  test('names families for rules that concern all of their models', () => {
    for (const { concerns, name } of DEVICE_RULES) {
      for (const device of DEVICES)
        expect(concerns(device), `${name}, ${device.id}`).toBe(concerns(profile(device.family)));
    }
  });

  test('says of each what happens', () => {
    for (const [code, , , what] of rows) expect(what?.length, code).toBeGreaterThan(20);
  });
});

test('each rule has a code and a name of its own', () => {
  const codes = DEVICE_RULES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(DEVICE_RULES.map(({ name }) => name)).size).toBe(codes.length);
});
