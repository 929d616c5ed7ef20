import { describe, expect, it } from 'vitest';
import { readHtml } from '../support/read-html.js';
import { readMarkdown } from '../support/read-markdown.js';

const TEXT =
  'It rained on the lock for the whole of that week, and the keeper, who had seen rain before, let it have its way.';

/** The labels of the sections that a page with this body has. */
async function labels(body: string): Promise<readonly (string | undefined)[]> {
  const { story } = await readHtml(`<html><body><h1>The Lock</h1>${body}</body></html>`);
  return story.sections.map(({ label }) => label);
}

describe('Lines that head chapters without being headings', () => {
  it.each([
    ['bold', ['<b>Chapter 1</b>', '<b>Chapter 2</b>']],
    ['bold and italic', ['<i><b>Chapter 1</b></i>', '<b><i>Chapter 2</i></b>']],
    ['whole paragraphs that count up', ['Chapter 1', 'Chapter 2']],
  ])('are found where they are %s', async (_how, [first, second]) => {
    expect(await labels(`<p>${first}</p><p>${TEXT}</p><p>${second}</p><p>${TEXT}</p>`)).toEqual([
      'Chapter 1',
      'Chapter 2',
    ]);
  });

  it('are found at the start of a paragraph, and in the middle of one', async () => {
    const body = `<p><b>Chapter 1</b><br>${TEXT}<br>${TEXT}<br><b>Chapter 2</b><br>${TEXT}</p>`;
    expect(await labels(body)).toEqual(['Chapter 1', 'Chapter 2']);
  });

  it('are found where they are centred numbers that count up from one', async () => {
    const one = `<p align="center">I.</p><p>${TEXT}</p>`;
    const two = `<p align="center">II.</p><p>${TEXT}</p>`;
    expect(await labels(one + two)).toEqual(['I', 'II']);
    expect(await labels(two + one)).toEqual([undefined]);
  });

  it.each([
    ['one stands alone', `<p>${TEXT}</p><p><b>Chapter 2</b></p><p>${TEXT}</p>`],
    ['they are sentences', `<p>Chapter 1 was wet.</p><p>${TEXT}</p><p>Chapter 2 was not.</p><p>${TEXT}</p>`],
    ['plain ones do not count up', `<p>Chapter 9</p><p>${TEXT}</p><p>Chapter 2</p><p>${TEXT}</p>`],
    [
      'numbers stand over verse',
      '<p align="center">1</p><p>a bird<br>a tree<br>a stone</p><p align="center">2</p><p>a cat<br>a wall<br>a moon</p>',
    ],
  ])('are text where %s', async (_why, body) => {
    expect(await labels(body)).toHaveLength(1);
  });

  it('are text where chapters have real headings', async () => {
    const body = `<h2>Chapter One</h2><p>${TEXT}</p><p><b>Part 1</b></p><p>${TEXT}</p><p><b>Part 2</b></p><p>${TEXT}</p>`;
    expect(await labels(body)).toEqual(['Chapter One']);
  });

  it('are text where each stands right below a heading of its own', async () => {
    const { story } = await readMarkdown(
      `# The Lock\n\n## Rain\n\n**Part 1**\n\n${TEXT}\n\n## Sun\n\n**Part 2**\n\n${TEXT}\n`,
    );
    expect(story.sections).toHaveLength(2);
  });

  it('are not found in the list of contents above them', async () => {
    const list = '<p><b>Chapter 1</b></p><p><b>Chapter 2</b></p>';
    expect(
      await labels(`${list}<p>${TEXT}</p>${list.replaceAll('</p><p>', `</p><p>${TEXT}</p><p>`)}<p>${TEXT}</p>`),
    ).toContain('Chapter 2');
  });

  it('name no label of a header: `Chapter 1: Rain` is no count of chapters', async () => {
    const { story } = await readMarkdown(
      `# The Lock\n\n**Chapter 1: Rain**\n\n${TEXT}\n\n**Chapter 2: Sun**\n\n${TEXT}\n`,
    );
    expect(story.sections.map(({ label }) => label)).toEqual(['Chapter 1', 'Chapter 2']);
    expect(story.metadata.others).toEqual([]);
  });
});
