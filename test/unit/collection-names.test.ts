import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignNames, nameOf, parseTemplate, portablePart } from '../../src/collection/book-names.js';
import { StoryError } from '../../src/diagnostics/report.js';

const FACTS = {
  path: 'varga/salt',
  title: 'The Salt Road',
  author: 'Ines Varga',
  series: 'Roads',
  position: 2,
  language: 'en',
};

describe('the name of a book', () => {
  it('is made of the fields that the template names', () => {
    const template = parseTemplate('{author}/{series}/{position} {title}');
    expect(nameOf(template, FACTS)).toBe('Ines Varga/Roads/02 The Salt Road');
  });

  it('leaves out a folder whose fields the story lacks', () => {
    const template = parseTemplate('{author}/{series}/{position} {title}');
    expect(nameOf(template, { path: 'rain', title: 'Rain', author: 'Bo' })).toBe('Bo/Rain');
  });

  it('is that of the file where the story lacks them all', () => {
    expect(nameOf(parseTemplate('{author}/{title}'), { path: 'old/rain-3' })).toBe('rain-3');
  });

  it('keeps the folders of the story by default', () => {
    expect(nameOf(parseTemplate('{path}'), FACTS)).toBe('varga/salt');
    expect(nameOf(parseTemplate('books/{path}'), FACTS)).toBe('books/varga/salt');
  });

  it('refuses a template with a field that there is not', () => {
    expect(() => parseTemplate('{writer}/{title}')).toThrow(StoryError);
    expect(() => parseTemplate('all the same')).toThrow(/names no field/);
    expect(() => parseTemplate('')).toThrow(StoryError);
  });

  it.each([
    ['A/B: C?', 'A-B - C-'],
    ['..hidden', 'hidden'],
    ['ends with dots...', 'ends with dots'],
    ['CON', 'CON-'],
    ['aux.old', 'aux-.old'],
    ['tab\tand\nline', 'tab and line'],
    ['“Quoted”', "'Quoted'"],
    ['雨の港', '雨の港'],
  ])('%j becomes %j', (title, name) => {
    expect(portablePart(title)).toBe(name);
  });

  it('never leads out of the folder, nor is too long for a file system', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'binary' }), (title, author) => {
        const name = nameOf(parseTemplate('{author}/{title}'), { path: 'a/b', title, author });
        for (const part of name.split('/')) {
          expect(part).not.toMatch(/^\.{1,2}$|^$|[<>:"\\|?*\p{Cc}]|[. ]$/u);
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(200);
        }
        expect(name.split('/').length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('books that want the same name', () => {
  const wanted = [
    { key: '/s/b.txt', name: 'Rain.epub' },
    { key: '/s/a.txt', name: 'Rain.epub' },
    { key: '/s/c.txt', name: 'rain.epub' },
    { key: '/s/d.txt', name: 'Other.epub' },
  ];

  it('part in the same way in whatever order they come', () => {
    const names = assignNames(wanted);
    expect(names.get('/s/a.txt')).toBe('Rain.epub');
    expect(names.get('/s/b.txt')).toMatch(/^Rain \[[0-9a-f]{8}\]\.epub$/);
    expect(new Set([...names.values()].map((name) => name.toLowerCase())).size).toBe(4);
    fc.assert(
      fc.property(fc.shuffledSubarray(wanted, { minLength: wanted.length }), (shuffled) => {
        expect(assignNames(shuffled)).toEqual(names);
      }),
    );
  });

  it('keep both parts of the extension that a Kobo goes by', () => {
    const names = assignNames([
      { key: '/s/a.txt', name: 'Rain.kepub.epub' },
      { key: '/s/b.txt', name: 'Rain.kepub.epub' },
    ]);
    expect(names.get('/s/b.txt')).toMatch(/^Rain \[[0-9a-f]{8}\]\.kepub\.epub$/);
  });

  it('part even from one that is called as its mark would have it', () => {
    const marked = assignNames(wanted).get('/s/b.txt') ?? '';
    const names = assignNames([...wanted, { key: '/s/0.txt', name: marked }]);
    expect(names.get('/s/0.txt')).toBe(marked);
    expect(new Set([...names.values()].map((name) => name.toLowerCase())).size).toBe(5);
  });

  it('do not have those that are nobody’s to have', () => {
    const names = assignNames(wanted, (name) => name === 'Other.epub');
    expect(names.get('/s/d.txt')).toMatch(/^Other \[[0-9a-f]{8}\]\.epub$/);
  });
});
