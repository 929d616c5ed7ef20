import { describe, expect, it } from 'vitest';
import type { Block, Section, Story } from '../../src/model/story.js';
import { plainText } from '../../src/model/visit.js';
import { download, tag, workPage } from '../support/html-page.js';
import { readHtml } from '../support/read-html.js';
import { showBlocks as showAll } from '../support/show-story.js';

/** Blocks as lines; how deep a heading stands is not the dialects' business. */
const showBlocks = (blocks: readonly Block[]): readonly string[] =>
  showAll(blocks).map((line) => line.replace(/^heading \d/, 'heading'));
const headingOf = ({ label, title }: Section): string => [label, title && plainText(title)].filter(Boolean).join(' | ');
const headings = (story: Story): readonly string[] => story.sections.map(headingOf);
const notes = (list: Section['notesBefore'] = []): readonly string[] =>
  list.map(({ label, blocks }) => `${label ?? '-'}: ${showBlocks(blocks).join(' / ')}`);
const names = ({ metadata }: Story): readonly string[] => metadata.creators.map(({ name }) => name);
const others = ({ metadata }: Story): readonly string[] =>
  metadata.others.map(({ label, value }) => `${label}: ${value}`);

const oneShot = '<h2 class="toc-heading">The Lamp Keeper</h2><div class="userstuff"><p>The lamp was lit.</p></div>';

describe('A download of the Archive of Our Own', () => {
  it('types every tag, whether its label is in the singular or the plural', async () => {
    const { story } = await readHtml(
      download({
        tags: `<dt>Rating:</dt><dd>${tag('Teen And Up Audiences')}</dd>
          <dt>Archive Warnings:</dt><dd>${tag('Major Character Death')}, ${tag('Graphic Depictions Of Violence')}</dd>
          <dt>Categories:</dt><dd>${tag('F/M')}, ${tag('Gen')}</dd>
          <dt>Fandoms:</dt><dd>${tag('Harbour Tales (Radio)')}, ${tag('Salt, Sand')}</dd>
          <dt>Relationship:</dt><dd>${tag('Ada Low &amp; Bo Fenn')}</dd>
          <dt>Characters:</dt><dd>${tag('Ada Low')}, ${tag('Bo Fenn')}</dd>
          <dt>Additional Tags:</dt><dd>${tag('Fluff and Angst')}, ${tag('Words: too many')}</dd>
          <dt>Language:</dt><dd>Português brasileiro</dd>
          <dt>Series:</dt><dd>Part 2 of <a href="https://archiveofourown.org/series/9">Lights, Lamps</a>, Part 11 of <a href="https://archiveofourown.org/series/10">Tides</a></dd>
          <dt>Collections:</dt><dd><a href="https://archiveofourown.org/collections/sea">Sea Week</a></dd>`,
        chapters: oneShot,
      }),
    );
    expect(story.metadata).toMatchObject({
      title: 'The Lamp Keeper',
      rating: 'Teen And Up Audiences',
      warnings: ['Major Character Death', 'Graphic Depictions Of Violence'],
      tags: ['F/M', 'Gen', 'Fluff and Angst', 'Words: too many'],
      fandoms: ['Harbour Tales (Radio)', 'Salt, Sand'],
      relationships: ['Ada Low & Bo Fenn'],
      characters: ['Ada Low', 'Bo Fenn'],
      language: 'pt-BR',
      series: [
        { name: 'Lights, Lamps', position: 2 },
        { name: 'Tides', position: 11 },
      ],
      source: 'https://archiveofourown.org/works/4711',
      publisher: 'Archive of Our Own',
      published: '2019-03-04',
      words: 1234,
      status: 'complete',
    });
    expect(others(story)).toEqual(['Collections: Sea Week']);
    expect(headings(story)).toEqual(['']);
    expect(showBlocks(story.sections[0]?.blocks ?? [])).toEqual(['p: The lamp was lit.']);
  });

  it.each([
    ['Published: 2012-01-02 Updated: 2013-04-05 Words: 900 Chapters: 2/?', 'in progress', '2013-04-05', undefined],
    ['Published: 2012-01-02 Updated: 2013-04-05 Words: 900 Chapters: 2/7', 'in progress', '2013-04-05', undefined],
    ['Published: 2012-01-02 Completed: 2013-04-05 Words: 900 Chapters: 2/2', 'complete', undefined, '2013-04-05'],
    ['Published: 2012-01-02 Completed: 2013-04-05 Words: 900', 'complete', undefined, '2013-04-05'],
    ['Published: 2012-01-02 Updated: 2013-04-05 Words: 900', 'in progress', '2013-04-05', undefined],
  ])('reads the dates and the status of `%s`', async (stats, status, updated, completed) => {
    const { metadata } = (await readHtml(download({ stats, chapters: oneShot, scheme: 'http' }))).story;
    expect(metadata).toMatchObject({ published: '2012-01-02', status, words: 900 });
    expect([metadata.updated, metadata.completed]).toEqual([updated, completed]);
    expect(metadata.source).toBe('https://archiveofourown.org/works/4711');
  });

  it('names several authors, and one who has no page', async () => {
    const link = (name: string): string =>
      `<a rel="author" href="https://archiveofourown.org/users/${name}">${name}</a>`;
    const two = await readHtml(download({ byline: `${link('fen, wren')}, ${link('lowandmarsh')}`, chapters: oneShot }));
    expect(names(two.story)).toEqual(['fen, wren', 'lowandmarsh']);
    const hidden = await readHtml(download({ byline: 'Anonymous', chapters: oneShot }));
    expect(names(hidden.story)).toEqual(['Anonymous']);
  });

  it('keeps the summary in its paragraphs, and the notes and what the work is related to where they stand', async () => {
    const { story } = await readHtml(
      download({
        preface: `<p>Summary</p><blockquote class="userstuff"><p>A <em>lamp</em>.</p><p>A keeper.</p></blockquote>
          <p>Notes</p><blockquote class="userstuff"><p>For Bo.</p><blockquote><p>A line of hers.</p></blockquote></blockquote>
          <div class="endnote-link">See the end of the work for more <a href="#endnotes">notes</a></div>
          <ul><li>Inspired by <a href="https://archiveofourown.org/works/1">Fog</a> by bo</li></ul>`,
        chapters: oneShot,
        afterword: `<div class="meta"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><p>Thanks.</p></blockquote></div>
          <dl><dt>Works inspired by this one</dt><dd><a href="https://archiveofourown.org/works/2">Oil</a> by cal</dd></dl></div>`,
      }),
    );
    expect(showBlocks(story.metadata.summary)).toEqual(['p: A {emphasis:lamp}.', 'p: A keeper.']);
    expect(notes(story.sections[0]?.notesBefore)[0]).toBe('Notes: p: For Bo. / quote /   p: A line of hers.');
    expect(JSON.stringify(story)).toContain('Inspired by');
    expect(notes(story.sections[0]?.notesAfter)).toEqual(['End Notes: p: Thanks.']);
    expect(JSON.stringify(story)).toContain('Oil');
    expect(JSON.stringify(story)).not.toMatch(/See the end|drop by/);
  });

  it('parts chapters by their heads, with their authors, summaries and notes', async () => {
    const { story } = await readHtml(
      download({
        stats: 'Published: 2019-03-04 Words: 12 Chapters: 3/3',
        chapters: `<div class="meta group"><h2 class="heading">Chapter 1: Oil &amp; Wick</h2>
            <p class="byline">Chapter by <a rel="author" href="https://archiveofourown.org/users/bo">bo</a></p>
            <p>Chapter Summary</p><blockquote class="userstuff"><p>It begins.</p></blockquote>
            <p>Chapter Notes</p><blockquote class="userstuff"><p>Careful.</p></blockquote>
            <div class="endnote-link">See the end of the chapter for more <a href="#endnotes1">notes</a></div></div>
          <div class="userstuff"><p>One.</p><hr/><p>Two.</p></div>
          <div class="meta" id="endnotes1"><p>Chapter End Notes</p><blockquote class="userstuff"><p>More soon.</p></blockquote></div>
          <div class="meta group"><h2 class="heading">The Weir</h2></div><div class="userstuff"><p>Three.</p></div>
          <div class="meta group"><h2 class="heading">Chapter 3</h2></div><div class="userstuff"><h3>A sign</h3><p>Four.</p></div>`,
      }),
    );
    expect(headings(story)).toEqual(['Chapter 1 | Oil & Wick', 'The Weir', 'Chapter 3']);
    const [first, , third] = story.sections;
    expect(notes(first?.notesBefore)).toEqual([
      '-: p: Chapter by {link https://archiveofourown.org/users/bo:bo}',
      'Summary: p: It begins.',
      'Notes: p: Careful.',
    ]);
    expect(notes(first?.notesAfter)).toEqual(['Chapter End Notes: p: More soon.']);
    expect(showBlocks(first?.blocks ?? [])).toEqual(['p: One.', 'scene break', 'p: Two.']);
    expect(showBlocks(third?.blocks ?? [])).toEqual(['heading: A sign', 'p: Four.']);
  });

  it('is known in its first form, without a preface around its head and classes on its headings', async () => {
    const { story } = await readHtml(`<html><head><title>Fog - bo - Tales</title></head><body>
      <p class="message">Posted originally on the <a href="http://archiveofourown.org/">Archive of Our Own</a> at <a href="http://archiveofourown.org/works/12">http://archiveofourown.org/works/12</a>.</p>
      <div class="meta"><dl class="tags"><dt>Rating:</dt><dd>${tag('Explicit')}</dd><dt>Fandom:</dt><dd>${tag('Tales')}</dd>
      <dt>Stats:</dt><dd>Published: 2010-05-06 Completed: 2010-06-07 Chapters: 2/2 Words: 4567</dd></dl>
      <h1>Fog</h1><div class="byline">by <a href="http://archiveofourown.org/users/bo/pseuds/bo" rel="author">bo</a></div>
      <p>Summary</p><blockquote class="userstuff"><p>Fog.</p></blockquote></div>
      <div id="chapters" class="userstuff"><div class="meta"><h2>Chapter 1</h2></div><div class="userstuff"><p>One.</p></div>
      <div class="meta"><h2>Lifting</h2><p>Chapter Notes</p><blockquote class="userstuff"><p>Short.</p></blockquote></div><div class="userstuff"><p>Two.</p></div></div></body></html>`);
    expect(story.metadata).toMatchObject({
      title: 'Fog',
      rating: 'Explicit',
      fandoms: ['Tales'],
      words: 4567,
      completed: '2010-06-07',
      source: 'https://archiveofourown.org/works/12',
    });
    expect(names(story)).toEqual(['bo']);
    expect(headings(story)).toEqual(['Chapter 1', 'Lifting']);
    expect(notes(story.sections[1]?.notesBefore)).toEqual(['Notes: p: Short.']);
  });
});

describe('A page of the Archive of Our Own', () => {
  const chapter = (
    number: number,
    title: string,
    inner: string,
  ): string => `<div class="chapter" id="chapter-${number}">
    <div class="chapter preface group"><h3 class="title"><a href="/works/815/chapters/${number}">Chapter ${number}</a>${title}</h3>
    ${inner}</div><div class="userstuff module" role="article"><h3 class="landmark heading" id="work">Chapter Text</h3><p>Text ${number}.</p></div>
    <div class="chapter preface group"><div class="end notes module" id="chapter_${number}_endnotes"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>End ${number}.</p></blockquote></div></div></div>`;

  it('types its head, and drops what stands around the work', async () => {
    const { story } = await readHtml(
      workPage('<h3 class="landmark heading" id="work">Work Text:</h3><div class="userstuff"><p>Fog came.</p></div>'),
    );
    expect(story.metadata).toMatchObject({
      title: 'Fog and Oil',
      rating: 'Mature',
      warnings: ['Creator Chose Not To Use Archive Warnings'],
      tags: ['F/F', 'Slow Burn'],
      fandoms: ['Harbour Tales'],
      relationships: ['Ada Low/Cal Marsh', 'Ada Low & Bo Fenn'],
      characters: ['Ada Low'],
      language: 'en',
      series: [{ name: 'Lights', position: 3 }],
      source: 'https://archiveofourown.org/works/815',
      publisher: 'Archive of Our Own',
      published: '2020-01-02',
      updated: '2021-03-04',
      status: 'in progress',
      words: 98765,
    });
    expect(names(story)).toEqual(['fenwren']);
    expect(others(story)).toContain('Collections: Sea Week');
    expect(showBlocks(story.metadata.summary)).toEqual(['p: Two lamps.']);
    expect(headings(story)).toEqual(['']);
    expect(showBlocks(story.sections[0]?.blocks ?? [])).toEqual(['p: Fog came.']);
    const [before] = notes(story.sections[0]?.notesBefore);
    expect(before).toContain('Begun at sea.');
    expect(before?.split('Quoted.')).toHaveLength(2);
    expect(before).toContain('For ');
    expect(notes(story.sections[0]?.notesAfter).at(-1)).toContain('Done, almost.');
    expect(JSON.stringify(story)).not.toMatch(/See the end|left kudos|Work Text|Previous Work/);
  });

  it('reads the entire work by its chapters', async () => {
    const head = `<h4 class="heading byline">Chapter by <a rel="author" href="/users/bo">bo</a></h4>
      <div class="summary module"><h3 class="heading">Summary:</h3><blockquote class="userstuff"><p>Sum.</p></blockquote></div>
      <div class="notes module"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Before.</p></blockquote></div>`;
    const { story } = await readHtml(workPage(chapter(1, '', '') + chapter(2, ': The Weir', head)));
    expect(headings(story)).toEqual(['Chapter 1', 'Chapter 2 | The Weir']);
    const [first, second] = story.sections;
    expect(showBlocks(second?.blocks ?? [])).toEqual(['p: Text 2.']);
    expect(notes(second?.notesBefore)).toEqual(['-: p: Chapter by bo', 'Summary: p: Sum.', 'Notes: p: Before.']);
    expect(notes(first?.notesAfter)[0]).toContain('End 1.');
    expect(names(story)).toEqual(['fenwren']);
  });

  it('takes no other site of the same software for it', async () => {
    const clone = workPage('<div class="userstuff"><p>Fog came.</p></div>')
      .replace('[Archive of Our Own]', '[Pier Archive]')
      .replaceAll('href="/', 'href="https://pier.example/');
    const { metadata } = (await readHtml(clone)).story;
    expect(metadata.source).toBe('https://pier.example/works/815');
    expect(metadata.publisher).toBeUndefined();
  });
});

describe('HTML by FanFicFare', () => {
  const file = (
    authors: string,
    body: string,
  ): string => `<!DOCTYPE html><html><head><title>Salt by Ada</title></head><body>
    <h1><a href="https://example.org/s/7">Salt &amp; Sand</a> by ${authors}</h1>
    <table class="full"><tr><td><b>Series:</b></td><td><a href="https://example.org/series/1">Shores</a> [2]</td></tr>
    <tr><td><b>Category:</b></td><td>Harbour Tales, Tide</td></tr><tr><td><b>Genre:</b></td><td>Drama, Hurt/Comfort</td></tr>
    <tr><td><b>Characters:</b></td><td>Ada Low, Bo Fenn</td></tr><tr><td><b>Relationships:</b></td><td>Ada Low &amp; Bo Fenn, Ada Low/Cal</td></tr>
    <tr><td><b>Status:</b></td><td>In-Progress</td></tr><tr><td><b>Published:</b></td><td>2011-02-03</td></tr><tr><td><b>Updated:</b></td><td>2012-03-04</td></tr>
    <tr><td><b>Packaged:</b></td><td>2026-01-01 10:00:00</td></tr><tr><td><b>Rating:</b></td><td>T</td></tr><tr><td><b>Words:</b></td><td>5,000</td></tr>
    <tr><td><b>Publisher:</b></td><td>example.org</td></tr><tr><td><b>Summary:</b></td><td><div><p>Salt.</p><p>And <i>sand</i>.</p></div></td></tr></table>
    <a name="TOCTOP"><h2>Table of Contents</h2></a><p><a href="#section0001">Prologue</a><br /><a href="#section0002">2. A &lt; B</a></p>${body}</body></html>`;
  const body = `<a name="section0001"><h2>Prologue</h2></a><div><h3>Prologue</h3><p>One.</p></div>
    <a name="section0002"><h2>2. A &lt; B &amp; C</h2></a><div><h3>The Quay</h3><p>Two.</p></div>Loose end.`;

  it('reads the table, the links of title and authors, and the sections', async () => {
    const { story } = await readHtml(
      file(
        "<a class='authorlink' href='https://example.org/u/1'>Ada, Low</a>, <a class='authorlink' href='https://example.org/u/2'>Bo</a>",
        body,
      ),
    );
    expect(story.metadata).toMatchObject({
      title: 'Salt & Sand',
      source: 'https://example.org/s/7',
      series: [{ name: 'Shores', position: 2 }],
      fandoms: ['Harbour Tales', 'Tide'],
      genres: ['Drama', 'Hurt/Comfort'],
      characters: ['Ada Low', 'Bo Fenn'],
      relationships: ['Ada Low & Bo Fenn', 'Ada Low/Cal'],
      status: 'in progress',
      published: '2011-02-03',
      updated: '2012-03-04',
      rating: 'T',
      words: 5000,
      publisher: 'example.org',
    });
    expect(names(story)).toEqual(['Ada, Low', 'Bo']);
    expect(showBlocks(story.metadata.summary)).toEqual(['p: Salt.', 'p: And {emphasis:sand}.']);
    expect(headings(story)).toEqual(['Prologue', '2 | A < B & C']);
    expect(story.sections.map(({ blocks }) => showBlocks(blocks))).toEqual([
      ['p: One.'],
      ['heading: The Quay', 'p: Two.', 'p: Loose end.'],
    ]);
    expect(JSON.stringify(story)).not.toContain('Table of Contents');
  });

  it('names an author without a page, and keeps a heading that only ends like the chapter’s name', async () => {
    const { story } = await readHtml(
      file('Anonymous', '<a name="section0001"><h2>The Stormlight</h2></a><div><h3>Light</h3><p>One.</p></div>'),
    );
    expect(names(story)).toEqual(['Anonymous']);
    expect(showBlocks(story.sections[0]?.blocks ?? [])).toEqual(['heading: Light', 'p: One.']);
  });
});

describe('HTML by FicHub', () => {
  it('reads head, description and chapters, without the ways between them', async () => {
    const nav =
      '<div class="chapter_nav"><a href="#chap_2" class="right">next chapter</a><span class="cfix"></span><a href="#contents-list">chapter list</a></div>';
    const { story } =
      await readHtml(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tide by bo</title></head><body>
      <h1><span class="title">Tide</span></h1><h2>by <span class="author">bo and ada</span></h2><div><p>High water.</p><p>Note: none.</p></div>
      <p>Original source: <a href="https://example.org/s/3">https://example.org/s/3</a></p><p>Chapters: 2</p><p>Words: 321</p>
      <p>Exported with the assistance of <a href='https://fichub.net'>FicHub.net</a></p>
      <nav id="contents-list"><ol><li><a href="#chap_1">Ebb</a></li><li><a href="#chap_2">2. Flow</a></li></ol></nav>
      <div id="chap_1">${nav}<h2>Ebb</h2><p>Rating: T</p><p>Out.</p></div>
      <div id="chap_2">${nav}<h2>2. Flow</h2><div><h3>At sea</h3><p>In.</p></div></div><a href="#contents-list">(back to chapter list)</a></body></html>`);
    expect(story.metadata).toMatchObject({ title: 'Tide', source: 'https://example.org/s/3', words: 321 });
    expect(story.metadata.rating).toBeUndefined();
    expect(names(story)).toEqual(['bo and ada']);
    expect(showBlocks(story.metadata.summary)).toEqual(['p: High water.', 'p: Note: none.']);
    expect(headings(story)).toEqual(['Ebb', '2 | Flow']);
    expect(story.sections.map(({ blocks }) => showBlocks(blocks))).toEqual([
      ['p: Rating: T', 'p: Out.'],
      ['heading: At sea', 'p: In.'],
    ]);
    expect(JSON.stringify(story)).not.toMatch(/chapter list|next chapter/);
  });

  it('reads a long file in a moment', async () => {
    const paragraphs = '<p>The tide came in again.</p>'.repeat(20_000);
    const { story } =
      await readHtml(`<html><body><h1><span class="title">Tide</span></h1><h2>by <span class="author">bo</span></h2>
      <nav id="contents-list"></nav><div id="chap_1"><h2>Ebb</h2>${paragraphs}</div></body></html>`);
    expect(story.sections[0]?.blocks).toHaveLength(20_000);
  }, 20_000);
});

describe('A page of FanFiction.net', () => {
  const page = (
    facts: string,
    select = '',
    links = '<a class=xcontrast_txt href="/book/">Books</a> <span>»</span> <a class=xcontrast_txt href="/book/Tales/">Harbour Tales</a>',
  ): string => `<html><head>
    <title>Tide Chapter 2: The Wall, a harbour tales fanfic | FanFiction</title><link rel="canonical" href="https://www.fanfiction.net/s/5150/2/Tide"></head><body>
    <div id=pre_story_links>${links}</div><div id=profile_top><span><img class=cimage src="//x/y.jpg"></span><button>Follow/Fav</button>
    <b class='xcontrast_txt'>Tide</b> <span class='xcontrast_txt'>By:</span> <a class='xcontrast_txt' href='/u/77/ada-low'>ada low</a>
    <div style='margin-top:2px' class='xcontrast_txt'>Salt - and sand.</div><span class='xgray xcontrast_txt'>${facts}</span></div>
    ${select}<div id=storytextp><div class='storytext' id='storytext'><p>In.<p>Out.<hr size=1 noshade><p>Done.</div></div>
    ${select}<div id=review>Review this</div></body></html>`;
  const select = '<SELECT id=chap_select><option value=1>1. Prologue<option value=2 selected>2. The Wall</select>';

  it('reads the line of facts, dates in UTC, and the chapter from the menu', async () => {
    const { story } = await readHtml(
      page(
        "Rated: <a href='https://www.fictionratings.com/'>Fiction  T</a> - English - Hurt/Comfort/Sci-Fi - [Ada L., Cal M.] Bo F. - Chapters: 2 - Words: 3,456 - Reviews: <a href='/r/5150/'>12</a> - Favs: 3 - Updated: <span data-xutime='1300060799'>3/13/2011</span> - Published: <span data-xutime='1278984264'>7/13/2010</span> - Status: Complete - id: 5150",
        select,
      ),
    );
    expect(story.metadata).toMatchObject({
      title: 'Tide',
      rating: 'T',
      language: 'en',
      genres: ['Hurt/Comfort', 'Sci-Fi'],
      characters: ['Ada L.', 'Cal M.', 'Bo F.'],
      relationships: ['Ada L./Cal M.'],
      words: 3456,
      updated: '2011-03-13',
      published: '2010-07-13',
      status: 'complete',
      fandoms: ['Harbour Tales'],
      source: 'https://www.fanfiction.net/s/5150',
    });
    expect(names(story)).toEqual(['ada low']);
    expect(showBlocks(story.metadata.summary)).toEqual(['p: Salt - and sand.']);
    expect(headings(story)).toEqual(['Chapter 2 | The Wall']);
    expect(showBlocks(story.sections[0]?.blocks ?? [])).toEqual(['p: In.', 'p: Out.', 'scene break', 'p: Done.']);
  });

  it('reads a crossover without genres, and a one-shot without a menu', async () => {
    const { story } = await readHtml(
      page(
        "Rated: <a>Fiction K+</a> - Deutsch - Ada L., Bo F. - Words: 90 - Published: <span data-xutime='1384358726'>8m ago</span> - Complete - id: 6",
        '',
        '<img src=x> <a class=xcontrast_txt href="/Tales-and-Tide-Crossovers/1/2/">Harbour Tales + Tide &amp; Time Crossover</a>',
      ),
    );
    expect(story.metadata).toMatchObject({
      rating: 'K+',
      language: 'de',
      genres: [],
      characters: ['Ada L.', 'Bo F.'],
      fandoms: ['Harbour Tales', 'Tide & Time'],
      published: '2013-11-13',
      status: 'complete',
    });
    expect(story.metadata.updated).toBeUndefined();
    expect(headings(story)).toEqual(['']);
  });

  it('does not number a chapter that calls itself a prologue', async () => {
    const first = select.replace(' selected', '').replace('value=1', 'value=1 selected');
    const { story } = await readHtml(
      page("Rated: Fiction T - English - Words: 9 - Published: <span data-xutime='1384358726'>x</span>", first),
    );
    expect(headings(story)).toEqual(['Prologue']);
    expect(story.sections[0]?.role).toBe('prologue');
  });
});
