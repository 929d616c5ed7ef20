import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { convert } from '../../src/convert.js';
import { pickReader } from '../../src/read/index.js';
import { PIXEL_BASE64 } from '../support/fb2.js';
import { bytesOf, codes, odt, odtMembers, readOdt } from '../support/odt.js';
import { packZip } from '../support/zip.js';

const folder = fileURLToPath(new URL('../cases/odt', import.meta.url));
const pixel = new Uint8Array(Buffer.from(PIXEL_BASE64, 'base64'));
const p = (text: string, style = 'Standard'): string => `<text:p text:style-name="${style}">${text}</text:p>`;
const span = (text: string, style: string): string => `<text:span text:style-name="${style}">${text}</text:span>`;
const style = (name: string, family: 'paragraph' | 'text', properties: string, parent = ''): string =>
  `<style:style style:name="${name}" style:family="${family}" style:parent-style-name="${parent}">
    <style:${family}-properties ${properties}/></style:style>`;
const picture = (href: string): string =>
  p(`<draw:frame><draw:image xlink:href="${href}"/><svg:desc>A gate</svg:desc></draw:frame>`);

describe('OpenDocument texts are understood as their golden files say', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.fodt'))) {
    it(file, async () => {
      const { shown } = await readOdt(readFileSync(`${folder}/${file}`), file);
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.fodt$/, '.story.txt')}`);
    });
  }
});

test('becomes a sound book', async () => {
  const name = `${folder}/salt-road.fodt`;
  const { isSound } = await convert({ name, bytes: readFileSync(name) });
  expect(isSound).toBe(true);
}, 30_000);

describe('a package', () => {
  test('is known by its bytes, whatever it is called', async () => {
    expect((await pickReader({ name: 'story.bin', bytes: odt(p('A.')) })).name).toBe('odt');
    const flat = readFileSync(`${folder}/salt-road.fodt`);
    expect((await pickReader({ name: 'story.xml', bytes: flat })).name).toBe('odt');
  });

  test('holds its images; one that it links lies beside it, and none lies further out', async () => {
    const text = [picture('Pictures/gate.png'), picture('../wall.png'), picture('../../moat.png')].join('');
    const book = odt(text, { members: [{ path: 'Pictures/gate.png', bytes: pixel }] });
    const read = await readOdt(book, 'story.odt', { 'wall.png': pixel, 'moat.png': pixel });
    expect(read.blocks).toEqual(['figure pictures-gate [A gate]', 'figure wall [A gate]', 'p: A gate']);
    expect(codes(read)).toEqual(['image-outside']);
  });

  test('gives no file of a name that leads out of it', async () => {
    const book = odt(picture('Pictures/../../gate.png'), { members: [{ path: '../gate.png', bytes: pixel }] });
    expect(codes(await readOdt(book))).toEqual(['image-outside']);
  });

  test.each([
    ['cut short', odt(p('A.')).slice(0, -40), 'input-damaged', /ZIP/],
    [
      'damaged',
      packZip(odtMembers(p('A.')).map((one) => (one.path === 'content.xml' ? { ...one, crc: 1 } : one))),
      'input-damaged',
      /`content\.xml`.*checksum/,
    ],
    [
      'locked with a password',
      odt(p('A.'), {
        manifest:
          '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
      }),
      'input-damaged',
      /password/,
    ],
    ['broken inside', odt('<text:p>A.'), 'input-damaged', /`content\.xml`.*`text:p` is open/],
    ['without a text', packZip([{ path: 'a.txt', bytes: bytesOf('A.') }]), 'format-unknown', /content\.xml/],
    [
      'a sheet',
      packZip([
        {
          path: 'content.xml',
          bytes: bytesOf('<a xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><body><spreadsheet/></body></a>'),
        },
      ]),
      'format-unknown',
      /no OpenDocument text/,
    ],
    [
      'a bomb',
      packZip([{ path: 'content.xml', bytes: new Uint8Array(65 * 1024 * 1024) }]),
      'input-too-large',
      /unpacks to more/,
    ],
  ])('is refused: %s', async (_what, bytes, code, message) => {
    const refused = readOdt(bytes);
    await expect(refused).rejects.toMatchObject({ diagnostic: { code, message: expect.stringMatching(message) } });
  });

  test('keeps the words of markup nested deeper than any story', async () => {
    const deep = `${'<text:span>'.repeat(300)}deep${'</text:span>'.repeat(300)}`;
    const sections = `${'<text:section>'.repeat(150)}${p('inside')}${'</text:section>'.repeat(150)}`;
    const { blocks } = await readOdt(odt(p(deep) + sections));
    expect(blocks).toEqual(['p: deep', 'p: inside']);
  });
});

describe('styles', () => {
  test('are resolved along their parents, even where those go round', async () => {
    const automatic = [
      style('A', 'text', 'fo:font-style="italic"', 'B'),
      style('B', 'text', 'fo:font-weight="bold"', 'A'),
      style('C', 'paragraph', '', 'D'),
    ].join('');
    const named = style('D', 'paragraph', 'fo:text-align="center"');
    const { blocks } = await readOdt(odt(p(`One ${span('two', 'A')}`, 'C') + p('Three.'), { automatic, named }));
    expect(blocks).toEqual(['p (center): One {strong:{emphasis:two}}', 'p: Three.']);
  });

  test('say nothing by a look that the whole text has', async () => {
    const named =
      '<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:style>';
    const automatic = style('R', 'text', 'fo:font-weight="bold"');
    const { blocks } = await readOdt(odt(p('All') + p(`slants ${span('here', 'R')}`), { named, automatic }));
    expect(blocks).toEqual(['p: All', 'p: slants {strong:here}']);
  });

  test('of verse and code make such blocks, with the empty lines between stanzas', async () => {
    const text = [
      p('In', 'Verse'),
      p('<text:tab/>and out', 'Verse'),
      p('', 'Verse'),
      p('goes the tide.', 'Verse'),
    ].join('');
    const { blocks } = await readOdt(odt(text + p('a<text:s text:c="3"/>b', 'Preformatted_20_Text')));
    expect(blocks).toEqual([
      ...['verse', '  In', '  and out', '  /', '  goes the tide.'],
      ...['preformatted', '  | a   b'],
    ]);
  });

  test('that hide text keep it out of the book, which is said', async () => {
    const automatic = style('H', 'text', 'text:display="none"');
    const read = await readOdt(odt(p(`Seen${span(' and not', 'H')}.`), { automatic }));
    expect(read.blocks).toEqual(['p: Seen.']);
    expect(codes(read)).toEqual(['markup-dropped']);
  });
});

describe('headings', () => {
  const prose = p('It rained on the gate.');

  test('by style, where a program writes them as paragraphs', async () => {
    const text = [p('The Gate', 'Title'), p('Rust', 'Heading_20_1'), prose, p('Paint', 'Heading_20_1'), prose].join('');
    const { story } = await readOdt(odt(text));
    expect(story.metadata.title).toBe('The Gate');
    expect(story.sections.map(({ id }) => id)).toEqual(['rust', 'paint']);
  });

  test('by their words, in a text that has no other', async () => {
    const text = [p('Chapter One'), prose, prose, p('Chapter Two: Rust'), prose, prose].join('');
    const { story } = await readOdt(odt(text));
    expect(story.sections.map(({ label }) => label)).toEqual(['Chapter One', 'Chapter Two']);
  });

  test('by numbers that count up, if they are set apart', async () => {
    const automatic = style('M', 'paragraph', 'fo:text-align="center"');
    const numbered = (name: string) => [p('1', name), prose, p('2', name), prose, p('3', name), prose].join('');
    expect((await readOdt(odt(numbered('M'), { automatic }))).story.sections).toHaveLength(3);
    expect((await readOdt(odt(numbered('Standard'), { automatic }))).story.sections).toHaveLength(1);
  });

  test('never by a line of prose', async () => {
    const text = [prose, p('Part of it was gone,'), prose, p('Chapter Two was the best of his book.'), prose].join('');
    expect((await readOdt(odt(text))).story.sections).toHaveLength(1);
  });

  test('that stand in lists are headings all the same', async () => {
    const heading = (words: string) =>
      `<text:list><text:list-item><text:h text:outline-level="1">${words}</text:h></text:list-item></text:list>`;
    const { story } = await readOdt(odt(heading('Rust') + prose + heading('Paint') + prose));
    expect(story.sections.map(({ id }) => id)).toEqual(['rust', 'paint']);
  });
});

describe('properties', () => {
  const meta = `<dc:title>The Gate</dc:title><meta:initial-creator>Ann Wren</meta:initial-creator>
    <dc:date>2020-01-01T10:00:00</dc:date>`;

  test('say what the text does not, and nothing of when it was published', async () => {
    const { metadata } = (await readOdt(odt(p('It rained.'), { meta }))).story;
    expect(metadata.title).toBe('The Gate');
    expect(metadata.receipts.title).toMatchObject({ how: 'document properties', confidence: 0.5 });
    expect(metadata.creators).toEqual([{ name: 'Ann Wren', role: 'aut' }]);
    expect(metadata.published).toBeUndefined();
    expect(metadata.updated).toBeUndefined();
  });

  test('give way to the text', async () => {
    const text = [p('The Wall', 'Title'), p('by Bo Marsh'), p('It rained.')].join('');
    const { metadata } = (await readOdt(odt(text, { meta }))).story;
    expect(metadata.title).toBe('The Wall');
    expect(metadata.creators).toEqual([{ name: 'Bo Marsh', role: 'aut' }]);
  });

  test('that a program filled in by itself are none', async () => {
    const own = '<dc:title>Microsoft Word - gate.doc</dc:title><dc:creator>Windows User</dc:creator>';
    const { metadata } = (await readOdt(odt(p('It rained.'), { meta: own }), 'the-gate.odt')).story;
    expect(metadata.title).toBe('The gate');
    expect(metadata.creators).toEqual([]);
  });
});

test('two empty paragraphs part scenes where they are rare, one does not', async () => {
  const prose = p('It rained.').repeat(8);
  const { blocks } = await readOdt(odt(`${prose}${p('')}${p('Dry.')}${p('')}${p('')}${p('Wet.')}`));
  expect(blocks.slice(8)).toEqual(['p: Dry.', 'scene break', 'p: Wet.']);
});

test('diagnostics name the paragraph, deletions not counted', async () => {
  const deleted =
    '<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>';
  const { diagnostics } = await readOdt(odt(deleted + p('A.') + picture('Pictures/lost.png')));
  expect(diagnostics.find(({ code }) => code === 'image-missing')).toMatchObject({ line: 2, column: 1 });
});
