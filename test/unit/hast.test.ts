import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { resourceId } from '../../src/model/story.js';
import { flattenDeep, TagLimiter } from '../../src/read/hast/nesting.js';
import { markEpigraphs } from '../../src/read/hast/quotes.js';
import { type FunnelContext, readTree } from '../../src/read/hast.js';
import type { ImageShelf } from '../../src/read/images.js';
import { showBlocks, showRun } from '../support/show-story.js';

/** Every image whose address starts with `has` is there. */
const images: ImageShelf = {
  resourceOf: (address) => (address.startsWith('has') ? resourceId(address) : undefined),
  resources: {},
  files: new Map(),
};

function read(html: string, context: Partial<FunnelContext> = {}) {
  const report = new Report('page.html');
  const tree = fromHtml(html, { fragment: true });
  flattenDeep(tree);
  const { pieces, notes } = readTree(tree, { report, images, ...context });
  const lines = pieces.flatMap((piece) => {
    if (piece.kind === 'block') return showBlocks([piece.block]);
    const subtitle = piece.subtitle ? ` / ${showRun(piece.subtitle)}` : '';
    return [`h${piece.level}: ${showRun(piece.children)}${subtitle}`];
  });
  return { pieces, notes, lines, diagnostics: report.diagnostics };
}

const lines = (html: string): readonly string[] => read(html).lines;

describe('paragraphs', () => {
  it('collapse white space as a browser does, and keep no-break spaces within', () => {
    expect(lines('<p>  One \t two <em>three </em>four\u00a0five  </p>')).toEqual([
      'p: One two {emphasis:three} four\u00a0five',
    ]);
  });

  it('are made of text outside of them, and parted by blocks', () => {
    expect(lines('One <b>two</b><div>three<p>four</p>five</div>six')).toEqual([
      'p: One {strong:two}',
      'p: three',
      'p: four',
      'p: five',
      'p: six',
    ]);
  });

  it('part where two breaks leave a line empty, and keep single breaks', () => {
    expect(lines('<p>One<br>two<br><br>three<i><br><br>four</i></p>')).toEqual([
      'p: One⏎two',
      'p: three',
      'p: {emphasis:four}',
    ]);
  });

  it('are dropped when they show nothing', () => {
    expect(lines('<p>&nbsp;</p><p><br></p><p><b> </b></p><p>One</p>')).toEqual(['p: One']);
  });

  it('lose an indent made of no-break spaces', () => {
    expect(lines('<p>&nbsp;&nbsp;&nbsp;One</p><p>\u3000\u3000二</p>')).toEqual(['p: One', 'p: 二']);
  });

  it('keep how they are set', () => {
    expect(
      lines('<p align=center>a</p><center>b</center><p style="text-align: right">c</p><p align=left>d</p>'),
    ).toEqual(['p (center): a', 'p (center): b', 'p (end): c', 'p: d']);
  });

  it('become scene breaks when they are ornaments, between breaks too', () => {
    expect(lines('<p>* * *</p><p>One<br>o-O-o<br>two</p><hr>')).toEqual([
      'scene break * * *',
      'p: One',
      'scene break o-O-o',
      'p: two',
      'scene break',
    ]);
  });
});

describe('spans', () => {
  it('are known by element, style and class', () => {
    const html =
      '<p><i>a</i><strong>b</strong><s>c</s><sup>d</sup><sub>e</sub><code>f</code>' +
      '<span style="font-style:italic;font-weight:bold">g</span><span class="smcap">h</span><span>i</span></p>';
    expect(lines(html)).toEqual([
      'p: {emphasis:a}{strong:b}{strike:c}{superscript:d}{subscript:e}{code:f}{emphasis:{strong:g}}{smallCaps:h}i',
    ]);
  });

  it('around paragraphs go into each of them', () => {
    expect(lines('<i>One<p>two</p><p>three</p></i>')).toEqual([
      'p: {emphasis:One}',
      'p: {emphasis:two}',
      'p: {emphasis:three}',
    ]);
  });

  it('keep languages, but for that of the whole', () => {
    const { lines: shown } = read('<p lang="de"><span lang="fr">Oui</span>, <span lang="en">yes</span></p>', {
      language: 'en',
    });
    expect(shown).toEqual(['p: {de:{fr:Oui}, yes}']);
  });

  it('keep readings of characters', () => {
    expect(lines('<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby></p>')).toEqual([
      'p: 東《とう》京《きょう》',
    ]);
  });

  it('of elements that no one knows are seen through', () => {
    expect(lines('<p><blink>One</blink> <x-note>two</x-note></p><x-box><p>three</p></x-box>')).toEqual([
      'p: One two',
      'p: three',
    ]);
  });
});

describe('links', () => {
  it('are kept when they lead to the web or a mailbox', () => {
    expect(lines('<p><a href="https://a.example/">a</a> <a href="mailto:b@example.org">b</a></p>')).toEqual([
      'p: {link https://a.example/:a} {link mailto:b@example.org:b}',
    ]);
  });

  it('are reduced to their text otherwise, and said', () => {
    for (const href of ['other.html', 'javascript:steal()', 'https://', '/root', 'file:///etc/passwd', 'http://a b']) {
      const { lines: shown, diagnostics } = read(`<p><a href="${href}">a</a></p>`);
      expect(shown).toEqual(['p: a']);
      expect(diagnostics).toMatchObject([{ code: 'link-dropped', line: 1, column: 4 }]);
    }
  });

  it('within the file are said once, with how often', () => {
    const { diagnostics } = read('<p><a href="#a">a</a> <a href="#b">b</a></p>');
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain('2 times');
  });
});

describe('what a book must not hold', () => {
  it('is left out and said, once for each kind', () => {
    const { lines: shown, diagnostics } = read(
      '<p onclick="a()">One</p><script>a()</script><script>b()</script><iframe src="x"></iframe><style>p{}</style>' +
        '<form>Name: <input type=text><select><option>x</select><p>two</p></form><p hidden>three</p>' +
        '<div style="DISPLAY: none">four</div><!-- five -->',
    );
    expect(shown).toEqual(['p: One', 'p: Name:', 'p: two']);
    expect(diagnostics.every(({ code }) => code === 'markup-dropped')).toBe(true);
    expect(diagnostics.map(({ message }) => message.split(' was ')[0])).toEqual([
      'The event handler `onclick`',
      '`<script>`',
      '`<iframe>`',
      '`<style>`',
      '`<select>`',
      'Hidden text',
    ]);
  });
});

describe('headings', () => {
  it('keep their rank and the line below', () => {
    expect(lines('<h2>Chapter 1<br><i>The Rain</i></h2><h6>Six</h6>')).toEqual([
      'h2: Chapter 1 / {emphasis:The Rain}',
      'h6: Six',
    ]);
  });

  it('that are empty are nothing, and ornaments are scene breaks', () => {
    expect(lines('<h2></h2><h2> &nbsp; </h2><h3>* * *</h3>')).toEqual(['scene break * * *']);
  });

  it('within something else stay in it', () => {
    expect(lines('<blockquote><h2>Notice</h2><p>Closed.</p></blockquote>')).toEqual([
      'quote',
      '  heading 2: Notice',
      '  p: Closed.',
    ]);
  });
});

describe('quotes', () => {
  it('part who is quoted from what is said', () => {
    expect(lines('<blockquote><p>All salt is old.</p><p>— <i>Proverbs</i></p></blockquote>')).toEqual([
      'quote',
      '  p: All salt is old.',
      '  — {emphasis:Proverbs}',
    ]);
    expect(lines('<blockquote>All salt is old.<br>--Ann Wren, 1902</blockquote>')).toEqual([
      'quote',
      '  p: All salt is old.',
      '  — Ann Wren, 1902',
    ]);
  });

  it('take dialogue for no attribution', () => {
    expect(lines('<blockquote><p>Who goes?</p><p>— Is it you?</p></blockquote>')).toEqual([
      'quote',
      '  p: Who goes?',
      '  p: — Is it you?',
    ]);
  });

  it('are epigraphs where they open a chapter and text follows', () => {
    const quote = '<blockquote><p>All salt is old.</p><p>— Proverb</p></blockquote>';
    const { pieces } = read(`<h1>One</h1>${quote}<p>Text.</p>${quote}<h1>Two</h1>${quote}`);
    const quotes = markEpigraphs(pieces).flatMap((piece) =>
      piece.kind === 'block' && piece.block.type === 'quote' ? [piece.block.isEpigraph] : [],
    );
    expect(quotes).toEqual([true, false, false]);
  });

  it('of an author’s note are no epigraphs', () => {
    const { pieces } = read('<h1>One</h1><blockquote>A/N: Thanks, all!</blockquote><p>Text.</p>');
    expect(markEpigraphs(pieces)).toEqual(pieces);
  });
});

describe('verse', () => {
  it('is made of short lines with breaks, its stanzas together', () => {
    expect(lines('<p>One leg<br>&nbsp;&nbsp;keeps dry<br>and thinks</p><p>of all<br>who pass<br>along</p>')).toEqual([
      'verse',
      '  One leg',
      '  > keeps dry',
      '  and thinks',
      '  /',
      '  of all',
      '  who pass',
      '  along',
    ]);
  });

  it('is no conversation and no address of two lines', () => {
    expect(lines('<p>“One?”<br>“Two.”<br>“Three.”</p><p>Yours,<br>Ann</p>')).toEqual([
      'p: “One?”⏎“Two.”⏎“Three.”',
      'p: Yours,⏎Ann',
    ]);
  });

  it('is what a class calls so', () => {
    expect(lines('<div class="poem"><p>One leg</p><p>keeps dry</p></div>')).toEqual([
      'verse',
      '  One leg',
      '  keeps dry',
    ]);
  });
});

describe('images', () => {
  it('alone in a paragraph are figures, with their title or the emphasis below as caption', () => {
    expect(
      lines(
        '<p><img src=has1 alt="A map" title="The bay"></p><p><img src=has2 alt="B"><br><i>Below</i></p><p><a href="x"><img src=has3 alt="">',
      ),
    ).toEqual(['figure has1 [A map] The bay', 'figure has2 [B] Below', 'figure has3 []']);
  });

  it('in a figure take its caption', () => {
    expect(lines('<figure><img src=has alt=a><figcaption>The <b>bay</b></figcaption></figure>')).toEqual([
      'figure has [a] The {strong:bay}',
    ]);
  });

  it('within text stand in it', () => {
    expect(lines('<p>See <img src=has alt=gull> there</p>')).toEqual(['p: See {image has:gull} there']);
  });

  it('that cannot be had leave their text where they stood', () => {
    expect(lines('<p><img src=no alt="A map"></p><p>See <img src=no alt=gull> there</p><img src=no>')).toEqual([
      'p: A map',
      'p: See gull there',
    ]);
  });

  it('without a text alternative are named', () => {
    const { diagnostics } = read('<p><img src=has></p>');
    expect(diagnostics).toMatchObject([{ code: 'image-alt-missing', line: 1 }]);
    expect(read('<p><img src=has alt=""></p>').diagnostics).toEqual([]);
  });
});

describe('lists and tables', () => {
  it('keep their numbers and nest', () => {
    expect(lines('<ol start=3><li>a<ul><li>b</ul><li><p>c<p>d</ol>')).toEqual([
      'list from 3',
      '  -',
      '    p: a',
      '    list',
      '      -',
      '        p: b',
      '  -',
      '    p: c',
      '    p: d',
    ]);
  });

  it('keep heads, alignment and captions', () => {
    const html =
      '<table><caption>Boats</caption><thead><tr><th>Day<th align=center>n<tbody><tr><td>One<td align=right>2</table>';
    expect(lines(html)).toEqual(['table Boats', '  *|Day *center|n', '  |One end|2']);
  });

  it('for layout are seen through', () => {
    expect(lines('<table><tr><td>a</td><td><p>b</p><p>c</p></td></tr></table>')).toEqual(['p: a', 'p: b', 'p: c']);
  });

  it('of terms become paragraphs', () => {
    expect(lines('<dl><dt>Gull<dd>A bird.</dl>')).toEqual(['p: {strong:Gull}', 'p: A bird.']);
  });

  it('leave preformatted text as it is', () => {
    expect(lines('<pre>\n  a\n    b  c\n</pre>')).toEqual(['preformatted', '  |   a', '  |     b  c']);
  });
});

describe('notes', () => {
  it('are kept apart, whatever tool wrote them', () => {
    const shapes = [
      '<p>a<sup><a href="#fn1" id="r1">1</a></sup></p><ol><li id="fn1">Note <a href="#r1">↩</a></li></ol>',
      '<p>a<a href="#n" id="r" role="doc-noteref">*</a></p><aside id="n" role="doc-footnote"><p>Note</p></aside>',
      '<p>a<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a></p>' +
        '<section class="footnotes"><ol><li id="fn1"><p>Note<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>',
    ];
    for (const html of shapes) {
      const { lines: shown, notes } = read(html);
      const [note] = Object.values(notes);
      expect(shown).toEqual([`p: a[^${note?.id}]`]);
      expect(showBlocks(note?.blocks ?? [])).toEqual(['p: Note']);
    }
  });

  it('that are lost are named, and their marks kept', () => {
    const { lines: shown, diagnostics } = read('<p>a<a href="#gone" role="doc-noteref">1</a></p>');
    expect(shown).toEqual(['p: a1']);
    expect(diagnostics.map(({ code }) => code)).toContain('note-missing');
  });
});

describe('places', () => {
  it('are those of the source, moved by what stood before it', () => {
    const { pieces } = read('<p>a</p>\n<h2>b</h2>\n\n<hr>', { lineOffset: 10 });
    expect(pieces.map(({ place }) => [place.line, place.column])).toEqual([
      [11, 4],
      [12, 1],
      [14, 1],
    ]);
  });
});

describe('deep nesting', () => {
  it('is flattened without losing text', () => {
    const html = `${'<div>'.repeat(500)}deep${'</div>'.repeat(500)}<p>after`;
    const tree = fromHtml(html, { fragment: true });
    expect(flattenDeep(tree)).toBe(true);
    expect(read(html).lines).toEqual(['p: deep', 'p: after']);
  });

  it('is taken out of HTML before it is parsed', () => {
    const limiter = new TagLimiter();
    const html = limiter.limit(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`);
    expect(limiter.wasExceeded).toBe(true);
    expect(html.match(/<div>/g)).toHaveLength(200);
    expect(html.match(/<\/div>/g)).toHaveLength(200);
    expect(html).toContain('deep');
  });

  it('is not seen in paragraphs that nobody closes', () => {
    const html = '<p>a<br>'.repeat(1000);
    expect(new TagLimiter().limit(html)).toBe(html);
  });
});
