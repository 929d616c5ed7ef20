import { describe, expect, it } from 'vitest';
import { bind } from './support/bind.js';
import { docx, epub, fb2, odt, XML_STORIES } from './support/files.js';

const doctype = (subset: string, name = 'x'): string => `<!DOCTYPE ${name} [${subset}]>`;

/** A refusal says so; a book has no more of an entity than its own text has. */
async function expectDefused(file: string, content: string | Uint8Array, forbidden: RegExp): Promise<void> {
  const { refusal, text } = await bind(file, content);
  if (refusal !== undefined) expect(refusal).toMatch(/^input-(?:damaged|unreadable|empty|too-large)$/);
  expect(text).not.toMatch(forbidden);
  expect(text.length).toBeLessThan(200_000);
}

describe.each(XML_STORIES)('$name', ({ file, of }) => {
  it('holds its story where nothing is wrong', async () => {
    expect((await bind(file, of('It rained on the lock.'))).text).toContain('It rained on the lock.');
  });

  it.each([
    'file:///etc/passwd',
    '/etc/passwd',
    'http://127.0.0.1:9/x',
    'php://filter/read=convert/resource=/etc/passwd',
  ])('never fetches the external entity %s', async (address) => {
    const kinds = [`SYSTEM "${address}"`, `PUBLIC "-//X//EN" "${address}"`];
    for (const kind of kinds) {
      const content = of('Rain &leak; rain.', doctype(`<!ENTITY leak ${kind}>`));
      await expectDefused(file, content, /root:|\/bin\//);
    }
  });

  it('never fetches parameter entities nor an external subset', async () => {
    const parameter = doctype('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a; <!ENTITY b "%a;">');
    await expectDefused(file, of('Rain &b; rain.', parameter), /root:/);
    await expectDefused(file, of('It rained.', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), /root:/);
  });

  it('makes no bomb of entities that multiply', async () => {
    const levels = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
    const laughs = doctype(`<!ENTITY e0 "ha">${levels.join('')}`);
    await expectDefused(file, of('Rain &e12; rain.', laughs), /(?:ha){100}/);
  });

  it('makes no bomb of one long entity used often', async () => {
    const long = doctype(`<!ENTITY a "${'a'.repeat(50_000)}">`);
    await expectDefused(file, of('&a;'.repeat(2000), long), /a{5000}/);
  });

  it('makes no loop of entities that hold each other', async () => {
    await expectDefused(file, of('Rain &a; rain.', doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">')), /root:/);
  });
});

describe('an EPUB with entities in the documents around its text', () => {
  const attack = doctype(
    '<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">',
    'package',
  );
  it.each(['container', 'package', 'ncx'] as const)('in the %s reads none of them', async (part) => {
    const { text } = await bind(
      'rain.epub',
      epub({ doctype: { [part]: attack }, meta: '<dc:creator>Ann Fell</dc:creator>' }),
    );
    expect(text).not.toContain('root:');
  });

  it('in its metadata leaks none', async () => {
    const meta = '<dc:creator>&a;</dc:creator><dc:description>&a; &b;</dc:description>';
    await expectDefused('rain.epub', epub({ doctype: { package: attack }, meta }), /root:/);
  });
});

const deep = (name: string, depth: number, inside: string): string =>
  `<${name}>`.repeat(depth) + inside + `</${name}>`.repeat(depth);

describe('elements nested a hundred thousand deep', () => {
  const DEPTH = 100_000;
  const cases: readonly [string, string, string | Uint8Array][] = [
    ['table cells in a DOCX', 'rain.docx', docx(deep('w:tbl', DEPTH, '<w:p><w:r><w:t>deep</w:t></w:r></w:p>'))],
    ['runs in a DOCX', 'rain.docx', docx(`<w:p>${deep('w:smartTag', DEPTH, '<w:r><w:t>deep</w:t></w:r>')}</w:p>`)],
    ['lists in an ODT', 'rain.odt', odt(deep('text:list', DEPTH, '<text:p>deep</text:p>'))],
    ['spans in an ODT', 'rain.odt', odt(`<text:p>${deep('text:span', DEPTH, 'deep')}</text:p>`)],
    ['sections in a FictionBook', 'rain.fb2', fb2(deep('section', DEPTH, '<p>deep</p>'))],
    ['emphasis in a FictionBook', 'rain.fb2', fb2(`<p>${deep('emphasis', DEPTH, 'deep')}</p>`)],
    ['divs in an EPUB', 'rain.epub', epub({ body: deep('div', DEPTH, '<p>deep</p>') })],
    ['metadata in an EPUB', 'rain.epub', epub({ meta: deep('dc:subject', DEPTH, 'deep') })],
  ];

  it.each(cases)('%s are flattened or refused', async (_name, file, content) => {
    const { refusal, text, codes } = await bind(file, content);
    if (refusal !== undefined) expect(refusal).toMatch(/^input-(?:damaged|unreadable|too-large)$/);
    else if (file !== 'rain.epub' || text.includes('deep')) expect(text).toContain('deep');
    else expect(codes.length).toBeGreaterThan(0);
  });

  it.each([
    ['a DOCX', 'rain.docx', docx(deep('w:smartTag', 90, '<w:p><w:r><w:t>deep</w:t></w:r></w:p>'))],
    ['an ODT', 'rain.odt', odt(deep('text:section', 300, '<text:p>deep</text:p>'))],
    ['a FictionBook', 'rain.fb2', fb2(deep('cite', 300, '<p>deep</p>'))],
    ['an EPUB', 'rain.epub', epub({ body: deep('blockquote', 400, '<p>deep</p>') })],
  ] as const)('but as deep as XML may nest they are read, in %s', async (_name, file, content) => {
    expect((await bind(file, content)).text).toContain('deep');
  });
});

describe('attributes and tags without end', () => {
  const attributes = Array.from({ length: 200_000 }, (_, at) => `a${at}="x"`).join(' ');

  it.each([
    ['DOCX', 'rain.docx', docx(`<w:p ${attributes}><w:r><w:t>rain</w:t></w:r></w:p>`)],
    ['ODT', 'rain.odt', odt(`<text:p ${attributes}>rain</text:p>`)],
    ['FictionBook', 'rain.fb2', fb2(`<p ${attributes}>rain</p>`)],
    ['EPUB', 'rain.epub', epub({ body: `<p ${attributes}>rain</p>` })],
    ['HTML', 'rain.html', `<p ${attributes}>rain</p>`],
    ['Markdown', 'rain.md', `# Rain\n\n<p ${attributes}>rain</p>\n`],
  ])('in %s are defused or refused', async (_name, file, content) => {
    const { refusal, text } = await bind(file, content);
    if (refusal === undefined) expect(text).toContain('rain');
    else expect(refusal).toMatch(/^input-/);
  });

  it.each(['rain.html', 'rain.md', 'rain.txt', 'rain.fb2'])('a tag of eight megabytes in %s', async (file) => {
    const { refusal, text } = await bind(file, `<p title="${'x'.repeat(8_000_000)}">rain</p>`);
    if (refusal === undefined) expect(text).toContain('rain');
    else expect(refusal).toMatch(/^(?:input|format)-/);
  });
});
