import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPublication } from '../../src/container/publication.js';
import { deviceNamed } from '../../src/index.js';
import { type MendedBook, mendBook } from '../../src/mend-book.js';
import {
  bookOf,
  type Change,
  edit,
  inBody,
  PACKAGE,
  RAIN,
  SHEET,
  TIDE,
  withFile,
  withStyles,
} from '../books/preflight/sound-book.js';

interface Tried extends MendedBook {
  readonly before: Uint8Array;
  readonly bytesOf: (path: string) => Buffer;
  readonly paths: readonly string[];
}

async function tried(device: string, ...changes: readonly Change[]): Promise<Tried> {
  const before = await bookOf(...changes);
  const result = await mendBook(before, [deviceNamed(device)!]);
  const book = readPublication(result.bytes);
  return {
    ...result,
    before,
    bytesOf: (path) => Buffer.from(book.bytesOf(path) ?? []),
    paths: [...book.files.keys()],
  };
}

/** The page in one byte a letter, which its declaration names or does not. */
const inLatin =
  (path: string, declaration: string): Change =>
  (files) => {
    const text = new TextDecoder().decode(files.get(path)).replace(/^<\?xml[^>]*>/, declaration);
    files.set(
      path,
      Uint8Array.from(text, (sign) => Math.min(sign.charCodeAt(0), 0xff)),
    );
  };

const ARIAL = '<p style="font-family: Arial">tail</p>';

describe('mending loses no text', () => {
  test.each([
    ['declared as windows-1252', '<?xml version="1.0" encoding="windows-1252"?>'],
    ['declared as iso-8859-1', '<?xml version="1.0" encoding="iso-8859-1"?>'],
    ['not declared', ''],
  ])('of a page that is not in UTF-8, %s', async (_what, declaration) => {
    const { bytesOf } = await tried('kindle', inBody(`<p>na\u00efve</p>${ARIAL}`), inLatin(RAIN, declaration));
    expect(bytesOf(RAIN).toString('latin1')).toContain('<p>na\u00efve</p>');
  });

  test('of other pages is no reason to leave those in UTF-8 unmended', async () => {
    const latin = '<?xml version="1.0" encoding="iso-8859-1"?>';
    const letters = edit(TIDE, '</body>', '<p>na\u00efve</p><p style="font-family: Arial">x</p></body>');
    const { bytesOf, mended } = await tried('kindle', inBody(ARIAL), letters, inLatin(TIDE, latin));
    expect(mended.map(({ code }) => code)).toEqual(['preflight-font-family']);
    expect(bytesOf(RAIN).toString()).toContain('<p>tail</p>');
    expect(bytesOf(TIDE).toString('latin1')).toContain('<p>na\u00efve</p>');
  });

  test.each([
    ['--!>', '<!-- note --!><p>The lamp went out.</p><!-- b -->'],
    ['<!-->', '<!--><p>The lamp went out.</p><!-- b -->'],
    ['-- >', '<!-- note -- ><p>The lamp went out.</p><!-- b -->'],
  ])('after a comment that some readers end at `%s`', async (_sign, markup) => {
    const { bytesOf, mended, diagnostics } = await tried('kindle', inBody(markup));
    expect({ mended, kept: bytesOf(RAIN).includes('<p>The lamp went out.</p>') }).toEqual({ mended: [], kept: true });
    const said = diagnostics.find(({ code }) => code === 'preflight-comment')?.message;
    expect(said).toContain('say where it ends');
    expect(said).not.toContain('`--fix`');
  });

  test('and runs no words together where an image was', async () => {
    const { bytesOf } = await tried('kindle', inBody('<p>The<img alt="old lamp"/>burned.</p>'));
    expect(bytesOf(RAIN).toString()).toContain('<p>The old lamp burned.</p>');
  });
});

describe('mending keeps', () => {
  test('what another attribute says, whatever that looks like', async () => {
    const tricky = `<p title="set style='bold' here" style="font-family: Arial">y</p>`;
    const { bytesOf } = await tried('kindle', inBody(tricky + ARIAL));
    expect(bytesOf(RAIN).toString()).toContain(`<p title="set style='bold' here">y</p><p>tail</p>`);
  });

  test('pictures apart that have one name but for the extension', async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#a40' } });
    const [webp, moving] = await Promise.all([picture.clone().webp().toBuffer(), picture.clone().gif().toBuffer()]);
    const both: Change = (files) => {
      files.set('EPUB/images/lamp.gif', new Uint8Array(moving));
      edit(PACKAGE, '</manifest>', '<item id="gif" href="images/lamp.gif" media-type="image/gif"/></manifest>')(files);
    };
    const images = '<p><img src="../images/lamp.webp" alt="a"/><img src="../images/lamp.gif" alt="b"/></p>';
    const webpFile = withFile('images/lamp.webp', 'image/webp', new Uint8Array(webp));
    const { paths, mended } = await tried('kobo', webpFile, both, inBody(images));
    expect(mended.map(({ code }) => code)).toEqual(['preflight-image-type']);
    expect(paths.filter((path) => path.includes('lamp'))).toHaveLength(2);
  });

  test('links to an image that is no more', async () => {
    const { bytesOf } = await tried('kindle', inBody('<p><img id="pic" alt="a lamp"/> <a href="#pic">see</a></p>'));
    expect(bytesOf(RAIN).toString()).toContain('<p><a id="pic"></a>a lamp <a href="#pic">see</a></p>');
  });

  test('the candidates of a `srcset` in step with a new name', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a40' } })
      .png()
      .toBuffer();
    const image = '<p><img src="../images/a%20lamp.png" srcset="../images/a%20lamp.png 2x" alt="l"/></p>';
    const { bytesOf } = await tried(
      'kobo',
      withFile('images/a lamp.png', 'image/png', new Uint8Array(png)),
      inBody(image),
    );
    expect(bytesOf(RAIN).toString()).toContain('srcset="../images/a_lamp.png 2x"');
  });

  test('styles for screens and paper alike', async () => {
    const { bytesOf } = await tried(
      'nook',
      withStyles('@media screen, print { p.a { margin: 0 } } @media print { p.b { margin: 0 } }'),
    );
    const css = bytesOf(SHEET).toString();
    expect(css).toContain('p.a { margin: 0 }');
    expect(css).not.toContain('p.b');
  });
});

test('what was tried and not kept is told', async () => {
  const { withdrawn, mended } = await tried('kindle', inBody('<p>x <picture><img src="" alt=""/></picture></p>'));
  expect({ withdrawn: withdrawn.map(({ code }) => code), mended }).toEqual({
    withdrawn: ['preflight-image-source'],
    mended: [],
  });
});

test('a variable with a hundred thousand spaces is read in linear time', async () => {
  const css = `p.a { color: var(--x,${' '.repeat(100_000)}x`;
  const start = performance.now();
  await tried('nook', withStyles(css));
  expect(performance.now() - start).toBeLessThan(5000);
}, 60_000);
