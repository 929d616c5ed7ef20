import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { pickReader } from '../../src/read/index.js';
import {
  centred,
  type DocxParts,
  EMPTY,
  makeDocx,
  PAGE_BREAK,
  p,
  r,
  readDocx,
  style,
  styled,
} from '../support/docx.js';
import { PIXEL } from '../support/read-markdown.js';
import { packZip } from '../support/zip.js';

const RAIN = 'The rain had come down over the mill since Monday, and nobody in the valley spoke of anything else.';
const WEIR = 'At the weir the water stood a hand below the wall, brown and quick, with whole branches turning in it.';
const LAMP = 'Marta carried the lamp up the stairs and set it in the window, where her brother would see it.';
const HEADINGS = ['1', '2', '3']
  .map((level) =>
    style(`berschrift${level}`, `heading ${level}`, `<w:pPr><w:outlineLvl w:val="${Number(level) - 1}"/></w:pPr>`),
  )
  .join('');

const blocksOf = async (body: string, parts: Partial<DocxParts> = {}): Promise<readonly string[]> =>
  (await readDocx({ body, ...parts })).blocks;

const folder = fileURLToPath(new URL('../cases/docx', import.meta.url));

describe('DOCX stories are understood as their golden files say', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.docx'))) {
    it(file, async () => {
      const { shown } = await readDocx(readFileSync(`${folder}/${file}`));
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.docx$/, '.story.txt')}`);
    });
  }
});

describe('text', () => {
  it('keeps how words are set, what styles say of them, and no word twice', async () => {
    const styles = style('Thought', 'Thought', '<w:rPr><w:i/></w:rPr>', 'character');
    const body = p(
      [
        r('Plain, '),
        r('slanted', '<w:i/>'),
        r(', '),
        r('thought', '<w:rStyle w:val="Thought"/>'),
        r(', '),
        r('bold', '<w:b/>'),
        r(', '),
        r('Small', '<w:smallCaps/>'),
        r(', not bold', '<w:b w:val="0"/>'),
        r(', m'),
        r('2', '<w:vertAlign w:val="superscript"/>'),
        r(', '),
        r('struck', '<w:strike/>'),
        r(', '),
        r('underlined', '<w:u w:val="single"/>'),
        r('.'),
      ].join(''),
    );
    expect(await blocksOf(body, { styles })).toEqual([
      'p: Plain, {emphasis:slanted}, {emphasis:thought}, {strong:bold}, {smallCaps:Small}, not bold, m{superscript:2}, {strike:struck}, {emphasis:underlined}.',
    ]);
  });

  it('sets upright what a slanted paragraph style and a slanted character style both slant', async () => {
    const styles = `${style('Letter', 'Letter', '<w:rPr><w:i/></w:rPr>')}${style('Emphasis', 'Emphasis', '<w:rPr><w:i/></w:rPr>', 'character')}`;
    const body = p(`${r('Come ')}${r('soon', '<w:rStyle w:val="Emphasis"/>')}`, '<w:pStyle w:val="Letter"/>');
    expect(await blocksOf(body, { styles })).toEqual(['p: {emphasis:Come} soon']);
  });

  it('takes insertions and moves, and leaves deletions, comments and hidden text', async () => {
    const { blocks, diagnostics } = await readDocx({
      body: [
        p(
          `${r('She ')}<w:del w:id="1"><w:r><w:delText>ran </w:delText></w:r></w:del><w:ins w:id="2">${r('walked ')}</w:ins>${r('home.')}`,
        ),
        `<w:p><w:moveFrom w:id="3">${r('Moved away.')}</w:moveFrom></w:p>`,
        `<w:p><w:commentRangeStart w:id="0"/><w:moveTo w:id="4">${r('Moved here.')}</w:moveTo><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
        p('Half a line,', '<w:rPr><w:del w:id="5"/></w:rPr>'),
        p(' and its other half.'),
        p(`${r('Seen.')}${r('Unseen.', '<w:vanish/>')}`),
      ].join(''),
    });
    expect(blocks).toEqual([
      'p: She walked home.',
      'p: Moved here.',
      'p: Half a line, and its other half.',
      'p: Seen.',
    ]);
    expect(diagnostics.map(({ code, message }) => [code, message])).toContainEqual([
      'markup-dropped',
      'Hidden text was left out of the book.',
    ]);
  });

  it('takes the text of a box once, whichever markup it stands in', async () => {
    const inside = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const choice = `<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${inside('A sign on the door.')}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`;
    const fallback = `<mc:Fallback><w:pict><v:shape><v:textbox>${inside('A sign on the door.')}</v:textbox></v:shape></w:pict></mc:Fallback>`;
    const body = p(`${r('Before.')}<w:r><mc:AlternateContent>${choice}${fallback}</mc:AlternateContent></w:r>`);
    expect(await blocksOf(body)).toEqual(['p: Before.', 'p: A sign on the door.']);
    const onlyNew = p(`<w:r><mc:AlternateContent>${choice}</mc:AlternateContent></w:r>`);
    expect(await blocksOf(onlyNew)).toEqual(['p: A sign on the door.']);
  });

  it('reads signs in fonts of symbols, ruby, formulas and initials', async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${r('かんじ')}</w:rt><w:rubyBase>${r('漢字')}</w:rubyBase></w:ruby></w:r>`;
    const body = [
      p(
        `${r('She smiled ')}<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>${r('&#xF04A;', '<w:rFonts w:ascii="Wingdings"/>')}`,
      ),
      p(`${ruby}${r('と')}`),
      p(`<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>`),
      p('T', '<w:framePr w:dropCap="drop"/>'),
      p('he mill stood still.'),
    ].join('');
    const [first, ...rest] = await blocksOf(body);
    expect(first).toMatch(/^p: She smiled (\p{Extended_Pictographic})\1$/u);
    expect(rest).toEqual(['p: 漢字《かんじ》と', 'p: x=1', 'p: The mill stood still.']);
  });

  it('keeps how paragraphs are set, also where only a style says so', async () => {
    const styles = style('Sign', 'Sign', '<w:pPr><w:jc w:val="center"/></w:pPr>');
    const body = [p(RAIN), styled('Sign', 'NO ENTRY'), p('Yours, A.', '<w:jc w:val="right"/>')].join('');
    expect(await blocksOf(body, { styles })).toEqual([`p: ${RAIN}`, 'p (center): NO ENTRY', 'p (end): Yours, A.']);
  });

  it('knows lists, and dialogue that a word processor took for one', async () => {
    const level = (format: string, text: string): string =>
      `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = [
      ...[level('bullet', '•'), level('decimal', '%1.'), level('bullet', '—')].map(
        (one, id) => `<w:abstractNum w:abstractNumId="${id}">${one}</w:abstractNum>`,
      ),
      ...[0, 1, 2].map((id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`),
    ].join('');
    const item = (text: string, list: number): string =>
      p(text, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`);
    const body = [
      item('Bread', 1),
      item('Salt', 1),
      p('Then:'),
      item('Go', 2),
      item('Stay', 2),
      item('Who is there?', 3),
    ];
    expect(await blocksOf(body.join(''), { numbering })).toEqual([
      ...['list', '  -', '    p: Bread', '  -', '    p: Salt', 'p: Then:'],
      ...['list from 1', '  -', '    p: Go', '  -', '    p: Stay', 'p: — Who is there?'],
    ]);
  });

  it('knows tables, quotations and verse', async () => {
    const cell = (text: string): string => `<w:tc><w:tcPr/>${p(text)}</w:tc>`;
    const row = (...cells: readonly string[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
    const styles = `${style('Zitat', 'Quote')}${style('Verse', 'Verse')}`;
    const body = [
      `<w:tbl><w:tblPr/>${row('Day', 'Depth')}${row('Monday', 'two feet')}</w:tbl>`,
      styled('Zitat', 'Still waters.'),
      styled('Verse', 'Down by the weir'),
      styled('Verse', 'the water is near'),
      p('End of it.'),
    ].join('');
    expect(await blocksOf(body, { styles })).toEqual([
      ...['table', '  |Day |Depth', '  |Monday |two feet', 'quote', '  p: Still waters.'],
      ...['verse', '  Down by the weir', '  the water is near', 'p: End of it.'],
    ]);
  });

  it('leads links out of the document, and no others', async () => {
    const relationships =
      '<Relationship Id="l1" Type="x/hyperlink" Target="https://example.org/a" TargetMode="External"/>';
    const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const body = p(
      [
        `<w:hyperlink r:id="l1">${r('one', '<w:u w:val="single"/>')}</w:hyperlink>`,
        `${field('begin')}<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>${field('separate')}${r(', two')}${field('end')}`,
        `<w:hyperlink w:anchor="there">${r(', three')}</w:hyperlink>`,
      ].join(''),
    );
    expect(await blocksOf(body, { relationships })).toEqual([
      'p: {link https://example.org/a:one}{link https://example.org/b:, two}, three',
    ]);
  });
});

describe('notes', () => {
  const note = (kind: string, id: string, text: string, type = ''): string =>
    `<w:${kind} ${type} w:id="${id}">${p(`<w:r><w:${kind}Ref/></w:r>${r(text)}`)}</w:${kind}>`;

  it('become the story’s notes, also those at the end', async () => {
    const { story, blocks } = await readDocx({
      body: p(
        `${r('The weir')}<w:r><w:footnoteReference w:id="2"/></w:r>${r(' sang.')}<w:r><w:endnoteReference w:id="2"/></w:r>`,
      ),
      footnotes: note('footnote', '0', '', 'w:type="separator"') + note('footnote', '2', ' Built in 1802.'),
      endnotes: note('endnote', '2', ' It does.'),
    });
    expect(blocks).toEqual(['p: The weir[^footnote-2] sang.[^endnote-2]']);
    expect(JSON.stringify(story.notes)).toContain('Built in 1802.');
    expect(JSON.stringify(story.notes)).toContain('It does.');
  });

  it('that are not there are said', async () => {
    const { blocks, diagnostics } = await readDocx({
      body: p(`${r('Gone.')}<w:r><w:footnoteReference w:id="9"/></w:r>`),
    });
    expect(blocks).toEqual(['p: Gone.']);
    expect(diagnostics.map(({ code }) => code)).toContain('note-missing');
  });
});

describe('images', () => {
  const picture = (id: string, description: string): string =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"${description}/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${id}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
  const relationships =
    '<Relationship Id="i1" Type="x/image" Target="media/mill one.png"/><Relationship Id="i2" Type="x/image" Target="https://example.org/far.png" TargetMode="External"/>';

  it('come with what they show', async () => {
    const { blocks, files } = await readDocx({
      body: p(picture('r:embed="i1"', ' descr="The mill at night.&#10;&#10;Description automatically generated"')),
      relationships,
      members: { 'word/media/mill one.png': PIXEL },
    });
    expect(blocks).toEqual(['figure word-media-mill-one [The mill at night.]']);
    expect([...files.values()].map((bytes) => Buffer.from(bytes))).toEqual([Buffer.from(PIXEL)]);
  });

  it('are never fetched', async () => {
    const { diagnostics } = await readDocx({
      body: p(RAIN) + p(picture('r:link="i2"', ' descr="Far"')),
      relationships,
    });
    expect(diagnostics.map(({ code }) => code)).toContain('image-remote');
  });
});

describe('scene breaks', () => {
  it('are ornaments, rules of Google Docs, and borders of empty paragraphs; page breaks are none', async () => {
    const rule = '<w:p><w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t" o:hrstd="t"/></w:pict></w:r></w:p>';
    const border = p('', '<w:pBdr><w:bottom w:val="single"/></w:pBdr>').replace(r(''), '');
    const body = [p(RAIN), centred('* * *'), p(WEIR), rule, p(LAMP), border, p(RAIN), PAGE_BREAK, p(WEIR)].join('');
    expect(await blocksOf(body)).toEqual([
      ...[
        `p: ${RAIN}`,
        'scene break * * *',
        `p: ${WEIR}`,
        'scene break',
        `p: ${LAMP}`,
        'scene break',
        `p: ${RAIN}`,
        `p: ${WEIR}`,
      ],
    ]);
  });

  it('are rare empty paragraphs where there is no other mark', async () => {
    const page = [RAIN, WEIR, LAMP, RAIN, WEIR].map((text) => p(text)).join('');
    const blocks = await blocksOf(page + EMPTY + page);
    expect(blocks.filter((block) => block === 'scene break')).toHaveLength(1);
    expect(blocks[5]).toBe('scene break');
  });

  it('are not the empty paragraphs between all others', async () => {
    const page = [RAIN, WEIR, LAMP, RAIN, WEIR, LAMP, RAIN, WEIR, LAMP].map((text) => p(text) + EMPTY).join('');
    expect(await blocksOf(page)).not.toContain('scene break');
  });
});

describe('headings', () => {
  it('are told by their styles in any language, with the title above them', async () => {
    const styles = `${HEADINGS}${style('Titel', 'Title')}${style('Untertitel', 'Subtitle')}${style('Autor', 'Author')}`;
    const { headings, story } = await readDocx({
      styles,
      body: [
        styled('Titel', 'The Weir'),
        styled('Untertitel', 'A Winter'),
        styled('Autor', 'Ann Wren'),
        styled('berschrift1', 'Rain'),
        p(RAIN),
        styled('berschrift1', 'Water'),
        p(WEIR),
      ].join(''),
    });
    expect(headings).toEqual(['chapter Rain', 'chapter Water']);
    expect(story.metadata).toMatchObject({ title: 'The Weir', subtitle: 'A Winter', creators: [{ name: 'Ann Wren' }] });
  });

  it('are told by outline levels and by what a style is based on', async () => {
    const styles = `${HEADINGS}${style('Fancy', 'Fancy Opening', '<w:basedOn w:val="berschrift1"/>')}`;
    const body = [styled('Fancy', 'Rain'), p(RAIN), p('Water', '<w:outlineLvl w:val="0"/>'), p(WEIR)].join('');
    expect((await readDocx({ body, styles })).headings).toEqual(['chapter Rain', 'chapter Water']);
  });

  it('get the numbers that the word processor counts', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="cardinalText"/><w:pStyle w:val="berschrift1"/><w:lvlText w:val="Chapter %1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const styles = style(
      'berschrift1',
      'heading 1',
      '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
    );
    const body = [
      styled('berschrift1', 'Rain'),
      p(RAIN),
      '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:p>',
      p(WEIR),
    ];
    expect((await readDocx({ body: body.join(''), styles, numbering })).headings).toEqual([
      'chapter [Chapter One] Rain',
      'chapter [Chapter Two]',
    ]);
  });

  it('of a manuscript without styles are told by their words and how they are set', async () => {
    const { headings, story } = await readDocx({
      body: [
        p('Ann Wren'),
        p('4 Mill Lane'),
        p('about 5,000 words', '<w:jc w:val="right"/>'),
        EMPTY,
        centred('The Weir'),
        centred('by Ann Wren'),
        centred('Chapter One'),
        centred('Rain'),
        p(RAIN),
        PAGE_BREAK,
        centred('Chapter Two'),
        centred('Water'),
        p(WEIR),
      ].join(''),
    });
    expect(headings.slice(-2)).toEqual(['chapter [Chapter One] Rain', 'chapter [Chapter Two] Water']);
    expect(story.metadata).toMatchObject({ title: 'The Weir', creators: [{ name: 'Ann Wren' }] });
  });

  it('are bold numbers in a row, and titles at the tops of pages', async () => {
    const bold = (text: string): string => p(r(text, '<w:b/>'));
    const numbered = ['1', '2', '3'].flatMap((number) => [bold(number), p(RAIN), p(WEIR)]).join('');
    expect((await readDocx({ body: numbered })).headings).toEqual(['chapter [1]', 'chapter [2]', 'chapter [3]']);
    const titled = ['Rain', 'Water', 'The Lamp'].flatMap((title) => [PAGE_BREAK, centred(title), p(RAIN), p(WEIR)]);
    expect((await readDocx({ body: titled.join('') })).headings).toEqual([
      'chapter Rain',
      'chapter Water',
      'chapter The Lamp',
    ]);
  });

  it('leave out the list of contents that a word processor made of them', async () => {
    const styles = `${HEADINGS}${style('TOC1', 'toc 1')}`;
    const contents = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Contents')}${styled('TOC1', 'Rain 1')}</w:sdtContent></w:sdt>`;
    const { shown, diagnostics } = await readDocx({
      styles,
      body: [contents, styled('berschrift1', 'Rain'), p(RAIN), styled('berschrift1', 'Water'), p(WEIR)].join(''),
    });
    expect(shown).not.toContain('Rain 1');
    expect(diagnostics.map(({ code }) => code)).toContain('contents-list-dropped');
  });

  it('leave out a list of contents that the writer typed, and no talk that is said twice', async () => {
    const titles = ['Chapter One', 'Chapter Two', 'Chapter Three'];
    const talk = ['“Yes.”', '“No.”', '“Why?”'].map((words) => p(words)).join('');
    const chapters = titles.map((title) => p(r(title, '<w:b/>')) + p(RAIN) + talk).join('');
    const { headings, blocks, diagnostics } = await readDocx({
      body: titles.map((title) => p(title)).join('') + chapters,
    });
    expect(headings).toEqual(['chapter [Chapter One]', 'chapter [Chapter Two]', 'chapter [Chapter Three]']);
    expect(blocks).toHaveLength(12);
    expect(diagnostics.map(({ code }) => code)).toContain('contents-list-dropped');
  });

  it('do not take a large first line in the middle for a chapter, but for the title', async () => {
    const { story, headings } = await readDocx({
      body: [
        centred('The Weir', '<w:sz w:val="40"/>'),
        p(r(RAIN, '<w:sz w:val="24"/>')),
        p(r(WEIR, '<w:sz w:val="24"/>')),
      ].join(''),
    });
    expect(story.metadata.title).toBe('The Weir');
    expect(headings).toEqual(['chapter']);
  });
});

describe('a document of nothing but plain paragraphs', () => {
  it('is read as the text file that it was', async () => {
    const lines = [
      'Title: The Weir',
      'Author: Ann Wren',
      'Chapter 1',
      RAIN,
      WEIR,
      '* * *',
      LAMP,
      'Chapter 2',
      WEIR,
      RAIN,
      LAMP,
    ];
    const { story, headings, reader } = await readDocx({ body: lines.map((line) => p(line)).join('') });
    expect(reader).toBe('docx');
    expect(headings).toEqual(['chapter [Chapter 1]', 'chapter [Chapter 2]']);
    expect(story.metadata).toMatchObject({ title: 'The Weir', creators: [{ name: 'Ann Wren' }] });
  });

  it('has the title of its properties where its text has none', async () => {
    const body = [RAIN, WEIR, LAMP]
      .map((text) => p(text))
      .join('')
      .repeat(4);
    const { story, diagnostics } = await readDocx({ body, properties: '<dc:title>The Weir</dc:title>' });
    expect(story.metadata.title).toBe('The Weir');
    expect(diagnostics.map(({ code }) => code)).not.toContain('title-missing');
  });
});

describe('properties', () => {
  const core =
    '<dc:title>The Weir</dc:title><dc:creator>Ann Wren</dc:creator><dcterms:created>2011-02-03T00:00:00Z</dcterms:created>';

  it('say what the text does not, and no dates', async () => {
    const { metadata } = (await readDocx({ body: p(RAIN), properties: core })).story;
    expect(metadata).toMatchObject({ title: 'The Weir', creators: [{ name: 'Ann Wren', role: 'aut' }] });
    expect(metadata.receipts.title).toMatchObject({ how: 'document properties', confidence: 0.55 });
    expect(metadata.receipts.creators).toMatchObject({ how: 'document properties', confidence: 0.5 });
    expect(metadata.published ?? metadata.updated).toBeUndefined();
  });

  it('do not go before the text', async () => {
    const { metadata } = (
      await readDocx({ body: styled('Heading1', 'Rain') + p('by Bo Marsh') + p(RAIN), properties: core })
    ).story;
    expect(metadata).toMatchObject({ title: 'Rain', creators: [{ name: 'Bo Marsh' }] });
  });

  it.each([
    ['Document1', 'Microsoft Office User'],
    ['Microsoft Word - weir.doc', 'Windows User'],
    ['weir_final.docx', 'python-docx'],
    ['-', ' '],
  ])('that a program wrote (%s, %s) say nothing', async (title, creator) => {
    const properties = `<dc:title>${title}</dc:title><dc:creator>${creator}</dc:creator>`;
    const { metadata } = (await readDocx({ body: p(RAIN), properties }, 'the-weir.docx')).story;
    expect(metadata.title).toBe('The weir');
    expect(metadata.creators).toEqual([]);
  });
});

describe('files', () => {
  it('in ISO’s own namespaces are read as others are', async () => {
    const { blocks } = await readDocx({ body: centred('NO ENTRY') + p(r(RAIN, '<w:i/>')), isStrict: true });
    expect(blocks).toEqual(['p (center): NO ENTRY', `p: {emphasis:${RAIN}}`]);
  });

  it('without a word make a story without a section', async () => {
    expect((await readDocx({ body: EMPTY })).story.sections).toEqual([]);
  });

  it('are known by their bytes', async () => {
    const bytes = await makeDocx({ body: p(RAIN) });
    expect((await pickReader({ name: 'story.txt', bytes })).name).toBe('docx');
  });

  const refusal = async (bytes: Uint8Array): Promise<string> => {
    try {
      await readDocx(bytes);
    } catch (error) {
      if (error instanceof StoryError) return `${error.diagnostic.code}: ${error.message}`;
      throw error;
    }
    return 'read';
  };

  it('that are none are refused with what they are', async () => {
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(await refusal(encode('{\\rtf1 not a document of that kind}'))).toMatch(/^input-damaged: .*RTF/);
    expect(await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Array(600).fill(0)]))).toMatch(/password/);
    expect(await refusal(packZip([{ path: '[Content_Types].xml', bytes: encode('<Types/>') }]))).toMatch(
      /no Word document/,
    );
    expect(await refusal(packZip([{ path: 'word/document.xml', bytes: encode('<w:document') }]))).toMatch(
      /breaks off|no Word/,
    );
    expect(await refusal((await makeDocx({ body: p(RAIN) })).subarray(0, 400))).toMatch(/^input-damaged/);
  });

  it('that lead out of themselves, or unpack to more than any story, are refused', async () => {
    const bytes = new TextEncoder().encode('x');
    expect(await refusal(packZip([{ path: '../evil.xml', bytes }]))).toMatch(/^input-damaged: .*leads out/);
    const bomb = packZip([{ path: 'word/document.xml', bytes: new Uint8Array(65 * 1024 * 1024) }]);
    expect(await refusal(bomb)).toMatch(/^input-too-large/);
  });

  it('nested deeper than any story are refused or flattened, never a crash', async () => {
    const deep = (times: number): string => '<w:ins>'.repeat(times) + r('Deep.') + '</w:ins>'.repeat(times);
    expect((await readDocx({ body: `<w:p>${deep(400)}</w:p>` })).blocks).toEqual(['p: Deep.']);
    expect(await refusal(await makeDocx({ body: `<w:p>${deep(5000)}</w:p>` }))).toMatch(/^input-damaged/);
    const tables = `${'<w:tbl><w:tr><w:tc>'.repeat(120)}${p('Deep.')}${'</w:tc></w:tr></w:tbl>'.repeat(120)}`;
    expect((await readDocx({ body: tables })).shown).toContain('Deep.');
  });

  it('of a novel’s length take a moment', { timeout: 20_000 }, async () => {
    const body = p(RAIN + WEIR + LAMP).repeat(5000);
    expect((await readDocx({ body })).blocks).toHaveLength(5000);
  });
});
