import { describe, expect, test } from 'vitest';
import type { Book, SectionPage } from '../../src/model/book.js';
import { type Block, emptyMetadata, noteId, paragraph, sceneBreak, text } from '../../src/model/story.js';
import { epubFiles } from '../../src/write/epub/epub-writer.js';
import { em, sampleBook, section, sectionPage, smallBook } from '../support/sample-book.js';

/** The text of one of the book's files. */
function fileOf(book: Book, path: string): string {
  const file = [...epubFiles(book)].find((one) => one.path === path);
  if (!file) throw new Error(`The book has no ${path}.`);
  return new TextDecoder().decode(file.bytes as Uint8Array);
}

const packageOf = (book: Book): string => fileOf(book, 'EPUB/package.opf');

/** The page of a chapter that holds these blocks, with what else the page has. */
function pageOf(blocks: readonly Block[], page: Partial<SectionPage> = {}, changes: Partial<Book> = {}): string {
  const document = sectionPage('page', { role: 'chapter', title: [text('A title')], blocks }, page);
  return fileOf(smallBook({ documents: [document], ...changes }), 'EPUB/text/page.xhtml');
}

describe('the package document', () => {
  test('names authors as creators and everyone else as contributors, each with a role', () => {
    const opf = packageOf(sampleBook());
    expect(opf).toContain('<dc:creator id="creator-1">Ada Quill</dc:creator>');
    expect(opf).toContain('<meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>');
    expect(opf).toContain('<meta refines="#creator-1" property="file-as">Quill, Ada</meta>');
    expect(opf).toContain('<dc:contributor id="creator-3">Nan Finch</dc:contributor>');
    expect(opf).toContain('<meta refines="#creator-3" property="role" scheme="marc:relators">trl</meta>');
  });

  test('says nothing that the source does not say, and nothing empty', () => {
    const opf = packageOf(smallBook());
    for (const name of ['creator', 'contributor', 'publisher', 'rights', 'date', 'source', 'description', 'subject']) {
      expect(opf).not.toContain(`<dc:${name}`);
    }
    expect(packageOf(smallBook({ metadata: { ...emptyMetadata, publisher: ' ', tags: [''] } }))).not.toMatch(
      /<dc:(?:publisher|subject)/,
    );
  });

  test('tells title from subtitle only where there is one', () => {
    expect(packageOf(sampleBook())).toContain('<meta refines="#subtitle" property="title-type">subtitle</meta>');
    expect(packageOf(smallBook())).not.toContain('title-type');
  });

  test('lists every series, and the first by the names that Calibre knows', () => {
    const opf = packageOf(sampleBook());
    expect(opf).toContain('<meta property="belongs-to-collection" id="series-1">The Lantern Cycle</meta>');
    expect(opf).toContain('<meta refines="#series-1" property="group-position">2</meta>');
    expect(opf).toContain('<meta property="belongs-to-collection" id="series-2">Storms</meta>');
    expect(opf).not.toContain('<meta refines="#series-2" property="group-position">');
    expect(opf.match(/calibre:series"/g)).toHaveLength(1);
    expect(opf).toContain('<meta name="calibre:series_index" content="2"/>');
  });

  test('gives each subject an element of its own, once', () => {
    const subjects = [...packageOf(sampleBook()).matchAll(/<dc:subject>(.*)<\/dc:subject>/g)].map(([, one]) => one);
    expect(subjects).toEqual([
      'Original Work',
      'Ines &amp; Maud',
      'Ines/the Sea',
      'Ines',
      'Maud',
      'Drama',
      'lighthouses',
      'Teen',
      'Weather',
    ]);
  });

  test('claims conformance only in the name of who evaluated the book', () => {
    expect(packageOf(sampleBook())).not.toContain('conformsTo');
    const { accessibility } = sampleBook();
    const opf = packageOf(sampleBook({ accessibility: { ...accessibility, certifiedBy: 'Nan Finch' } }));
    expect(opf).toContain('<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>');
    expect(opf).toContain('<meta property="a11y:certifiedBy">Nan Finch</meta>');
  });

  test('is textual whatever its cover, and visual where the story shows pictures', () => {
    const modes = (book: Book) =>
      [...packageOf(book).matchAll(/"schema:accessMode(?:Sufficient)?">([^<]+)/g)].map(([, mode]) => mode);
    const { accessibility } = sampleBook();
    expect(modes(smallBook())).toEqual(['textual', 'textual']);
    expect(modes(sampleBook())).toEqual(['textual', 'visual', 'textual']);
    expect(modes(sampleBook({ accessibility: { ...accessibility, features: ['tableOfContents'] } }))).toEqual([
      'textual',
      'visual',
      'textual,visual',
    ]);
  });

  test('names the cover in the way of EPUB 3 and of EPUB 2, and none where there is none', () => {
    const opf = packageOf(sampleBook());
    expect(opf).toContain(
      '<item id="cover-image" href="images/cover.png" media-type="image/png" properties="cover-image"/>',
    );
    expect(opf).toContain('<meta name="cover" content="cover-image"/>');
    const { cover: _, ...uncovered } = smallBook();
    expect(packageOf(uncovered)).not.toContain('cover');
  });

  test('turns the pages to the left in right-to-left and in vertical books', () => {
    expect(packageOf(smallBook())).toContain('page-progression-direction="ltr"');
    expect(packageOf(smallBook({ language: 'ar', direction: 'rtl' }))).toContain('page-progression-direction="rtl"');
    const vertical = packageOf(smallBook({ language: 'ja', isVertical: true }));
    expect(vertical).toContain('page-progression-direction="rtl"');
    expect(vertical).toContain('<meta name="primary-writing-mode" content="vertical-rl"/>');
  });

  test('shows the contents before the story’s first page, and not at all in a story of one chapter', () => {
    const spine = (book: Book) =>
      [...packageOf(book).matchAll(/<itemref (.*)\/>/g)].map(([, attributes]) => attributes);
    expect(spine(sampleBook()).slice(0, 4)).toEqual([
      'idref="cover"',
      'idref="title-page"',
      'idref="nav"',
      'idref="winter"',
    ]);
    expect(spine(smallBook())).toEqual(['idref="small-hours"', 'idref="nav" linear="no"']);
  });

  test('has unique ids even when a chapter is called Nav', () => {
    const ids = ['nav', 'ncx', 'stylesheet', 'cover-image', 'image-1'];
    const documents = ids.map((id) => sectionPage(id, { role: 'chapter' }));
    const { resources } = sampleBook();
    const items = [...packageOf(smallBook({ documents, resources })).matchAll(/<item id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(items).toHaveLength(10);
    expect(new Set(items).size).toBe(10);
  });
});

describe('the navigation', () => {
  test('is the same in the navigation document and in the NCX', () => {
    const book = sampleBook();
    const nav = fileOf(book, 'EPUB/nav.xhtml').split('id="landmarks"')[0] ?? '';
    const ncx = fileOf(book, 'EPUB/toc.ncx');
    const entries = [...nav.matchAll(/<a href="([^"]+)">([^<]+)</g)].map(([, href, label]) => [label, href]);
    const points = [...ncx.matchAll(/<text>([^<]+)<\/text>\s*<\/navLabel>\s*<content src="([^"]+)"/g)];
    expect(entries).toHaveLength(7);
    expect(points.map(([, label, href]) => [label, href])).toEqual(entries);
  });

  test('numbers the points of the NCX in reading order, a number a place', () => {
    const entry = { label: 'a', href: 'text/a.xhtml', entries: [] };
    const contents = [
      { ...entry, entries: [entry, { ...entry, href: 'text/b.xhtml' }] },
      { ...entry, href: 'c.xhtml' },
    ];
    const ncx = fileOf(smallBook({ contents }), 'EPUB/toc.ncx');
    expect([...ncx.matchAll(/playOrder="(\d+)"/g)].map(([, order]) => order)).toEqual(['1', '1', '2', '3']);
    expect(new Set([...ncx.matchAll(/navPoint id="([^"]+)"/g)].map(([, id]) => id)).size).toBe(4);
    expect(ncx).toContain('<meta name="dtb:depth" content="2"/>');
  });

  test('has the identifier of the package in the NCX', () => {
    const { identifier } = sampleBook();
    expect(fileOf(sampleBook(), 'EPUB/toc.ncx')).toContain(`<meta name="dtb:uid" content="${identifier}"/>`);
  });

  test('has landmarks, the contents among them, each once', () => {
    const types = (book: Book) =>
      [...fileOf(book, 'EPUB/nav.xhtml').matchAll(/<a epub:type="([^"]+)"/g)].map(([, type]) => type);
    expect(types(sampleBook())).toEqual(['cover', 'titlepage', 'toc', 'bodymatter']);
    expect(types(smallBook())).toEqual(['toc', 'bodymatter']);
    const [first] = smallBook().landmarks;
    expect(types(smallBook({ landmarks: [first!, first!] }))).toEqual(['toc', 'bodymatter']);
  });
});

describe('a page', () => {
  test('says its language twice and its direction where it is not left to right', () => {
    expect(pageOf([], {}, { language: 'fr' })).toContain('lang="fr" xml:lang="fr">');
    expect(pageOf([], {}, { language: 'ar', direction: 'rtl' })).toContain('lang="ar" xml:lang="ar" dir="rtl">');
  });

  test('is a section with the role of its kind, named by its heading', () => {
    const page = pageOf([]);
    expect(page).toContain(
      '<section class="chapter" epub:type="chapter" role="doc-chapter" aria-labelledby="page-title">',
    );
    expect(page).toContain('<h1 class="opening" id="page-title">A title</h1>');
    expect(page).toContain('<body epub:type="bodymatter">');
  });

  test('sets number and title on a line each, at the level of the page', () => {
    const one = section({ role: 'chapter', label: 'Chapter 1', title: [text('The '), em('Rain')] });
    expect(pageOf([], { section: one, headingLevel: 2 })).toContain(
      '<h2 class="opening" id="page-title"><span class="label">Chapter 1</span> <span class="title">The <em>Rain</em></span></h2>',
    );
  });

  test('has a heading for those who listen when the story has none', () => {
    expect(pageOf([], { hasVisibleHeading: false, title: 'Small Hours' })).toContain(
      '<h1 class="hidden-heading" id="page-title">Small Hours</h1>',
    );
  });

  test('marks the paragraphs that are set flush', () => {
    const epigraph: Block = { type: 'quote', isEpigraph: true, blocks: [paragraph('q')] };
    const page = pageOf([epigraph, paragraph('a'), paragraph('b'), sceneBreak(), paragraph('c'), paragraph('d')]);
    expect([...page.matchAll(/<p class="first">(\w)</g)].map(([, word]) => word)).toEqual(['q', 'a', 'c']);
  });

  test('sets the first paragraph flush below a picture that opens the chapter, and no other below a picture', () => {
    const { resources } = sampleBook();
    const picture: Block = { type: 'figure', resource: resources[0]!.id, alt: '' };
    const page = pageOf([picture, paragraph('a'), picture, paragraph('b')], {}, { resources });
    expect([...page.matchAll(/<p class="first">(\w)</g)].map(([, word]) => word)).toEqual(['a']);
  });

  test('leaves a Japanese bracket at the start of its line', () => {
    const page = pageOf(
      [paragraph('猫がいた。'), paragraph('「待て」'), paragraph('　雨だ。')],
      {},
      { language: 'ja' },
    );
    expect(page).toContain('<p class="flush">「待て」</p>');
    expect(page).toContain('<p class="flush">　雨だ。</p>');
    expect(pageOf([paragraph('a'), paragraph('「b」')])).toContain('<p>「b」</p>');
  });

  test('skips no level of headings', () => {
    const heading = (depth: 1 | 2 | 3 | 4 | 5): Block => ({ type: 'heading', depth, children: [text('h')] });
    const page = pageOf([heading(3), heading(5), heading(1), heading(5)], { headingLevel: 2 });
    // The page's own heading, then those in it.
    expect([...page.matchAll(/<h(\d)[ >]/g)].map(([, level]) => level)).toEqual(['2', '3', '4', '3', '4']);
  });

  test('shows an author’s note as a region with a label that is no heading', () => {
    const page = pageOf([paragraph('Story.')], { notesBefore: [{ label: 'A/N', blocks: [paragraph('Hi!')] }] });
    expect(page).toContain('<div class="author-note before" role="note" aria-labelledby="page-before-1">');
    expect(page).toContain('<p class="note-label" id="page-before-1">A/N</p>');
    expect(page.indexOf('Hi!')).toBeLessThan(page.indexOf('Story.'));
  });
});

describe('footnotes', () => {
  const footnotes = [
    { id: noteId('a'), number: 1, blocks: [paragraph('First.'), paragraph('More.')] },
    { id: noteId('b'), number: 2, blocks: [paragraph('Second.')] },
  ];
  const refer = (id: string) => ({ type: 'noteReference', note: noteId(id) }) as const;

  test('pop up and lead back', () => {
    const page = pageOf([{ type: 'paragraph', children: [text('Rain'), refer('a')] }], { footnotes });
    expect(page).toContain(
      'Rain<a id="page-noteref-1" class="noteref" href="#page-note-1" epub:type="noteref" role="doc-noteref"><sup>1</sup></a>',
    );
    expect(page).toContain(
      '<aside id="page-note-1" class="footnote first-footnote" epub:type="footnote" role="doc-footnote">\n<p class="first"><a class="backlink" href="#page-noteref-1" role="doc-backlink" aria-label="1, Back to text">1</a> First.</p>',
    );
  });

  test('that are referred to twice lead back to the first reference', () => {
    const page = pageOf([{ type: 'paragraph', children: [refer('a'), refer('a')] }], { footnotes });
    expect(page.match(/href="#page-note-1"/g)).toHaveLength(2);
    expect(page.match(/id="page-noteref-1"/g)).toHaveLength(1);
  });

  test('that nothing refers to are kept, without a way back to nowhere', () => {
    const page = pageOf([paragraph('Rain.')], { footnotes });
    expect(page).toContain('<p class="first">2 Second.</p>');
    expect(page).not.toContain('doc-backlink');
  });

  test('of another page leave no mark', () => {
    expect(pageOf([{ type: 'paragraph', children: [text('Rain'), refer('z')] }], { footnotes })).toContain('>Rain</p>');
  });

  test('inside a link stand after it', () => {
    const link = { type: 'link', href: 'https://example.org/', children: [text('here'), refer('b')] } as const;
    expect(pageOf([{ type: 'paragraph', children: [link] }], { footnotes })).toContain(
      '<a href="https://example.org/">here</a><a id="page-noteref-2"',
    );
  });
});

describe('links', () => {
  const linked = (href: string) =>
    pageOf([{ type: 'paragraph', children: [{ type: 'link', href, children: [text('x')] }] }]);

  test('are written as the URL standard’s grammar has them', () => {
    expect(linked('https://example.org/a b|c?q=[1]&r=%#d^e')).toContain(
      '<a href="https://example.org/a%20b%7Cc?q=%5B1%5D&amp;r=%25#d%5Ee">x</a>',
    );
    expect(linked('http://bücher.example/ä')).toContain('<a href="http://xn--bcher-kva.example/%C3%A4">x</a>');
    expect(linked('mailto:ada@example.org')).toContain('<a href="mailto:ada@example.org">x</a>');
  });

  test('that lead nowhere a book may lead are text', () => {
    for (const href of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'http://',
      'http://a..b/',
      'mailto:',
      'chapter-2.html',
    ]) {
      expect(linked(href)).toContain('<p class="first">x</p>');
    }
  });

  test('hold no links', () => {
    const inner = { type: 'link', href: 'https://example.org/b', children: [text('b')] } as const;
    const outer = { type: 'link', href: 'https://example.org/a', children: [text('a'), inner] } as const;
    expect(pageOf([{ type: 'paragraph', children: [outer] }])).toContain('<a href="https://example.org/a">ab</a>');
  });
});

test('an image that the book lacks leaves its words', () => {
  const { resources } = sampleBook();
  const figure: Block = { type: 'figure', resource: resources[0]!.id, alt: 'A map', caption: [text('The rock')] };
  expect(pageOf([figure])).toContain('<p class="center">The rock</p>');
  expect(pageOf([figure], {}, { resources })).toContain(
    '<figure>\n<img src="../images/map.png" alt="A map"/>\n<figcaption>The rock</figcaption>\n</figure>',
  );
});

test('words of another language say so, and their direction', () => {
  const span = { type: 'languageSpan', language: 'he', children: [text('לילה')] } as const;
  const page = (changes: Partial<Book>) => pageOf([{ type: 'paragraph', children: [span] }], {}, changes);
  expect(page({})).toContain('<span lang="he" xml:lang="he" dir="rtl">לילה</span>');
  expect(page({ language: 'ar', direction: 'rtl' })).toContain('<span lang="he" xml:lang="he">לילה</span>');
});

test('a fact is set with the colon and the commas of its language', () => {
  const facts = [{ label: 'X', values: [{ text: 'a' }, { text: 'b' }] }];
  const page = (language: string) => {
    const [document] = sampleBook().documents.filter(({ kind }) => kind === 'colophon');
    const documents = [{ ...document!, facts } as Book['documents'][number]];
    return fileOf(smallBook({ documents, language }), 'EPUB/text/colophon.xhtml');
  };
  expect(page('en')).toContain('<dt>X:</dt>\n<dd>a, b</dd>');
  expect(page('fr-CA')).toContain('<dt>X\u202f:</dt>');
  expect(page('ja')).toContain('<dt>X：</dt>\n<dd>a、b</dd>');
});
