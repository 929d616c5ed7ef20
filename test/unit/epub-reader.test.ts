import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { blocksText } from '../../src/model/visit.js';
import { pickReader } from '../../src/read/index.js';
import { buildEpub, type EpubParts, item, page, point, TITLED } from '../support/build-epub.js';
import { PIXEL } from '../support/pixel.js';
import { readEpub } from '../support/read-epub.js';
import { packZip } from '../support/zip.js';

const folder = fileURLToPath(new URL('../cases/epub', import.meta.url));

describe('books are understood as their golden files say', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.epub'))) {
    it(file, async () => {
      const { shown } = await readEpub(readFileSync(`${folder}/${file}`), file);
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.epub$/, '.story.txt')}`);
    });
  }
});

/** Sentences of a story, as many as are asked for. */
const prose = (count: number, about = 'rain'): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `<p>On day ${index + 1} the ${about} came over the hill again, and nobody at the house was glad of it, or surprised.</p>`,
  ).join('\n');

describe('sections', () => {
  it('are parts and chapters as the contents nest them, named by the contents', async () => {
    const { outline } = await readEpub({
      documents: {
        'one.xhtml': '<h1>Part One</h1>',
        'a.xhtml': `<h2><img src="one.png" alt="1"/></h2>${prose(3)}`,
        'b.xhtml': prose(3),
        'two.xhtml': '<h1>Part Two</h1>',
        'c.xhtml': `<h2>3</h2><h3>The Weir</h3>${prose(3)}`,
      },
      contents:
        item('Part One', 'one.xhtml', item('1. A Wet Road', 'a.xhtml') + item('2. A Wet Dog', 'b.xhtml')) +
        item('Part Two', 'two.xhtml', item('3. The Weir', 'c.xhtml')),
    });
    expect(outline).toEqual([
      'part: [Part One]',
      '  chapter: [1] A Wet Road',
      '  chapter: [2] A Wet Dog',
      'part: [Part Two]',
      '  chapter: [3] The Weir',
    ]);
  });

  it('go on over documents that the contents do not list', async () => {
    const { outline, story } = await readEpub({
      documents: {
        'x_split_000.html': `<h2>Chapter 1</h2>${prose(2)}`,
        'x_split_001.html': prose(2, 'sleet'),
        'x_split_002.html': `<h2>Chapter 2</h2>${prose(2)}`,
      },
      ncx: point('Chapter 1', 'x_split_000.html') + point('Chapter 2', 'x_split_002.html'),
    });
    expect(outline).toEqual(['chapter: [Chapter 1]', 'chapter: [Chapter 2]']);
    expect(blocksText(story.sections[0]?.blocks ?? [])).toContain('sleet');
  });

  it('begin at fragments, where several share a document', async () => {
    const { outline } = await readEpub({
      documents: {
        'a.html': `<h1 id="t">The Wet Year</h1><p>by Ann Fell</p><h2 id="one">Chapter 1</h2>${prose(2)}<a id="two"/><h2>Chapter 2</h2>${prose(2)}`,
        'b.html': `${prose(1)}<h2 id="three">Chapter 3</h2>${prose(2)}`,
      },
      ncx:
        point('The Wet Year', 'a.html#t') +
        point('Chapter 1', 'a.html#one') +
        point('Chapter 2', 'a.html#two') +
        point('Chapter 3', 'b.html#three'),
    });
    expect(outline).toEqual(['chapter: [Chapter 1]', 'chapter: [Chapter 2]', 'chapter: [Chapter 3]']);
  });

  it('have what the contents list inside of a long chapter as headings', async () => {
    const { story, outline } = await readEpub({
      documents: {
        'a.xhtml': `<h1>On Rain</h1>${prose(12)}<h2 id="k">Kinds</h2>${prose(2)}<h2 id="u">Uses</h2>${prose(2)}`,
        'b.xhtml': `<h1>On Snow</h1>${prose(2)}`,
      },
      contents:
        item('On Rain', 'a.xhtml', item('Kinds', 'a.xhtml#k') + item('Uses', 'a.xhtml#u')) + item('On Snow', 'b.xhtml'),
    });
    expect(outline).toEqual(['chapter: On Rain', 'chapter: On Snow']);
    expect(story.sections[0]?.blocks.filter(({ type }) => type === 'heading')).toHaveLength(2);
  });

  it('are what the headings of the only document say', async () => {
    const { outline } = await readEpub({
      documents: { 'a.xhtml': `<h1>The Wet Year</h1><h2>Chapter 1</h2>${prose(2)}<h2>Chapter 2</h2>${prose(2)}` },
      contents: item('The Wet Year', 'a.xhtml'),
    });
    expect(outline).toEqual(['chapter: [Chapter 1]', 'chapter: [Chapter 2]']);
  });

  it('are one a document, where there are neither contents nor headings', async () => {
    const { outline } = await readEpub({ documents: { 'a.xhtml': prose(2), 'b.xhtml': prose(2) } });
    expect(outline).toHaveLength(2);
  });

  it('take no title from a label that only says where to tap', async () => {
    const { outline } = await readEpub({
      documents: { 'a.xhtml': prose(2) },
      contents: item('Start reading', 'a.xhtml'),
    });
    expect(outline).toEqual(['chapter']);
  });

  it('have the roles that the book states', async () => {
    const { outline } = await readEpub({
      documents: {
        'p.xhtml': `<section epub:type="prologue"><h2>Before</h2>${prose(2)}</section>`,
        'a.xhtml': `<section epub:type="chapter"><h2>Rain</h2>${prose(2)}</section>`,
        'e.xhtml': `<section epub:type="afterword"><h2>A Word More</h2>${prose(2)}</section>`,
      },
      contents: item('Before', 'p.xhtml') + item('Rain', 'a.xhtml') + item('A Word More', 'e.xhtml'),
    });
    expect(outline).toEqual(['prologue: Before', 'chapter: Rain', 'afterword: A Word More']);
  });
});

describe('pages that are not the story', () => {
  const furnished: EpubParts = {
    documents: {
      'cover.xhtml': '<svg viewBox="0 0 1 1"><image xlink:href="c.png"/></svg>',
      'title.xhtml': '<h1>The Wet Year</h1><p>Ann Fell</p><p>Harrow Press</p>',
      'copyright.xhtml': '<p>Copyright © 2011 Ann Fell. All rights reserved.</p><p>ISBN 978-0-00-000000-0</p>',
      'toc.xhtml': '<h2>Contents</h2><p><a href="a.xhtml">1. Rain</a></p><p><a href="b.xhtml">2. Sleet</a></p>',
      'ded.xhtml': '<p><i>For the ducks</i></p>',
      'foreword.xhtml': `<h1>Foreword</h1>${prose(3)}`,
      'a.xhtml': `<h2>1. Rain</h2>${prose(3)}`,
      'b.xhtml': `<h2>2. Sleet</h2>${prose(3)}`,
      'also.xhtml': '<h1>Also by Ann Fell</h1><p>The Dry Year</p>',
      'note.xhtml': '<p>Not in the reading order.</p>',
    },
    nonLinear: ['note.xhtml'],
    contents:
      item('Cover', 'cover.xhtml') +
      item('Title Page', 'title.xhtml') +
      item('Foreword', 'foreword.xhtml') +
      item('1. Rain', 'a.xhtml') +
      item('2. Sleet', 'b.xhtml') +
      item('Also by Ann Fell', 'also.xhtml'),
  };

  it('are set aside, and said', async () => {
    const { outline, diagnostics, shown } = await readEpub(furnished);
    expect(outline).toEqual(['foreword: [Foreword]', 'chapter: [1] Rain', 'chapter: [2] Sleet']);
    expect(shown).not.toMatch(/Harrow Press <|Dry Year$|reading order/m);
    expect(diagnostics.filter(({ code }) => code === 'boilerplate-dropped')).toHaveLength(3);
    expect(diagnostics.filter(({ code }) => code === 'contents-list-dropped')).toHaveLength(1);
  });

  it('give a short dedication to the metadata', async () => {
    const { story } = await readEpub(furnished);
    expect(blocksText(story.metadata.dedication)).toBe('For the ducks');
  });

  it('may stand inside of the book’s only document', async () => {
    const { story, outline } = await readEpub({
      documents: {
        'book.xhtml': `<section epub:type="titlepage"><h1>The Wet Year</h1><p>Ann Fell</p><p epub:type="dedication">For the geese</p></section>
          <section epub:type="chapter" id="a"><h2>Rain</h2>${prose(4)}</section><section epub:type="chapter" id="b"><h2>Sleet</h2>${prose(4)}</section>`,
      },
      contents: item('Rain', 'book.xhtml#a') + item('Sleet', 'book.xhtml#b'),
    });
    expect(outline).toEqual(['chapter: Rain', 'chapter: Sleet']);
    expect(blocksText(story.metadata.dedication)).toBe('For the geese');
  });
});

describe('notes', () => {
  it('are found in another file, though neither end is marked as one', async () => {
    const { story, outline } = await readEpub({
      documents: {
        'a.xhtml': `<h2>Chapter 1</h2><p>A word<a href="notes.xhtml#n1" id="r1">[1]</a> of rain.</p>${prose(2)}`,
        'b.xhtml': `<h2>Chapter 2</h2><p>Another<a href="notes.xhtml#n2" id="r2">[2]</a> word.</p>${prose(2)}`,
        'notes.xhtml':
          '<h2>Notes</h2><p id="n1"><a href="a.xhtml#r1">[1]</a> It was wet.</p><p id="n2"><a href="b.xhtml#r2">[2]</a> It was wetter.</p>',
      },
      contents: item('Chapter 1', 'a.xhtml') + item('Chapter 2', 'b.xhtml') + item('Notes', 'notes.xhtml'),
    });
    expect(Object.values(story.notes).map(({ blocks }) => blocksText(blocks).trim())).toEqual([
      'It was wet.',
      'It was wetter.',
    ]);
    expect(outline).toEqual(['chapter: [Chapter 1]', 'chapter: [Chapter 2]']);
  });

  it('with the same id in two documents stay apart', async () => {
    const chapter = (words: string): string =>
      `<p>Rain<a epub:type="noteref" href="#n1">1</a></p>${prose(2)}<aside epub:type="footnote" id="n1"><p>${words}</p></aside>`;
    const { story } = await readEpub({
      documents: { 'a.xhtml': `<h2>Rain</h2>${chapter('First.')}`, 'b.xhtml': `<h2>Sleet</h2>${chapter('Second.')}` },
      contents: item('Rain', 'a.xhtml') + item('Sleet', 'b.xhtml'),
    });
    expect(Object.values(story.notes).map(({ blocks }) => blocksText(blocks))).toEqual(['First.', 'Second.']);
  });
});

describe('metadata', () => {
  const one = { documents: { 'a.xhtml': prose(6) }, contents: item('Rain', 'a.xhtml') };
  const metadataOf = async (metadata: string) => (await readEpub({ ...one, metadata })).story.metadata;

  it('has the first title, unless another is said to be the main one', async () => {
    expect(await metadataOf('<dc:title>Rain</dc:title><dc:title>Never this</dc:title>')).toMatchObject({
      title: 'Rain',
    });
    const typed =
      '<dc:title id="c">Weather Library</dc:title><meta refines="#c" property="title-type">collection</meta><dc:title id="m">Rain</dc:title><meta refines="#m" property="title-type">main</meta><dc:title id="s">A Wet Tale</dc:title><meta refines="#s" property="title-type">subtitle</meta>';
    expect(await metadataOf(typed)).toMatchObject({ title: 'Rain', subtitle: 'A Wet Tale' });
  });

  it('has titles and names of every script', async () => {
    const metadata = await metadataOf('<dc:title>雨の年</dc:title><dc:creator>雨宮 静</dc:creator>');
    expect(metadata).toMatchObject({ title: '雨の年', creators: [{ name: '雨宮 静', role: 'aut' }] });
  });

  it('has its people in order, in the roles of both versions of EPUB', async () => {
    const metadata = await metadataOf(
      '<dc:title>Rain</dc:title><dc:creator id="a">Ann Fell</dc:creator><meta refines="#a" property="role">aut</meta><meta refines="#a" property="file-as">Fell, Ann</meta><dc:creator opf:role="aut" opf:file-as="Marsh, Bo">Marsh, Bo</dc:creator><dc:contributor opf:role="trl">Cy Pond</dc:contributor><dc:contributor opf:role="bkp">a program</dc:contributor><dc:creator>Unknown</dc:creator>',
    );
    expect(metadata.creators).toEqual([
      { name: 'Ann Fell', role: 'aut', fileAs: 'Fell, Ann' },
      { name: 'Bo Marsh', role: 'aut', fileAs: 'Marsh, Bo' },
      { name: 'Cy Pond', role: 'trl' },
    ]);
  });

  it.each([
    ['<dc:date>2012</dc:date>', '2012'],
    ['<dc:date>2014-05-25T00:00:00Z</dc:date>', '2014-05-25'],
    [
      '<dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1999-05</dc:date>',
      '1999-05',
    ],
    ['<dc:date>0101-01-01T00:00:00+00:00</dc:date>', undefined],
    ['<dc:date opf:event="creation">2020-01-01</dc:date>', undefined],
    ['<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>', undefined],
  ])('takes from %s the day of publication %s', async (dates, published) => {
    expect((await metadataOf(`<dc:title>Rain</dc:title>${dates}`)).published).toBe(published);
  });

  it('has a summary of HTML or of plain paragraphs', async () => {
    const html = await metadataOf(
      '<dc:description>&lt;p&gt;It &lt;i&gt;rains&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;Then not.&lt;/p&gt;</dc:description>',
    );
    expect(html.summary).toHaveLength(2);
    const plain = await metadataOf('<dc:description>It rains\nall day.\n\nThen not.</dc:description>');
    expect(blocksText(plain.summary)).toBe('It rains all day.\nThen not.');
  });

  it('has series in the words of EPUB 3 and of calibre', async () => {
    const refined =
      '<meta id="s" property="belongs-to-collection">Years</meta><meta refines="#s" property="collection-type">series</meta><meta refines="#s" property="group-position">2</meta>';
    expect((await metadataOf(refined)).series).toEqual([{ name: 'Years', position: 2 }]);
    const calibre = '<meta name="calibre:series" content="Years"/><meta name="calibre:series_index" content="2.5"/>';
    expect((await metadataOf(calibre)).series).toEqual([{ name: 'Years', position: 2.5 }]);
  });

  it('tells addresses and ISBNs from what tools make up', async () => {
    const metadata = await metadataOf(
      '<dc:identifier>urn:uuid:6a1f0f5e-0d3c-4b0e-9e39-1f1a5f0b7c11</dc:identifier><dc:identifier opf:scheme="ISBN">978-3-16-148410-0</dc:identifier><dc:identifier>URL:https://example.org/s/5</dc:identifier><dc:source>https://example.net/other</dc:source>',
    );
    expect(metadata.identifiers).toEqual(['urn:isbn:9783161484100']);
    expect(metadata.source).toBe('https://example.org/s/5');
  });

  it('has subjects as tags, but for what says nothing', async () => {
    const metadata = await metadataOf(
      '<dc:subject>Fanworks</dc:subject><dc:subject>Rivers</dc:subject><dc:subject>Last Update: 2019/01/01</dc:subject><dc:subject>Completed</dc:subject>',
    );
    expect(metadata).toMatchObject({ tags: ['Rivers'], status: 'complete' });
  });

  it('is read from a package whose XML is not whole', async () => {
    const metadata = await metadataOf(
      '<dc:title>Rain & Sons</dc:title><dc:creator calibre:x="1">Ann&nbsp;Fell</dc:creator>',
    );
    expect(metadata).toMatchObject({ title: 'Rain & Sons', creators: [{ name: 'Ann Fell' }] });
  });

  it('has its receipts in the package document', async () => {
    const { receipts } = await metadataOf(TITLED);
    expect(receipts.title).toMatchObject({ how: 'package document', line: 3 });
  });

  it('comes from a page of labels, which is no chapter', async () => {
    const { story, outline } = await readEpub({
      documents: {
        'title_page.xhtml': `<h3>The Wet Year by Ann Fell</h3><div><b>Category:</b> Weather Tales<br/>
<b>Status:</b> In-Progress<br/><b>Published:</b> 2015-03-15<br/><b>Words:</b> 12,345<br/>
<b>Summary:</b> <div>It rains. <p>A lot.</p></div><br/></div>`,
        'file0001.xhtml': `<h3 class="fff_chapter_title">1. Rain</h3>${prose(2)}`,
        'file0002.xhtml': `<h3 class="fff_chapter_title">2. Sleet</h3>${prose(2)}`,
      },
      ncx:
        point('Title Page', 'title_page.xhtml') +
        point('1. Rain', 'file0001.xhtml') +
        point('2. Sleet', 'file0002.xhtml'),
    });
    expect(outline).toEqual(['chapter: [1] Rain', 'chapter: [2] Sleet']);
    expect(story.metadata).toMatchObject({
      status: 'in progress',
      published: '2015-03-15',
      words: 12345,
      fandoms: ['Weather Tales'],
    });
    expect(blocksText(story.metadata.summary)).toBe('It rains.\nA lot.');
  });
});

describe('content documents', () => {
  it('are read though their XHTML is broken', async () => {
    const { shown } = await readEpub({
      documents: {
        'a.xhtml': page(
          '<h2>Chapter 1</h2><p>Rain & <i>more rain<p>and sleet&nbsp;too <b>x</p><a id="z"/><p>At last <div>sun',
          '<title/>',
        ),
        'b.xhtml': `<h2>Chapter 2</h2>${prose(1)}`,
      },
      contents: item('Chapter 1', 'a.xhtml') + item('Chapter 2', 'b.xhtml'),
    });
    for (const words of ['Rain &', 'more rain', 'and sleet', 'At last', 'sun']) expect(shown).toContain(words);
  });

  it('have the emphasis that the book’s style sheet gives them', async () => {
    const { shown } = await readEpub({
      documents: {
        'a.xhtml': page(
          '<p>It was <span class="c1">very</span> wet.</p><p class="c2">***</p><p>Then it was not.</p>',
          '<title>a</title><link rel="stylesheet" href="s.css"/>',
        ),
      },
      members: { 'OEBPS/s.css': '.c1 { font-style: italic } .c2 { text-align: center }' },
    });
    expect(shown).toContain('It was {emphasis:very} wet.');
    expect(shown).toContain('scene break ***');
  });

  it('have their images from the container', async () => {
    const { story, files, wishes } = await readEpub({
      documents: { 'text/a.xhtml': `<p><img src="../art/a%20map.png" alt="A map"/></p>${prose(2)}` },
      manifest: '<item id="c" href="art/a%20map.png" media-type="image/png" properties="cover-image"/>',
      members: { 'OEBPS/art/a map.png': PIXEL },
    });
    expect(Object.values(story.resources)).toMatchObject([{ name: 'OEBPS/art/a map.png', mediaType: 'image/png' }]);
    expect(files.size).toBe(1);
    expect(wishes).toEqual({ coverPath: 'OEBPS/art/a map.png' });
  });

  it('that are missing are said', async () => {
    const { diagnostics } = await readEpub({
      documents: { 'a.xhtml': prose(2) },
      manifest: '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>',
    });
    expect(diagnostics.map(({ code }) => code)).not.toContain('document-missing');
    const bytes = buildEpub({ documents: { 'a.xhtml': prose(2), 'b.xhtml': prose(2) } });
    const cut = new TextEncoder().encode('OEBPS/b.xhtml');
    const renamed = replaceAll(bytes, cut, new TextEncoder().encode('OEBPS/z.xhtml'));
    const codes = (await readEpub(renamed)).diagnostics.map(({ code }) => code);
    expect(codes).toContain('document-missing');
  });

  it('have places in their own files', async () => {
    const { story } = await readEpub({
      documents: { 'a.xhtml': `<h2>Chapter 1</h2>${prose(2)}`, 'b.xhtml': `<h2>Chapter 2</h2>${prose(2)}` },
      contents: item('Chapter 1', 'a.xhtml') + item('Chapter 2', 'b.xhtml'),
    });
    expect(story.sections[1]?.place).toMatchObject({ file: 'book.epub/OEBPS/b.xhtml', line: 5 });
  });
});

function replaceAll(bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const words = [from, to].map((one) => Buffer.from(one).toString('latin1')) as [string, string];
  return new Uint8Array(Buffer.from(text.replaceAll(words[0], words[1]), 'latin1'));
}

describe('what is refused', () => {
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    try {
      await readEpub(bytes);
      return 'read';
    } catch (error) {
      return (error as { diagnostic: { code: string } }).diagnostic.code;
    }
  };

  it('is a file without a byte', async () => {
    expect(await codeOf(new Uint8Array())).toBe('input-empty');
  });

  it('is a ZIP file of another kind', async () => {
    const docx = packZip([{ path: 'word/document.xml', bytes: new TextEncoder().encode('<w/>') }]);
    expect(await codeOf(docx)).toBe('input-damaged');
    expect((await pickReader({ name: 'story.epub', bytes: docx })).name).toBe('epub');
  });

  it('is a book that names files outside of itself', async () => {
    const members = { '../evil.xhtml': 'x' };
    expect(await codeOf(buildEpub({ documents: { 'a.xhtml': prose(1) }, members }))).toBe('input-damaged');
  });

  it('is a book whose text unpacks to more than any story has', async () => {
    const huge = new Uint8Array(65 * 1024 * 1024).fill(0x20);
    const bytes = buildEpub({
      documents: { 'a.xhtml': prose(1), 'b.xhtml': '<html></html>' },
      members: { 'OEBPS/c.xhtml': huge },
    });
    const named = replaceAll(
      bytes,
      new TextEncoder().encode('OEBPS/b.xhtml'),
      new TextEncoder().encode('OEBPS/y.xhtml'),
    );
    const bomb = replaceAll(
      named,
      new TextEncoder().encode('OEBPS/c.xhtml'),
      new TextEncoder().encode('OEBPS/b.xhtml'),
    );
    expect(await codeOf(bomb)).toBe('input-too-large');
  });

  it('is a book under DRM', async () => {
    const encryption =
      '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData><e:CipherReference URI="OEBPS/a.xhtml"/></e:CipherData></e:EncryptedData></encryption>';
    const bytes = buildEpub({ documents: { 'a.xhtml': prose(1) }, members: { 'META-INF/encryption.xml': encryption } });
    expect(await codeOf(bytes)).toBe('input-damaged');
  });

  it('is a book without any text', async () => {
    expect(await codeOf(buildEpub({ documents: { 'a.xhtml': '' } }))).toBe('input-empty');
  });
});
