import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCorpus, readLabels, storiesFolder } from './corpus.mjs';
import { fallsBelow, figuresOf, gradeStory, reportOf } from './score.mjs';

const inspection = {
  title: 'The “Rain”',
  creators: ['Ann Fell'],
  language: 'en-GB',
  summary: 'It rains. Then it stops.',
  published: '2008-06',
  updated: null,
  completed: null,
  status: null,
  fandoms: [],
  relationships: ['Bo/Ann'],
  rating: 'T',
  series: [],
  sections: [{ notesBefore: 1, notesAfter: 0, sections: [{ notesBefore: 1, notesAfter: 0, sections: [] }] }],
  counts: { chapters: 2, sceneBreaks: 3 },
  receipts: { title: { how: 'heading' } },
};
const label = {
  title: 'The "Rain"',
  authors: ['Ann Fell'],
  language: 'en',
  chapters: 2,
  sceneBreaks: 3,
  notesBefore: 2,
};

const outcome = (field: string, ofLabel: object, ofInspection: object | undefined = inspection) =>
  gradeStory(ofLabel, ofInspection).find((answer) => answer.field === field)?.outcome;

describe('an answer', () => {
  it('is right whatever the quotes, the case, the region of the language and the rest of the summary', () => {
    expect(outcome('title', label)).toBe('right');
    expect(outcome('language', label)).toBe('right');
    expect(outcome('summary', { ...label, summary: 'it rains' })).toBe('right');
    expect(outcome('notesBefore', label)).toBe('right');
  });

  it('is wrong, missed or invented, and silent where nothing is stated and nothing is said', () => {
    expect(outcome('title', { ...label, title: 'Rain' })).toBe('wrong');
    expect(outcome('completed', { ...label, completed: '2008' })).toBe('missed');
    expect(outcome('rating', label)).toBe('invented');
    expect(outcome('series', label)).toBe('silent');
  });

  it('holds a date to the precision that is stated', () => {
    expect(outcome('published', { ...label, published: '2008-06-29' })).toBe('wrong');
    expect(outcome('published', { ...label, published: '2008-06' })).toBe('right');
  });

  it('takes a title from the file’s name for none', () => {
    const named = { ...inspection, receipts: { title: { how: 'file name' } } };
    expect(outcome('title', { ...label, title: null }, named)).toBe('silent');
  });

  it('is not asked for where reasonable readers differ', () => {
    expect(outcome('rating', { ...label, ungraded: ['rating'] })).toBeUndefined();
  });

  it('is missed, and no silence is right, when the story was refused', () => {
    const answers = gradeStory(label, undefined);
    expect(new Set(answers.map((answer) => answer.outcome))).toEqual(new Set(['missed', 'unread']));
    expect(figuresOf(answers).share).toBe(0);
  });
});

describe('the figures', () => {
  const answers = ['right', 'right', 'wrong', 'missed', 'invented', 'silent'].map((one) => ({
    field: 'title',
    outcome: one,
    wanted: '',
    got: '',
  }));

  it('count a wrong answer against both precision and recall', () => {
    const figures = figuresOf(answers);
    expect(figures).toMatchObject({ stated: 4, precision: 0.5, recall: 0.5, f1: 0.5, share: 0.5 });
  });

  it('fall below the floor by any field', () => {
    const now = reportOf([{ name: 'a.txt', format: 'text', answers }]);
    expect(fallsBelow(now, now)).toEqual([]);
    const floor = { ...now, fields: { ...now.fields, title: { ...now.overall, f1: 0.51 } } };
    expect(fallsBelow(now, floor)).toEqual(['title: F1 0.5, was 0.51']);
  });
});

describe('the labelled stories', () => {
  it('are at least 120, most of them written by hand, each with a language and a count of chapters', async () => {
    const corpus = await loadCorpus();
    expect(corpus.length).toBeGreaterThanOrEqual(120);
    expect(2 * Object.keys(readLabels()).length).toBeGreaterThan(corpus.length);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
    for (const { name, label: own } of corpus) {
      expect(own.language, name).toMatch(/^[a-z]{2}$/);
      expect(own.chapters, name).toBeGreaterThan(0);
    }
  });

  it('all have labels, and all labels their story', () => {
    const labels = Object.keys(readLabels());
    expect(labels.filter((name) => !existsSync(join(storiesFolder, name)))).toEqual([]);
    const found = readdirSync(storiesFolder).flatMap((folder) =>
      readdirSync(join(storiesFolder, folder)).map((name) => `${folder}/${name}`),
    );
    expect(found.filter((name) => !labels.includes(name))).toEqual([]);
    expect(labels.some((name) => statSync(join(storiesFolder, name)).isDirectory())).toBe(true);
  });

  it('are the same at every run', async () => {
    const [first, second] = await Promise.all([loadCorpus(), loadCorpus()]);
    expect(first).toEqual(second);
  });
});
