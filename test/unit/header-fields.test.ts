import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { paragraph, type Receipt } from '../../src/model/story.js';
import { applyHeaderField } from '../../src/read/header-fields.js';
import { MetadataBuilder } from '../../src/read/metadata-builder.js';
import { lookUpLabel, splitLabel } from '../../src/read/vocabulary/labels.js';

const receipt: Receipt = { line: 3, column: 1, how: 'header line', confidence: 1 };

/** The metadata that the header lines make, and what was said about them. */
function read(...lines: readonly string[]) {
  const builder = new MetadataBuilder();
  const report = new Report('story.txt');
  for (const line of lines) {
    const split = splitLabel(line);
    const match = split && lookUpLabel(split.label);
    if (!split || !match) throw new Error(`no label in ${line}`);
    applyHeaderField({ match, label: split.label, value: split.value, receipt }, builder, report);
  }
  return { ...builder.metadata, codes: report.diagnostics.map((one) => one.code) };
}

const others = (...lines: readonly string[]) => read(...lines).others.map(({ label, value }) => `${label}: ${value}`);

describe('applyHeaderField: title and people', () => {
  it('reads a title without its quotes, and with its receipt', () => {
    const metadata = read('Title: "The Rain"');
    expect(metadata.title).toBe('The Rain');
    expect(metadata.receipts.title).toEqual(receipt);
  });

  it('takes a rating out of the title’s brackets', () => {
    expect(read('Title: The Rain [PG-13]')).toMatchObject({ title: 'The Rain', rating: 'PG-13' });
  });

  it('takes the part’s number out of the title, and keeps what was written beside it', () => {
    const metadata = read('Title: The Rain (1/2)');
    expect(metadata).toMatchObject({ title: 'The Rain', others: [{ label: 'Title', value: 'The Rain (1/2)' }] });
    expect(read('Title: Rain 1/2')).toMatchObject({ title: 'Rain 1/2' });
  });

  it('keeps the first title, and a second one beside it', () => {
    const metadata = read('Title: The Rain', 'Title: The Snow', 'Title: The Rain');
    expect(metadata.title).toBe('The Rain');
    expect(metadata.others).toMatchObject([{ label: 'Title', value: 'The Snow' }]);
  });

  it.each([
    ['Subject: Re: The Rain (1/2) by Ann Wren', 'The Rain', ['Ann Wren']],
    ['Subject: NEW TNG "The Rain" 1/3 [PG-13] (P/C)', 'The Rain', []],
    ['Subject: The Rain', 'The Rain', []],
  ])('reads the mail subject %j', (line, title, names) => {
    const metadata = read(line);
    expect(metadata.title).toBe(title);
    expect(metadata.creators.map((one) => one.name)).toEqual(names);
    expect(metadata.receipts.title?.confidence).toBeCloseTo(0.6);
  });

  it.each([
    ['Author: Ann Wren', ['Ann Wren']],
    ['Author: by Ann Wren', ['Ann Wren']],
    ['By: Ann Wren <ann@example.org>', ['Ann Wren']],
    ['Author: Ann Wren (ann@example.org)', ['Ann Wren']],
    ['Author: ann@example.org (Ann Wren)', ['Ann Wren']],
    ['Author: Ann Wren https://example.org/ann', ['Ann Wren']],
    ['Authors: Ann Wren and Ben Low', ['Ann Wren', 'Ben Low']],
    ['Authors: Ann Wren & Ben Low', ['Ann Wren', 'Ben Low']],
    ['Authors: Ann Wren, Ben Low', ['Ann Wren', 'Ben Low']],
    ['Author: wick and wax', ['wick and wax']],
    ['Author: moon_wren and ann7', ['moon_wren', 'ann7']],
    ['Authors: Ann, Ben, Cleo', ['Ann', 'Ben', 'Cleo']],
    ['Authors: Ann; Ben', ['Ann', 'Ben']],
    ['Author: Wren, Ann', ['Ann Wren']],
    ['Author: Wren, Ann B.', ['Ann B. Wren']],
    ['Author: Ben Low, Jr.', ['Ben Low, Jr.']],
    ['Author: Mary Wollstonecraft (Godwin) Shelley', ['Mary Wollstonecraft (Godwin) Shelley']],
    ['Author: moon_wren99', ['moon_wren99']],
    ['Author: ann@example.org', ['ann@example.org']],
    ['作者：芥川龍之介', ['芥川龍之介']],
  ])('reads the people of %j', (line, names) => {
    expect(read(line).creators.map((one) => one.name)).toEqual(names);
  });

  it('files an inverted name as it was written', () => {
    expect(read('Author: Wren, Ann').creators).toEqual([{ name: 'Ann Wren', role: 'aut', fileAs: 'Wren, Ann' }]);
  });

  it('knows translators, illustrators and editors by their roles', () => {
    const { creators } = read('Author: Ann', 'Translated by: Ben', 'Art by: Cleo', 'Editor: Dan');
    expect(creators.map(({ name, role }) => `${name} ${role}`)).toEqual(['Ann aut', 'Ben trl', 'Cleo ill', 'Dan edt']);
  });

  it('names an author once', () => {
    expect(read('Author: Ann Wren', 'By: ann wren').creators).toHaveLength(1);
  });

  it('keeps an unknown author as what was written', () => {
    expect(read('Author: unknown').creators).toEqual([]);
    expect(others('Author: unknown')).toEqual(['Author: unknown']);
  });
});

describe('applyHeaderField: the story’s people and kind', () => {
  it.each([
    ['pairing: A x B ALL THE WAY!', ['A/B']],
    ['Pairing: Ann x Ben all the way!!', ['Ann/Ben']],
    ['Pairing: Ann/Ben', ['Ann/Ben']],
    ['Pairing: Ann / Ben', ['Ann/Ben']],
    ['Pairing: Ann & Ben', ['Ann/Ben']],
    ['Pairing: Ann and Ben', ['Ann/Ben']],
    ['Pairing: Ann + Ben', ['Ann/Ben']],
    ['Pairing: Ann×Ben', ['Ann/Ben']],
    ['Pairings: Ann/Ben, Cleo/Dan; Eve/Finn', ['Ann/Ben, Cleo/Dan', 'Eve/Finn']],
    ['Pairings: Ann/Ben, Cleo/Dan', ['Ann/Ben', 'Cleo/Dan']],
    ['Pairings: Ann/Ben and Cleo/Dan', ['Ann/Ben', 'Cleo/Dan']],
    ['Pairing: Ann/Ben/Cleo', ['Ann/Ben/Cleo']],
    ['Pairing: Ann/Ben (implied, one-sided)', ['Ann/Ben (implied, one-sided)']],
    ['Pairing: ANN X BEN', ['ANN/BEN']],
    ['Pairing: Annben', ['Annben']],
    ['Relationships: Ann & Ben, Ann/Cleo', ['Ann & Ben', 'Ann/Cleo']],
  ])('reads the pairings of %j', (line, expected) => {
    const { relationships } = read(line);
    expect(relationships.join(', ')).toBe(expected.join(', '));
  });

  it('keeps a cheer beside the pairing, so that no word is lost', () => {
    expect(others('pairing: A x B ALL THE WAY!')).toEqual(['pairing: A x B ALL THE WAY!']);
    expect(others('pairing: A x B!')).toEqual([]);
    expect(others('Pairing: none')).toEqual(['Pairing: none']);
  });

  it('takes pairs out of the characters’ brackets', () => {
    expect(read('Characters: [Ann W., Ben L.] Cleo')).toMatchObject({
      characters: ['Ann W.', 'Ben L.', 'Cleo'],
      relationships: ['Ann W./Ben L.'],
    });
  });

  it.each([
    ['Rating: PG-13', 'PG-13', 0],
    ['Rating: [PG]', 'PG', 0],
    ['Rated: Fiction T', 'T', 0],
    ['Rating: K+', 'K+', 0],
    ['Rating: NC-17 for rain', 'NC-17', 1],
    ['Rating: Teen And Up Audiences', 'Teen And Up Audiences', 0],
    ['Rating: wet', 'wet', 0],
  ])('reads the rating of %j', (line, rating, kept) => {
    const metadata = read(line);
    expect(metadata.rating).toBe(rating);
    expect(metadata.others).toHaveLength(kept);
  });

  it.each([
    ['Genre: Romance/Angst', ['Romance', 'Angst']],
    ['Genre: Hurt/Comfort, Drama', ['Hurt/Comfort', 'Drama']],
    ['Genres: Drama - Romance', ['Drama', 'Romance']],
  ])('splits %j', (line, genres) => {
    expect(read(line).genres).toEqual(genres);
  });

  it('splits fandoms, tags and warnings, but no sentences and nothing in brackets', () => {
    expect(read('Fandoms: Rain (2008, 2010), Snow').fandoms).toEqual(['Rain (2008, 2010)', 'Snow']);
    expect(read('Tags: #rain #tea').tags).toEqual(['rain', 'tea']);
    expect(read('Tags: slow burn, tea').tags).toEqual(['slow burn', 'tea']);
    expect(read('Warnings: rain, some wind').warnings).toEqual(['rain', 'some wind']);
    const sentence = 'It rains a lot, so bring a coat. If you dislike rain, leave.';
    expect(read(`Warning: ${sentence}`).warnings).toEqual([sentence]);
    expect(others('Warnings: none')).toEqual(['Warnings: none']);
  });

  it('tells the categories of an archive from fandoms', () => {
    expect(read('Category: F/M, Gen')).toMatchObject({ tags: ['F/M', 'Gen'], fandoms: [] });
    expect(read('Category: Rain')).toMatchObject({ fandoms: ['Rain'] });
  });

  it.each([
    ['Series: The Rain, book 2', 'The Rain', 2],
    ['Series: The Rain, Book Two', 'The Rain', 2],
    ['Series: The Rain #2', 'The Rain', 2],
    ['Series: Part 2 of The Rain', 'The Rain', 2],
    ['Series: Part 2 of the Lantern Cycle', 'The Lantern Cycle', 2],
    ['Part of: 2 of Rain', 'Rain', 2],
    ['Series: The Rain (2/5)', 'The Rain', 2],
    ['Series: The Rain - Part 2.5', 'The Rain', 2.5],
    ['Series: Ten of Swords', 'Ten of Swords', undefined],
    ['Series: The Rain', 'The Rain', undefined],
  ])('reads the series of %j', (line, name, position) => {
    expect(read(line).series).toEqual([position === undefined ? { name } : { name, position }]);
  });

  it('takes the series of the newsgroups for a fandom', () => {
    expect(read('Series: TNG, DS9')).toMatchObject({ fandoms: ['TNG', 'DS9'], series: [] });
  });
});

describe('applyHeaderField: dates, status and the rest', () => {
  it('takes a completion date for the status, too', () => {
    const metadata = read('completed: 6/29/08');
    expect(metadata).toMatchObject({ completed: '2008-06-29', status: 'complete', others: [] });
    expect(metadata.published).toBeUndefined();
  });

  it.each([
    ['Status: Complete', 'complete'],
    ['Status: WIP', 'in progress'],
    ['Status: Incomplete', 'in progress'],
    ['Status: In-Progress', 'in progress'],
    ['Status: abandoned', 'abandoned'],
    ['Status: on hiatus', 'on hiatus'],
    ['Complete?: Yes', 'complete'],
    ['Complete?: no', 'in progress'],
    ['WIP: yes', 'in progress'],
    ['Completed: yes', 'complete'],
    ['Status: abgeschlossen', 'complete'],
    ['Statut : terminé', 'complete'],
    ['Статус: завершён', 'complete'],
  ])('reads the status of %j', (line, status) => {
    expect(read(line).status).toBe(status);
  });

  it('reads both from a status with a date', () => {
    expect(read('Status: Completed 29 June 2008')).toMatchObject({ status: 'complete', completed: '2008-06-29' });
  });

  it('reads publication and update, and is less sure of a bare date', () => {
    expect(read('Published: 2008-06-29', 'Updated: 30 June 2008')).toMatchObject({
      published: '2008-06-29',
      updated: '2008-06-30',
    });
    expect(read('Date: June 2008').receipts.published?.confidence).toBeCloseTo(0.8);
    expect(read('Date: June 2008', 'Published: 1 July 2008').published).toBe('2008-07-01');
  });

  it('takes no packaging date for publication', () => {
    expect(read('Packaged: 2020-01-01').published).toBeUndefined();
    expect(others('Packaged: 2020-01-01')).toEqual(['Packaged: 2020-01-01']);
  });

  it('keeps a date that it cannot read, and says so', () => {
    expect(read('Posted: 3/4/98')).toMatchObject({ others: [{ value: '3/4/98' }], codes: ['date-ambiguous'] });
    expect(read('Posted: 2008-13-45')).toMatchObject({ others: [{ value: '2008-13-45' }], codes: ['date-invalid'] });
    expect(read('Completed: 99/99/99')).toMatchObject({ others: [{ value: '99/99/99' }], codes: ['date-invalid'] });
    expect(read('Posted: on my page')).toMatchObject({ others: [{ value: 'on my page' }], codes: [] });
    expect(read('Posted: 3/4/98').published).toBeUndefined();
  });

  it('gives summaries, disclaimers and dedications as paragraphs or the format’s own blocks', () => {
    expect(read('Summary: It rains.').summary).toEqual([paragraph('It rains.')]);
    expect(read('Disclaimer: Not mine.').disclaimer).toEqual([paragraph('Not mine.')]);
    expect(read('Dedication: To Ben.').dedication).toEqual([paragraph('To Ben.')]);
    const builder = new MetadataBuilder();
    const blocks = [paragraph([{ type: 'emphasis', children: [{ type: 'text', value: 'It rains.' }] }])];
    const field = { match: lookUpLabel('summary')!, label: 'Summary', value: 'It rains.', blocks, receipt };
    expect(applyHeaderField(field, builder, new Report())).toBe(true);
    expect(builder.metadata.summary).toEqual(blocks);
  });

  it.each([
    ['Words: 1,234', 1234],
    ['Word Count: 12k', 12_000],
    ['Length: 4000 words', 4000],
    ['Story Size: 1388 words (8KB as text)', 1388],
    ['Length: 3 chapters', undefined],
  ])('reads the count of %j', (line, words) => {
    expect(read(line).words).toBe(words);
  });

  it('reads a source address, and keeps what is none', () => {
    expect(read('Story URL: https://example.org/s/1').source).toBe('https://example.org/s/1');
    expect(others('Source: my head')).toEqual(['Source: my head']);
  });

  it('reads rights, publisher and identifiers', () => {
    expect(read('Copyright: 2008 Ann Wren', 'Publisher: The Archive', 'Story ID: 42')).toMatchObject({
      rights: '2008 Ann Wren',
      publisher: 'The Archive',
      identifiers: ['42'],
    });
  });

  it('keeps what has no field', () => {
    expect(others('Beta: Cleo', 'Archive: ask me', 'Spoilers: season 2')).toEqual([
      'Beta: Cleo',
      'Archive: ask me',
      'Spoilers: season 2',
    ]);
  });

  it('says which misspelt label it took for which', () => {
    const metadata = read('summery: It rains.');
    expect(metadata.summary).toEqual([paragraph('It rains.')]);
    expect(metadata.codes).toEqual(['label-guessed']);
    expect(metadata.receipts.summary?.confidence).toBeCloseTo(0.9);
  });

  it('leaves author’s notes to the reader', () => {
    const builder = new MetadataBuilder();
    const field = { match: lookUpLabel('A/N')!, label: 'A/N', value: 'Thanks', receipt };
    expect(applyHeaderField(field, builder, new Report())).toBe(false);
    expect(builder.metadata.others).toEqual([]);
  });

  it('reads the statistics that an archive puts on one line', () => {
    const line = 'Published: 2008-06-29 Completed: 2009-01-02 Words: 1,234 Chapters: 3/3';
    expect(read(line)).toMatchObject({
      published: '2008-06-29',
      completed: '2009-01-02',
      status: 'complete',
      words: 1234,
      others: [{ label: 'Chapters', value: '3/3' }],
    });
    expect(read('Published: 2008-06-29 Chapters: 3/?').status).toBe('in progress');
  });

  it('reads the first line of a story on fanfiction.net', () => {
    const line =
      'Rated: Fiction T - English - Hurt/Comfort/Drama - Ann W., Ben L. - Chapters: 5 - Words: 10,000 - Status: Complete - id: 42';
    expect(read(line)).toMatchObject({
      rating: 'T',
      language: 'en',
      genres: ['Hurt/Comfort', 'Drama'],
      characters: ['Ann W.', 'Ben L.'],
      words: 10_000,
      status: 'complete',
    });
    expect(others(line)).toEqual(['Chapters: 5', 'id: 42']);
    expect(read('Rated: T - English - Ann W. - Words: 12').characters).toEqual(['Ann W.']);
  });

  it('takes an empty value for nothing', () => {
    expect(others('Archive:', 'Posted:', 'Summary:')).toEqual([]);
  });
});
