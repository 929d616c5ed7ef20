import { describe, expect, test } from 'vitest';
import { DEVICE_RULES } from '../../src/check/devices/device-rules.js';
import { checkBook } from '../../src/check/index.js';
import { readPublication } from '../../src/container/publication.js';
import type { DeviceProfile } from '../../src/devices/profile.js';
import { type Code, deviceNamed, preflight } from '../../src/index.js';
import { MENDERS } from '../../src/mend/menders.js';
import { mendBook } from '../../src/mend-book.js';
import { BAD_BOOKS } from '../books/preflight/bad-books.js';
import {
  bookOf,
  type Change,
  edit,
  inBody,
  PACKAGE,
  RAIN,
  SHEET,
  withFile,
  withStyles,
} from '../books/preflight/sound-book.js';
import { wordsOf } from '../support/words-of.js';

const devicesOf = (...ids: readonly string[]): readonly DeviceProfile[] =>
  ids.map((id) => {
    const device = deviceNamed(id);
    if (!device) throw new Error(id);
    return device;
  });

const mendable = new Set(DEVICE_RULES.filter(({ isMendable }) => isMendable).map(({ code }) => code));

/** The kinds of faults that the second book has as an EPUB and the first has not. */
async function worse(before: Uint8Array, after: Uint8Array): Promise<readonly string[]> {
  const codes = async (bytes: Uint8Array) => (await checkBook(bytes, { depth: 'full' })).map(({ code }) => code);
  const known = new Set(await codes(before));
  return (await codes(after)).filter((code) => !known.has(code));
}

const mended = async (devices: readonly string[], ...changes: readonly Change[]) => {
  const bytes = await bookOf(...changes);
  const result = await mendBook(bytes, devicesOf(...devices));
  const book = readPublication(result.bytes);
  const textOf = (path: string): string => new TextDecoder().decode(book.bytesOf(path));
  return { ...result, before: bytes, textOf, book };
};

const mendedCodes = (list: readonly { readonly code: Code }[]): readonly Code[] => list.map(({ code }) => code);

test('every rule that says to be mendable has a mender, and every mender a rule', () => {
  expect([...MENDERS].map(({ code }) => code).sort()).toEqual([...mendable].sort());
});

describe('a book with one fault is mended', () => {
  const cases = BAD_BOOKS.filter(({ code }) => mendable.has(code)).flatMap((bad) =>
    bad.families.map((family) => ({ ...bad, family })),
  );
  test.each(cases)('$what, for $family', async ({ code, family, change }) => {
    const bytes = await bookOf(change);
    const faults = (await preflight(bytes, [family])).filter((one) => one.code === code);
    const isMendable = faults.some(({ message }) => message.includes('`--fix` mends it'));
    const result = await mendBook(bytes, devicesOf(family));
    const left = result.diagnostics.filter((one) => one.code === code);
    if (!isMendable) {
      expect({ mended: result.mended, left: left.length }).toEqual({ mended: [], left: faults.length });
      return;
    }
    expect(left).toEqual([]);
    expect(mendedCodes(result.mended)).toEqual([code]);
    expect(wordsOf(result.bytes)).toEqual(wordsOf(bytes));
    expect(await worse(bytes, result.bytes)).toEqual([]);
    const again = await mendBook(result.bytes, devicesOf(family));
    expect(again.mended).toEqual([]);
    expect(Buffer.from(again.bytes).equals(result.bytes)).toBe(true);
  });
});

describe('mending', () => {
  test('leaves a book alone that has no such fault, byte for byte', async () => {
    const { bytes, before, mended: done } = await mended(['kindle', 'kobo', 'nook']);
    expect(done).toEqual([]);
    expect(bytes).toBe(before);
  });

  test('leaves every file alone that has no fault', async () => {
    const { before, book } = await mended(['kindle'], inBody('<!-- lamps -- all of them -->'));
    const old = readPublication(before);
    const changed = [...old.files.keys()].filter(
      (path) => !Buffer.from(old.bytesOf(path) ?? []).equals(Buffer.from(book.bytesOf(path) ?? [])),
    );
    expect(changed).toEqual([RAIN]);
  });

  test('resolves variables, by fallbacks and through one another, and drops what has no value', async () => {
    const css =
      ':root { --ink: #123; --edge: var(--ink) } p.a { border-color: var(--edge) } p.b { color: var(--no, red); margin: var(--none); padding: 0 }';
    const { textOf } = await mended(['nook'], withStyles(css));
    expect(textOf(SHEET)).toContain('p.a { border-color: #123;}');
    expect(textOf(SHEET)).toContain('p.b { color: red;  padding: 0 }');
    expect(textOf(SHEET)).not.toContain('--');
  });

  test('opens what holds on every screen, and drops what depends on it', async () => {
    const css =
      '@media screen { p.a { margin: 0 } } @media (min-width: 40em) { p.b { margin: 0 } } @supports (display: grid) { p.c { margin: 0 } } p.d { width: calc(1em + 2px); margin: 0 }';
    const { textOf } = await mended(['nook'], withStyles(css));
    expect(textOf(SHEET)).toContain('p.a { margin: 0 }');
    expect(textOf(SHEET)).toMatch(/p\.d \{ +margin: 0 \}/);
    expect(textOf(SHEET)).not.toMatch(/p\.b|p\.c|@media|@supports|calc/);
  });

  test('keeps the families that are left', async () => {
    const css =
      'p.a { font-family: "Some Font", serif !important } p.b { font: italic 1em/1.2 Arial, sans-serif } p.c { font-family: Arial; margin: 0 } code { font-family: Courier }';
    const { textOf } = await mended(['kindle'], withStyles(css));
    expect(textOf(SHEET)).toContain('p.a { font-family: serif !important;}');
    expect(textOf(SHEET)).toContain('p.b { font: italic 1em/1.2 sans-serif;}');
    expect(textOf(SHEET)).toMatch(/p\.c \{ +margin: 0 \}/);
    expect(textOf(SHEET)).toContain('code { font-family: Courier }');
  });

  test('styles in pages are mended where they stand', async () => {
    const { textOf } = await mended(
      ['kindle'],
      inBody('<p style="font-family: Arial; margin: 0">x</p><p style="font-family: Arial">y</p>'),
    );
    expect(textOf(RAIN)).toContain('<p style="margin: 0">x</p><p>y</p>');
  });

  test('leads every link to a file that was renamed', async () => {
    const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';
    const { book, textOf, bytes } = await mended(
      ['kobo'],
      withFile('images/a lamp.svg', 'image/svg+xml', picture),
      withStyles('p.lamp { background-image: url("../images/a%20lamp.svg") }'),
      inBody('<p><img src="../images/a%20lamp.svg" alt="a lamp"/></p>'),
    );
    expect([...book.files.keys()]).toContain('EPUB/images/a_lamp.svg');
    expect(textOf(PACKAGE)).toContain('href="images/a_lamp.svg"');
    expect(textOf(SHEET)).toContain('url("../images/a_lamp.svg")');
    expect(textOf(RAIN)).toContain('src="../images/a_lamp.svg"');
    expect((await checkBook(bytes, { depth: 'full' })).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('leads the links of styles in pages, too', async () => {
    const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';
    const style = '<style>p.x { background: url("../images/a%20lamp.svg") }</style>';
    const { textOf } = await mended(
      ['kobo'],
      withFile('images/a lamp.svg', 'image/svg+xml', picture),
      edit(RAIN, '</head>', `${style}</head>`),
      inBody('<p style="background: url(../images/a%20lamp.svg)">x</p>'),
    );
    expect(textOf(RAIN).match(/url\("?\.\.\/images\/a_lamp\.svg"?\)/g)).toHaveLength(2);
    expect(textOf(RAIN)).not.toContain('a%20lamp');
  });

  test('takes time that goes with the length of a page, not with its square', async () => {
    const many = '<p>x<img src="" alt=""/></p>'.repeat(4_000);
    const { textOf } = await mended(['kindle'], inBody(many));
    expect(textOf(RAIN)).not.toContain('src=""');
  });

  test('does nothing that would make a worse EPUB', async () => {
    // HTML: a `picture` has an `img`.
    const picture = '<p>x <picture><img src="" alt=""/></picture></p>';
    const { mended: done, bytes, before, diagnostics } = await mended(['kindle'], inBody(picture));
    expect(done).toEqual([]);
    expect(bytes).toBe(before);
    expect(diagnostics.map(({ code }) => code)).toContain('preflight-image-source');
    expect(diagnostics.filter(({ message }) => message.includes('--fix'))).toEqual([]);
  });

  test('nor where the EPUB has more faults of the kind than are ever told', async () => {
    const picture = '<p>x <picture><img src="" alt=""/></picture></p>';
    const { mended: done } = await mended(['kindle'], inBody('<p>x <picture></picture></p>'.repeat(40) + picture));
    expect(mendedCodes(done)).not.toContain('preflight-image-source');
  });

  test.each<[string, Change, RegExp]>([
    ['is signed', (files) => files.set('META-INF/signatures.xml', new TextEncoder().encode('<signatures/>')), /signed/],
  ])('refuses a book that %s', async (_what, change, said) => {
    await expect(bookOf(change).then((bytes) => mendBook(bytes, devicesOf('kindle')))).rejects.toThrow(said);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['noise', new Uint8Array(500).fill(7)],
  ])('refuses %s', async (_what, bytes) => {
    await expect(mendBook(bytes, devicesOf('kindle'))).rejects.toThrow();
  });

  test('can be interrupted', async () => {
    const signal = AbortSignal.abort();
    await expect(mendBook(await bookOf(), devicesOf('kindle'), { signal })).rejects.toThrow(/abort/i);
  });
});
