import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { convert } from '../../src/convert.js';
import { pickReader } from '../../src/read/index.js';
import { codes, fictionBook, PIXEL_BASE64, readFb2 } from '../support/fb2.js';
import { packZip } from '../support/zip.js';

const folder = fileURLToPath(new URL('../cases/fb2', import.meta.url));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (...names: readonly string[]): Uint8Array =>
  packZip(names.map((path) => ({ path, bytes: bytes(fictionBook('<section><p>A.</p></section>')) })));

describe('FictionBooks are understood as their golden files say', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.fb2'))) {
    it(file, async () => {
      const { shown } = await readFb2(readFileSync(`${folder}/${file}`), file);
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.fb2$/, '.story.txt')}`);
    });
  }
});

test('becomes a sound book', async () => {
  const name = `${folder}/lighthouse.fb2`;
  const { isSound } = await convert({ name, bytes: readFileSync(name) });
  expect(isSound).toBe(true);
}, 30_000);

describe('a file', () => {
  test('is read in the encoding that its declaration names', async () => {
    const russian = fictionBook('<section><p>Паром ушёл.</p></section>', {
      encoding: 'windows-1251',
      titleInfo: '<book-title>Паром</book-title><lang>ru</lang>',
    });
    const encoded = Uint8Array.from(russian, (character) => {
      const code = character.charCodeAt(0);
      if (character === 'ё') return 0xb8;
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
    });
    const { story, encoding, blocks } = await readFb2(encoded);
    expect(encoding).toBe('windows-1251');
    expect(story.metadata.title).toBe('Паром');
    expect(blocks).toEqual(['p: Паром ушёл.']);
  });

  test('may be zipped, and is known by its bytes whatever it is called', async () => {
    expect((await readFb2(zip('ferry.fb2'), 'ferry.fb2.zip')).story.metadata.title).toBe('The Ferry');
    for (const source of [
      { name: 'ferry.fb2.zip', bytes: zip('ferry.fb2') },
      { name: 'ferry.xml', bytes: bytes(fictionBook('')) },
    ]) {
      expect((await pickReader(source)).name).toBe('fb2');
    }
    expect((await pickReader({ name: 'on.txt', bytes: bytes('A <FictionBook> begins so.') })).name).toBe('text');
  });

  test.each([
    ['an archive of several books', zip('a.fb2', 'b.fb2'), 'format-unknown'],
    ['an archive of none', zip('a.txt'), 'format-unknown'],
    ['an archive cut short', zip('a.fb2').slice(0, -30), 'input-damaged'],
    ['a book cut short', bytes(fictionBook('<section><p>A.</p></section>').slice(0, -40)), 'input-damaged'],
    ['XML of another kind', bytes('<?xml version="1.0"?><rss/>'), 'format-unknown'],
    [
      'an archive that unpacks to more than a story can be',
      packZip([{ path: 'a.fb2', bytes: new Uint8Array(65 * 1024 * 1024) }]),
      'input-too-large',
    ],
  ])('is refused: %s', async (_what, book, code) => {
    await expect(readFb2(book)).rejects.toMatchObject({ diagnostic: { code } });
  });

  test('is refused with the place of a fault that cannot be mended', async () => {
    const book = fictionBook('<section>\n<p>One.\n<p>Two.</p></section>');
    await expect(readFb2(book)).rejects.toMatchObject({
      diagnostic: { code: 'input-damaged', line: 6, column: 12, message: expect.stringContaining('`p` is open') },
    });
  });

  test('never reads what an entity names outside of it', async () => {
    const book = fictionBook('<section><p>&secret;</p></section>').replace(
      '<FictionBook',
      '<!DOCTYPE FictionBook [<!ENTITY secret SYSTEM "file:///etc/hostname">]>\n<FictionBook',
    );
    await expect(readFb2(book)).rejects.toMatchObject({ diagnostic: { code: 'input-damaged' } });
  });

  test('is mended where nothing is lost: a lone &, a name of HTML, a prefix without its declaration', async () => {
    const book = fictionBook(
      '<section><p>Salt &amp; Sons & Co.&nbsp;— &hellip; &odd; <a l:href="https://salt.example/">here</a></p></section>',
    ).replace(/ xmlns:l="[^"]*"/, '');
    const read = await readFb2(book);
    expect(read.blocks).toEqual(['p: Salt & Sons & Co.\u00a0— … &odd; {link https://salt.example/:here}']);
    expect(codes(read)).toEqual(['markup-mended']);
  });

  test('nested deeper than any story is flattened, and its words are kept', async () => {
    const book = fictionBook(`<section><p>${'<strong>'.repeat(300)}deep${'</strong>'.repeat(300)}</p></section>`);
    const read = await readFb2(book);
    expect(read.blocks.join()).toContain('deep');
    expect(codes(read)).toContain('input-too-deep');
  });
});

describe('the description', () => {
  test('names people by their names, else by what they call themselves; the unknown are nobody', async () => {
    const { story } = await readFb2(
      fictionBook('<section><p>A.</p></section>', {
        titleInfo: `<book-title>X</book-title><author><first-name>Ada</first-name><last-name>Lowe</last-name></author>
          <author><first-name/><last-name>Marsh</last-name></author><author><nickname>gull</nickname></author>
          <author><last-name>Неизвестен</last-name></author><author/>`,
      }),
    );
    expect(story.metadata.creators).toEqual([
      { name: 'Ada Lowe', role: 'aut', fileAs: 'Lowe, Ada' },
      { name: 'Marsh', role: 'aut' },
      { name: 'gull', role: 'aut' },
    ]);
  });

  test('gives the year of the printed book only where there is no other date, and no number that is no ISBN', async () => {
    const more = '<publish-info><year>1987</year><isbn>unknown 5</isbn></publish-info>';
    const dated = '<book-title>X</book-title><date>1985</date>';
    const body = '<section><p>A.</p></section>';
    expect((await readFb2(fictionBook(body, { more }))).story.metadata.published).toBe('1987');
    const { metadata } = (await readFb2(fictionBook(body, { more, titleInfo: dated }))).story;
    expect(metadata.published).toBe('1985');
    expect(metadata.identifiers).toEqual([]);
  });

  test('without a title leaves it to the body', async () => {
    const body = '<title><p>The Ferry</p></title><section><title><p>Chapter 1</p></title><p>A.</p></section>';
    const { story } = await readFb2(fictionBook(body, { titleInfo: '<lang>en</lang>' }));
    expect(story.metadata.title).toBe('The Ferry');
    expect(story.sections.map(({ label }) => label)).toEqual(['Chapter 1']);
  });

  test('names the cover among the images inside, where it is one', async () => {
    const titleInfo = '<book-title>X</book-title><coverpage><image l:href="#front.png"/></coverpage>';
    const binary = (content: string) => `<binary id="front.png" content-type="image/png">${content}</binary>`;
    const body = '<section><p>A.</p></section>';
    const { wishes, sibling } = await readFb2(fictionBook(body, { titleInfo, rest: binary(PIXEL_BASE64) }));
    expect(wishes).toEqual({ coverPath: 'front.png' });
    expect((await sibling?.('front.png'))?.subarray(1, 4)).toEqual(bytes('PNG'));
    expect((await readFb2(fictionBook(body, { titleInfo, rest: binary('AAAA') }))).wishes).toBeUndefined();
    expect((await readFb2(fictionBook(body, { titleInfo }))).wishes).toBeUndefined();
  });

  test('says so when its language is none', async () => {
    const titleInfo = '<book-title>X</book-title><lang>?</lang>';
    expect(codes(await readFb2(fictionBook('<section><p>A.</p></section>', { titleInfo })))).toEqual([
      'language-invalid',
    ]);
  });
});

describe('the text', () => {
  test('of several bodies has their titles as parts', async () => {
    const chapter = (name: string) => `<section><title><p>${name}</p></title><p>Text of ${name}.</p></section>`;
    const { story } = await readFb2(
      fictionBook(`<title><p>Ebb</p></title>${chapter('Mud')}${chapter('Sand')}`, {
        rest: `<body><title><p>Flood</p></title>${chapter('Foam')}${chapter('Weed')}</body>`,
      }),
    );
    expect(story.sections.map(({ role, id, sections }) => [role, id, sections.map((one) => one.id)])).toEqual([
      ['part', 'ebb', ['mud', 'sand']],
      ['part', 'flood', ['foam', 'weed']],
    ]);
  });

  test('keeps the words of a title page that the description does not have', async () => {
    const body = '<title><p>The Ferry</p><p>in two tides</p><p>with a map</p></title><section><p>A.</p></section>';
    expect((await readFb2(fictionBook(body))).blocks).toEqual([
      'p (center): in two tides',
      'p (center): with a map',
      'p: A.',
    ]);
  });

  test('takes one empty line for space, and two for a change of scene where they are rare', async () => {
    const paragraphs = '<p>It rained.</p>'.repeat(20);
    const body = `<section>${paragraphs}<empty-line/><p>B.</p><empty-line/><empty-line/><p>C.</p></section>`;
    const { blocks } = await readFb2(fictionBook(body));
    expect(blocks.slice(20)).toEqual(['p: B.', 'scene break', 'p: C.']);
    const often = fictionBook(`<section>${'<p>A.</p><empty-line/><empty-line/>'.repeat(9)}<p>B.</p></section>`);
    expect((await readFb2(often)).blocks).not.toContain('scene break');
  });

  test('keeps everything of a poem: titles, a break among its lines, its date', async () => {
    const body = `<section><poem><title><p>Tides</p></title><stanza><title><p>i</p></title><v>Out it goes,</v>
      <v>* * *</v><v>in it comes.</v></stanza><date>1999</date></poem></section>`;
    const { blocks } = await readFb2(fictionBook(body));
    expect(blocks.join(' ')).toMatch(/i.*Out it goes,.*scene break \* \* \*.*in it comes\..*1999/);
  });

  test('finds notes in a section of the text where there is no body for them', async () => {
    const body = `<section><title><p>Chapter 1</p></title><p>Mud<a l:href="#n1" type="note">1</a>.</p></section>
      <section><title><p>Chapter 2</p></title><p>Sand.</p></section>
      <section id="n1"><title><p>1</p></title><p>Wet earth.</p></section>`;
    const { story } = await readFb2(fictionBook(body));
    expect(Object.values(story.notes).map(({ blocks }) => blocks)).toHaveLength(1);
    expect(story.sections.map(({ label }) => label)).toEqual(['Chapter 1', 'Chapter 2']);
  });

  test('says which note is missing, and keeps its mark', async () => {
    const read = await readFb2(fictionBook('<section><p>Mud<a l:href="#n9" type="note">[9]</a>.</p></section>'));
    expect(read.blocks.join()).toContain('[9]');
    expect(codes(read)).toContain('note-missing');
  });

  test('has the images of its binaries, and says which are missing or have no alternative', async () => {
    const body = '<section><p>A.</p><image l:href="#a b.png"/><image l:href="#gone.png"/></section>';
    const rest = `<binary id="a b.png" content-type="image/png">${PIXEL_BASE64}</binary>`;
    const read = await readFb2(fictionBook(body, { rest }));
    expect(read.blocks).toEqual(['p: A.', 'figure a-b [no alt]']);
    expect(codes(read)).toEqual(['image-missing', 'image-alt-missing']);
  });
});
