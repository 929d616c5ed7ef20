import { describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { DEFAULT_LIMITS } from '../../src/read/limits.js';
import { textReader } from '../../src/read/text/text-reader.js';
import { readText } from '../support/read-text.js';

const lines = (...all: readonly string[]): string => all.join('\n');
const prose =
  'The ferry was late again, and the rain had got into everything that was not nailed down or already wet. Nobody on the quay said so.';
/** Wrapped at seventy columns. */
const wrapped = lines(
  'The ferry was late again, and the rain had got into everything that',
  'was not nailed down or already wet. Nobody on the quay said so, for it',
  'had been so all week.',
);
const codes = async (text: string): Promise<readonly string[]> =>
  (await readText(text)).diagnostics.map(({ code }) => code);
const breaks = async (text: string): Promise<number> =>
  (await readText(text)).blocks.filter((block) => block.startsWith('scene break')).length;

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await readText(bytes).catch((one: unknown) => one);
  if (!(error instanceof StoryError)) throw new Error('It was read.');
  return error.diagnostic.code;
}

describe('what is no story', () => {
  it('is refused with its reason', async () => {
    expect(await refusal(new Uint8Array())).toBe('input-empty');
    expect(await refusal(new TextEncoder().encode(' \n\t\n\u001a\u001a'))).toBe('input-empty');
    expect(await refusal(Uint8Array.from({ length: 900 }, (_, at) => (at * 37) % 256))).toBe('input-binary');
    expect(await refusal(new Uint8Array(DEFAULT_LIMITS.file + 1))).toBe('input-too-large');
    expect(await refusal(new TextEncoder().encode('a\n'.repeat(2_000_001)))).toBe('input-too-large');
  });

  it('the reader claims any text, but leaves it to surer readers', () => {
    expect(textReader.sniff({ name: 'x', bytes: new Uint8Array() })).toBeLessThan(0.5);
  });
});

describe('header lines', () => {
  it('take a misspelt label, and say so', async () => {
    const { story, diagnostics } = await readText(lines('summery: a dog comes home', '', prose));
    expect(story.metadata.summary).toHaveLength(1);
    expect(story.metadata.receipts.summary).toMatchObject({ line: 1, column: 1, how: 'header line', confidence: 0.9 });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'label-guessed', line: 1 }));
  });

  it('leave what somebody says alone', async () => {
    const { story, blocks } = await readText(lines('title: Tide', '', 'He said: wait for me.', '', prose));
    expect(blocks[0]).toBe('p: He said: wait for me.');
    expect(story.metadata.others).toEqual([]);
  });

  it('join values that wrap, and stop where the story begins', async () => {
    const text = lines(
      'Title: The Ferry That Was Late Again and Again and Again and Once More for',
      'Good Measure',
      'Author: Ann Lee',
      'Summary: A ferry is late, and then it is later, and nobody on the quay is',
      'surprised.',
      '',
      wrapped,
    );
    const { story, blocks } = await readText(text);
    expect(story.metadata.title).toMatch(/Once More for Good Measure$/u);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatch(/^p: The ferry was late/u);
  });

  it('let a summary have several paragraphs when more labels follow', async () => {
    const text = lines('Title: Tide', 'Summary: One.', '', 'Two.', '', 'Rating: T', '', prose, '', prose);
    const { story, blocks } = await readText(text);
    expect(story.metadata.summary).toHaveLength(2);
    expect(story.metadata.rating).toBe('T');
    expect(blocks).toHaveLength(2);
  });

  it('read a value that stands below its label', async () => {
    const { story } = await readText(lines('Title:', 'Tide', '', 'Author:', 'Ann Lee', '', prose));
    expect(story.metadata.title).toBe('Tide');
    expect(story.metadata.creators).toMatchObject([{ name: 'Ann Lee' }]);
  });

  it('are no chapter headings, and chapter headings are no labels', async () => {
    const text = lines('Title: Tide', '', 'Chapter 1: Rain', '', prose, '', 'Chapter 2: Sun', '', prose);
    expect((await readText(text)).outline).toEqual(['chapter Chapter 1: Rain', 'chapter Chapter 2: Sun']);
  });
});

describe('a title without a label', () => {
  it.each([
    ['centred in capitals', lines(`${' '.repeat(30)}THE TIDE`, '', wrapped), 'THE TIDE'],
    ['spaced out', lines(`${' '.repeat(20)}T H E   T I D E`, '', wrapped), 'THE TIDE'],
    ['underlined', lines('the tide', '========', '', wrapped), 'the tide'],
    ['in quotes', lines('"The Tide"', '', wrapped), 'The Tide'],
    ['over a byline', lines('the tide', 'by Ann Lee', '', wrapped), 'the tide'],
    ['with its author and year', lines('The Tide, by A(nn) Lee [1898]', '', wrapped), 'The Tide'],
    ['over two lines', lines('THE TALE OF', 'THE TIDE', '', wrapped), 'THE TALE OF THE TIDE'],
    ['below its author', lines('Mary A. Lee', 'The Tide', '', wrapped), 'The Tide'],
    ['spaced out by two', lines(`${' '.repeat(20)}T  I  D  E`, '', wrapped), 'TIDE'],
    [
      'over two lines with or',
      lines('THE TIDE;', '', 'or,', '', 'A WET WEEK', '', 'by', '', 'Ann Lee', '', wrapped),
      'THE TIDE; or, A WET WEEK',
    ],
    ['that opens as bylines do', lines('By the Tide', '', 'by Ann Lee', '', wrapped), 'By the Tide'],
    ['that opens as Dutch bylines do', lines('De waard', 'door Sanne Kuiper', '', wrapped), 'De waard'],
    [
      'about a modem, over a byline',
      lines('The Modem at High Tide', 'by Ann Lee', '', wrapped),
      'The Modem at High Tide',
    ],
    ['with its rating', lines('Tide [R]', 'by Ann Lee', '', wrapped), 'Tide'],
    ['below a ©', lines('Copyright 1990 by Ann Lee', '', 'THE TIDE', '', wrapped), 'THE TIDE'],
  ])('is found %s', async (_, text, title) => {
    const { story } = await readText(text);
    expect(story.metadata.title).toBe(title);
  });

  it.each([
    ['a sentence', lines('It was late.', '', wrapped)],
    ['speech', lines('"No," said the girl.', '', wrapped)],
    ['a greeting', lines('Dear Ann,', '', wrapped)],
    ['a date', lines('14 March 1987', '', wrapped)],
    ['a heading', lines('Chapter 1', '', wrapped, '', 'Chapter 2', '', wrapped)],
    ['prose', wrapped],
  ])('is not made of %s', async (_, text) => {
    const { story } = await readText(text, 'low-tide.txt');
    expect(story.metadata).toMatchObject({ title: 'Low tide', receipts: { title: { how: 'file name' } } });
  });

  it('that is not sure is said, and left in the story', async () => {
    const { story, blocks, diagnostics } = await readText(lines('what the tide brought to us', '', wrapped));
    expect(story.metadata.receipts.title?.how).toBe('file name');
    expect(blocks[0]).toBe('p: what the tide brought to us');
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'title-guessed', severity: 'hint', line: 1 }));
  });
});

describe('bylines', () => {
  it('are cleaned', async () => {
    const { story } = await readText(lines('The Tide, by H(erbert) G(eorge) Lee [1898]', '', wrapped));
    expect(story.metadata.creators).toMatchObject([{ name: 'H. G. Lee', role: 'aut' }]);
    expect(story.metadata.published).toBe('1898');
  });

  it('at the end count, sentences that begin alike do not', async () => {
    const signed = lines('THE TIDE', '', wrapped, '', wrapped, '', 'The End', '', '     - Ann Lee');
    expect((await readText(signed)).story.metadata.creators).toMatchObject([{ name: 'Ann Lee' }]);
    const told = lines('THE TIDE', '', 'By Monday everything had changed', '', wrapped);
    expect((await readText(told)).story.metadata.creators).toEqual([]);
  });

  it.each([
    ['by', 'by', 'Ann Lee'],
    ['Dutch', 'door', 'Sanne Kuiper'],
    ['Hebrew', 'מאת', 'נועה לוי'],
    ['Danish', 'af', 'Karen Holm'],
  ])('are read in other languages: %s', async (_, by, name) => {
    const { story } = await readText(lines('THE TIDE', `${by} ${name}`, '', wrapped));
    expect(story.metadata.creators).toMatchObject([{ name }]);
  });

  it('need no by between a title and the first heading, when the story has none of their words', async () => {
    const creators = async (name: string, told = wrapped) =>
      (await readText(lines('THE TIDE', '', name, '', 'Chapter 1', '', told, '', 'Chapter 2', '', wrapped))).story
        .metadata.creators;
    expect(await creators('Quillan Vorst')).toMatchObject([{ name: 'Quillan Vorst' }]);
    expect(await creators('Quillan Vorst', `${wrapped} "Tell Vorst," she said, when the ferry was in again.`)).toEqual(
      [],
    );
    expect(await creators('Science Fiction')).toEqual([]);
    expect(await creators('Rain Quay')).toEqual([]);
  });

  it('are no characters of the story', async () => {
    const told = lines(
      'THE TIDE',
      'Ann Lee',
      '',
      wrapped,
      '',
      'Nobody had asked Ann Lee, who was on the quay all week.',
    );
    expect((await readText(told)).story.metadata.creators).toEqual([]);
  });

  it('name translators as such', async () => {
    const { story } = await readText(lines('THE TIDE', '', 'Translated from the Danish by K. Lund', '', wrapped));
    expect(story.metadata.creators).toMatchObject([{ name: 'K. Lund', role: 'trl' }]);
  });

  it('give an initial its name where the archive’s header has both', async () => {
    const opening = '*The Project Gutenberg Etext of The Tide, by H. Lee*';
    const text = (name: string) =>
      lines(opening, '', 'The Tide', `by ${name}`, '', '*END*THE SMALL PRINT! FOR ETEXTS*', '', '', wrapped);
    expect((await readText(text('Hezekiah Lee'))).story.metadata.creators).toMatchObject([{ name: 'Hezekiah Lee' }]);
    expect((await readText(text('Ann Lee'))).story.metadata.creators).toMatchObject([{ name: 'H. Lee' }]);
  });

  it('do not make the poster of an article its author', async () => {
    const text = lines('From: ann@quay.example (Ann Lee)', 'Subject: Tide', 'Date: 12 Mar 1992', '', wrapped);
    const { story } = await readText(text);
    expect(story.metadata.creators).toEqual([]);
    expect(story.metadata).toMatchObject({ title: 'Tide', published: '1992-03-12' });
  });
});

describe('paragraphs', () => {
  it('are told by indentation where no blank lines stand', async () => {
    const indented = wrapped.replace(/^/u, '     ');
    expect((await readText(lines('THE TIDE', '', indented, indented, indented, indented))).blocks).toHaveLength(4);
  });

  it('go on over a page’s end', async () => {
    const { blocks } = await readText(
      lines(
        'THE TIDE',
        '',
        'The ferry was late again, and the rain had got',
        '\finto everything that was not nailed down.',
        '',
        wrapped,
      ),
    );
    expect(blocks[0]).toBe(
      'p: The ferry was late again, and the rain had got into everything that was not nailed down.',
    );
  });

  it('lose the mark of a divided word only when the whole occurs', async () => {
    const text = lines(
      'title: T',
      '',
      'They had spoken of the unpleasantness, and then of the unpleasant-',
      'ness again, and of a well-',
      'known ferry. The whole of the quay had listened to them, and sighed.',
      '',
      wrapped,
    );
    expect((await readText(text)).blocks[0]).toMatch(/the unpleasantness again, and of a well-known ferry/u);
  });

  it('keep the lines of verse, and its indents', async () => {
    const verse = lines(
      '    The ferry is late,',
      '      The ferry is slow,',
      '    And what brings it hither',
      '      The ferry don’t know.',
    );
    expect((await readText(lines(wrapped, '', verse, '', wrapped))).blocks.slice(1, 6)).toEqual([
      'verse',
      '  The ferry is late,',
      '  > The ferry is slow,',
      '  And what brings it hither',
      '  > The ferry don’t know.',
    ]);
  });

  it('lose quoting, boxes and margins', async () => {
    const quoted = lines('THE TIDE', '', wrapped, '', wrapped).replace(/^/gmu, '> ');
    expect((await readText(quoted)).blocks.join()).not.toContain('>');
    const margin = lines('THE TIDE', '', wrapped, '', wrapped).replace(/^(?=.)/gmu, '          ');
    expect((await readText(margin)).blocks.every((block) => block.startsWith('p: '))).toBe(true);
  });
});

describe('emphasis', () => {
  const inline = async (text: string): Promise<string | undefined> =>
    (await readText(lines('title: T', '', text))).blocks[0];

  it.each([
    ['She was _quite_ sure.', 'p: She was {emphasis:quite} sure.'],
    ['*Now*, he said.', 'p: {emphasis:Now}, he said.'],
    ['A **bold** _one *nested* here_.', 'p: A {strong:bold} {emphasis:one {emphasis:nested} here}.'],
    ['The /Marigold/ sailed.', 'p: The {emphasis:Marigold} sailed.'],
    ['Er war =sehr= froh.', 'p: Er war {emphasis:sehr} froh.'],
  ])('is read in %s', async (text, expected) => {
    expect(await inline(text)).toBe(expected);
  });

  it.each([
    'On 6/29/08 and/or at 3 * 4 * 5.',
    'The snake_case_name and 2*3*4 stayed.',
    'An _open mark.',
    'A path: /home/ann/tide is long.',
    'Nothing ** here ** is bold.',
  ])('is not read in %s', async (text) => {
    expect(await inline(text)).toBe(`p: ${text}`);
  });

  it('leaves addresses whole, and links them', async () => {
    expect(await inline('See https://quay.example/a_b_c/, please.')).toBe(
      'p: See {link https://quay.example/a_b_c/:https://quay.example/a_b_c/}, please.',
    );
  });
});

describe('scene breaks', () => {
  const scene = (...marks: readonly string[]): string =>
    lines('THE TIDE', '', ...marks.flatMap((mark) => [prose, '', mark, '']), prose);

  it('are ornament between paragraphs, in every custom', async () => {
    expect(await breaks(scene('* * *', '#', 'oOo', '-----------', '[LINE BREAK]', '~*~'))).toBe(6);
  });

  it('are not the first ornament, nor the last, nor an underline, nor around headings', async () => {
    expect(await breaks(lines('The Tide', '--------', '', '* * *', '', prose, '', '* * *'))).toBe(0);
    const headed = lines('T', '', 'Chapter 1', '', '* * *', '', prose, '', '* * *', '', 'Chapter 2', '', prose);
    expect(await breaks(headed)).toBe(0);
  });

  it('leave silence alone, and say so', async () => {
    expect(await breaks(scene('...'))).toBe(0);
    expect(await codes(scene('...'))).toContain('scene-break-ambiguous');
  });

  it('are rare wide gaps, not frequent or ragged ones', async () => {
    const told = (gaps: readonly number[]): string =>
      lines('THE TIDE', '', ...gaps.flatMap((gap) => [prose, ...new Array<string>(gap).fill('')]), prose);
    expect(await breaks(told([1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 1, 1]))).toBe(2);
    expect(await breaks(told([1, 1, 2, 1, 1, 2, 1, 2]))).toBe(3);
    expect(await breaks(told([1, 2, 1, 2, 1, 2, 1, 2]))).toBe(0);
    expect(await breaks(told([1, 3, 1, 2, 1, 5, 1, 1]))).toBe(0);
  });
});

describe('chapter headings', () => {
  const book = (...headings: readonly string[]): string =>
    lines('THE TIDE', '', ...headings.flatMap((heading) => [heading, '', prose, '', prose, '', '']));
  const roles = async (text: string): Promise<readonly string[]> => (await readText(text)).outline;

  it('are worded, or ascending numbers that stand alone', async () => {
    expect(await roles(book('Prologue', 'Chapter One', 'Chapter Two', 'Epilogue'))).toHaveLength(4);
    expect(await roles(book('I', 'II', 'III'))).toHaveLength(3);
    expect(await roles(book('1', '2', '4'))).toHaveLength(3);
    expect(await roles(book('XLV', 'XLVI', 'XLVII'))).toHaveLength(3);
  });

  it('are counted by a word of the author’s own', async () => {
    expect(await roles(book('ERRAND I.--THE QUAY', 'ERRAND II.--HOME', 'III.--THE SEA'))).toHaveLength(3);
    expect(await roles(book('Night 1', 'Night 2', 'Night 3'))).toHaveLength(3);
    expect(await roles(book('Night 1', 'Night 2'))).toEqual(['chapter']);
    expect(await roles(book('Gate 3', 'Gate 2', 'Gate 1'))).toEqual(['chapter']);
  });

  it('are not single numbers, years, or numbers in any order', async () => {
    expect(await roles(book('7'))).toEqual(['chapter']);
    expect(await roles(book('1870', '1871', '1872'))).toEqual(['chapter']);
    expect(await roles(book('9', '4'))).toEqual(['chapter']);
  });

  it('are not sentences', async () => {
    const text = lines(
      'THE TIDE',
      '',
      prose,
      '',
      'Part II coming soon!',
      '',
      prose,
      '',
      'Chapter two was a mess.',
      '',
      prose,
    );
    expect(await roles(text)).toEqual(['chapter']);
  });

  it('are titles in capitals only where a pattern repeats', async () => {
    const long = lines(prose, '', prose, '', prose, '', prose, '', prose);
    const titled = (...titles: readonly string[]): string =>
      lines('THE TIDES', '', '', long, ...titles.flatMap((title) => ['', '', '', title, '', long]));
    expect(await roles(titled('THE FIRST TIDE', 'THE SECOND TIDE', 'THE LAST TIDE'))).toHaveLength(4);
    expect(await roles(titled('NO ADMITTANCE'))).toEqual(['chapter']);
  });

  it('take a second line where most of them have one', async () => {
    const text = book(lines('Chapter One', '', 'The Quay'), lines('Chapter Two', '', 'The Ferry'));
    expect(await roles(text)).toEqual(['chapter Chapter One: The Quay', 'chapter Chapter Two: The Ferry']);
  });

  it('are told by a list of contents that has their words', async () => {
    const text = lines(
      'THE TIDE',
      '',
      'Contents',
      '',
      'The Quay',
      'The Long Ferry',
      '',
      '',
      'The Quay',
      '',
      prose,
      '',
      'The Long Ferry',
      '',
      prose,
    );
    expect(await roles(text)).toEqual(['chapter The Quay', 'chapter The Long Ferry']);
    expect(await codes(text)).toContain('contents-list-dropped');
  });

  it('are not the words of a list of contents without a title', async () => {
    const list = ['Chapter 1', 'Chapter 2', 'Chapter 3', 'Chapter 4'];
    expect(
      await roles(lines('THE TIDE', '', ...list, '', '', ...list.flatMap((one) => [one, '', prose, '']))),
    ).toHaveLength(4);
  });
});

describe('a trailer', () => {
  it('gives dates and notes, and ends the story before them', async () => {
    const text = lines('title: Tide', '', prose, '', prose, '', 'completed: 6/29/08', '', 'note: thank you');
    const { story, blocks } = await readText(text);
    expect(story.metadata).toMatchObject({ completed: '2008-06-29', status: 'complete' });
    expect(story.sections[0]?.notesAfter).toMatchObject([{ label: 'note' }]);
    expect(blocks).toHaveLength(2);
  });

  it('may stand below a single paragraph', async () => {
    const { blocks, story } = await readText(
      lines('THE TIDE', 'by Ann Lee', '', prose, '', 'A/N: Thank you for reading!'),
    );
    expect(blocks).toEqual([`p: ${prose}`]);
    expect(story.sections[0]).toMatchObject({ notesBefore: [], notesAfter: [{ label: 'A/N' }] });
  });

  it('is not the story’s own last letter', async () => {
    const text = lines('title: Tide', '', prose, '', prose, '', 'P.S.: Bring the dog.');
    expect((await readText(text)).blocks).toHaveLength(3);
  });

  it('keeps a chapter’s note from taking the chapter', async () => {
    const text = lines(
      'title: Tide',
      '',
      'Chapter 1',
      '',
      prose,
      '',
      'Chapter 2',
      '',
      "Author's note: hello",
      '',
      ...new Array<string>(8).fill(`${prose}\n`),
    );
    const { story } = await readText(text);
    expect(story.sections[1]?.blocks.length).toBeGreaterThan(6);
  });
});

describe('text made to hurt', () => {
  it.each([
    ['stars', '*'.repeat(300_000)],
    ['open marks', ' _a *b /c'.repeat(40_000)],
    ['rules', '---\n'.repeat(60_000)],
    ['numerals', 'I\n\n'.repeat(40_000)],
    ['headings', 'Chapter 1\n\n'.repeat(20_000)],
    ['labels', 'Title: a\n'.repeat(30_000)],
    ['mail', 'From: a\n'.repeat(30_000)],
    ['entries', `Contents\n${'Entry of it\n'.repeat(20_000)}`],
    ['addresses', 'http://a.b... '.repeat(20_000)],
    ['boxes', '│ a │\n'.repeat(30_000)],
    ['ruby', '漢《かん》［＃'.repeat(20_000)],
    ['mojibake', 'Ã© é\n'.repeat(30_000)],
    ['one line', 'word '.repeat(300_000)],
  ])('%s: is read whole', async (_, text) => {
    expect((await readText(text)).story.metadata.title).toBeTypeOf('string');
  });
});

it('a label with nothing behind it takes no sentence of the story for its value', async () => {
  const { story, blocks } = await readText(
    'Title: The Weir\nAuthor: Ann\nSeries:\n\nIt rained on and on, and nobody came.\n\nThen it stopped.\n',
  );
  expect(story.metadata.series).toEqual([]);
  expect(blocks).toEqual(['p: It rained on and on, and nobody came.', 'p: Then it stopped.']);
});

it('a label takes the short line below it, also across a blank one', async () => {
  const { story } = await readText('Title:\n\nThe Weir\n\nAuthor: Ann\n\nIt rained on and on, and nobody came.\n');
  expect(story.metadata.title).toBe('The Weir');
});
