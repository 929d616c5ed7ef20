import { describe, expect, it } from 'vitest';
import { blocksText } from '../../src/model/visit.js';
import { readHtml } from '../support/read-html.js';

const TEXT =
  'The keeper of the lock had three keys, and used none of them. The water did as it was told by the moon, and he by the water.';
const story = `<h1>Three Keys</h1><p>${TEXT}</p><p>Nobody came by all that winter, and in spring there was nobody left to come. He oiled the keys, one after the other, and hung them up again.</p>`;
const page = (head: string, body: string): string => `<html><head>${head}</head><body>${body}</body></html>`;

describe('The description in the head of a page', () => {
  const summaryOf = async (description: string): Promise<string> => {
    const html = page(`<meta property="og:description" content="${description}">`, `<article>${story}</article>`);
    return blocksText((await readHtml(html)).story.metadata.summary);
  };

  it('is the summary where it is one', async () => {
    const summary = 'A lock has three keys. Its keeper wants a fourth.';
    expect(await summaryOf(summary)).toBe(summary);
  });

  it.each([
    ['is the beginning of the text', TEXT],
    ['is cut off', 'A lock has three keys, and its keeper wants a fourth, because…'],
    ['is no sentence', 'Locks, keys, keepers, canals and other water'],
    ['tells of the site', 'Read thousands of stories online for free.'],
  ])('is no summary where it %s', async (_why, description) => {
    expect(await summaryOf(description)).toBe('');
  });
});

describe('What readers wrote below a story', () => {
  const comment = `<p>${'I liked the keys, all three of them. My uncle had a lock too. '.repeat(8)}</p>`;

  it.each([
    ['by its name', `<div id="comments">${comment}</div>`],
    ['by its heading', `<div><h3>2 Comments</h3>${comment}</div>`],
    ['in another language', `<section><h2>3 Kommentare zu „Three Keys“</h2>${comment}</section>`],
  ])('is left out, known %s', async (_how, comments) => {
    const { story: read, blocks } = await readHtml(page('', `<main><article>${story}</article>${comments}</main>`));
    expect(read.sections).toHaveLength(1);
    expect(blocks.join()).not.toContain('uncle');
  });

  it('stays where the page would have no text without it', async () => {
    const { blocks } = await readHtml(
      page('', `<div class="comments"><p>${TEXT}</p><p>${TEXT}</p><p>${TEXT}</p></div>`),
    );
    expect(blocks.join()).toContain('three keys');
  });
});

describe('The line of a post', () => {
  it('says who wrote it and when', async () => {
    const line = '<p class="post-meta">Posted on 4 May 2019 by Ines Pallant</p>';
    const { story: read, blocks } = await readHtml(page('', story.replace('</h1>', `</h1>${line}`)));
    expect(read.metadata.creators).toEqual([{ name: 'Ines Pallant', role: 'aut' }]);
    expect(read.metadata.published).toBe('2019-05-04');
    expect(blocks.join()).not.toContain('Posted');
  });

  it('stays as text where it says more', async () => {
    const line = '<p class="byline">By Ines Pallant, who found the keys in a ditch</p>';
    const { blocks } = await readHtml(page('', story.replace('</h1>', `</h1>${line}`)));
    expect(blocks.join()).toContain('ditch');
  });
});

describe('A name below the title', () => {
  const named = (name: string, text = TEXT): string =>
    page('', `<h1>Three Keys</h1><p align="center">${name}</p><p>${text}</p>`);

  it('is the author’s where the story is not about who bears it', async () => {
    const { story: read } = await readHtml(named('Margaret Pallant'));
    expect(read.metadata.creators).toEqual([{ name: 'Margaret Pallant', role: 'aut' }]);
  });

  it('is text where it is no name, or one of the story’s own', async () => {
    expect((await readHtml(named('Somewhere Wet'))).story.metadata.creators).toEqual([]);
    expect((await readHtml(named('Margaret Pallant', `Margaret had a key. ${TEXT}`))).story.metadata.creators).toEqual(
      [],
    );
  });
});
