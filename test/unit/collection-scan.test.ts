import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBookFolder } from '../../src/collection/book-folder.js';
import { findStories, isCollection, type ScanOptions } from '../../src/collection/scan.js';
import { type Diagnostic, StoryError } from '../../src/diagnostics/report.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'storybind-scan-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function file(path: string, text = 'A story.\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const places = (options?: ScanOptions): readonly string[] =>
  findStories([root], options).map(({ kind, place }) => (kind === 'folder' ? `${place}/` : place));

describe('the stories below a folder', () => {
  it('are its files of every format that can be read, at any depth', () => {
    for (const path of ['b.txt', 'a.md', 'deep/er/c.html', 'deep/d.epub', 'cover.jpg', 'notes.log']) file(path);
    expect(places()).toEqual(['a.md', 'b.txt', 'deep/d.epub', 'deep/er/c.html']);
  });

  it('are not hidden files, nor what tools leave there', () => {
    for (const path of ['.git/x.txt', '.draft.txt', 'node_modules/readme.md', 'a.txt']) file(path);
    expect(places()).toEqual(['a.txt']);
  });

  it('do not lie among the books', () => {
    for (const path of ['a.txt', 'books/a.epub']) file(path);
    expect(places({ excluded: [join(root, 'books')] })).toEqual(['a.txt']);
  });

  it('are not what ignore files name, each for its own folder and below', () => {
    for (const path of ['a.txt', 'drafts/b.txt', 'drafts/keep.txt', 'c/b.txt', 'c/d/x.md']) file(path);
    file('.storybindignore', 'drafts/*\n!drafts/keep.txt\n');
    file('c/.storybindignore', '*.md\n');
    expect(places()).toEqual(['a.txt', 'c/b.txt', 'drafts/keep.txt']);
    expect(places({ ignored: ['b.txt'] })).toEqual(['a.txt', 'drafts/keep.txt']);
  });

  it('are not reached by links that lead out of the folder, nor round in a circle', () => {
    const outside = mkdtempSync(join(tmpdir(), 'storybind-outside-'));
    writeFileSync(join(outside, 'secret.txt'), 'Not yours.');
    file('a.txt');
    symlinkSync(join(outside, 'secret.txt'), join(root, 'leak.txt'));
    symlinkSync(outside, join(root, 'leaks'));
    symlinkSync(root, join(root, 'again'));
    symlinkSync(join(root, 'a.txt'), join(root, 'b.txt'));
    expect(places()).toEqual(['a.txt', 'b.txt']);
    rmSync(outside, { recursive: true });
  });

  it('may be folders of chapters', () => {
    for (const path of ['one.txt', 'novel/chapter-1.md', 'novel/chapter-2.md', 'told/story.yaml', 'told/x.txt'])
      file(path);
    expect(places()).toEqual(['novel/', 'one.txt', 'told/']);
    expect(places({ isEach: true })).toEqual(['novel/chapter-1.md', 'novel/chapter-2.md', 'one.txt', 'told/x.txt']);
  });
});

describe('a folder called as the file of a book folder', () => {
  it('makes no book of the folder that it lies in', () => {
    for (const path of ['rain.txt', 'snow.txt', 'story.yaml/hail.txt']) file(path);
    expect(places()).toEqual(['rain.txt', 'snow.txt', 'story.yaml/hail.txt']);
  });
});

describe('a folder whose ignore file cannot be read', () => {
  const tooLong = (): void => file('vast/.storybindignore', 'x\n'.repeat(600_000));

  it('is passed over, and told of, where somebody listens', () => {
    for (const path of ['a.txt', 'vast/b.txt']) file(path);
    tooLong();
    const told: Diagnostic[] = [];
    expect(places({ passOver: (reason) => told.push(reason) })).toEqual(['a.txt']);
    expect(new Set(told.map(({ code, file: path }) => `${code} ${path}`))).toEqual(
      new Set([`input-too-large ${join(root, 'vast')}`]),
    );
  });

  it('stops who is told of nothing, and who gave it', () => {
    file('vast/b.txt');
    tooLong();
    expect(() => places()).toThrow(StoryError);
    expect(() => findStories([join(root, 'vast')], { passOver: () => undefined })).toThrow(StoryError);
  });
});

describe('a folder is a book', () => {
  const isBook = (files: readonly string[], isGiven = false): boolean => isBookFolder({ files, folders: [] }, isGiven);

  it('when its files are called chapters or bear nothing but numbers', () => {
    expect(isBook(['chapter 1.txt', 'chapter 2.txt', 'chapter 10.txt'])).toBe(true);
    expect(isBook(['1.md', '2.md'])).toBe(true);
    expect(isBook(['SUMMARY.md', 'intro.md'])).toBe(true);
    expect(isBook(['rain.txt', 'snow.txt'])).toBe(false);
    expect(isBook(['chapter 1.txt'])).toBe(false);
  });

  it('when someone gives it and its files number on', () => {
    const novel = ['01-arrival.md', '02-rain.md', '03-leaving.md'];
    expect(isBook(novel, true)).toBe(true);
    expect(isBook(novel)).toBe(false);
  });

  it('never when the numbers are those of an archive', () => {
    expect(isBook(['0004_goat.md', '0012_village.md', '0101_hare.md'], true)).toBe(false);
    expect(isBook(['0001_goat.md', '0002_village.md', '0009_hare.md', '0020_x.md'], true)).toBe(false);
  });

  it('and one with folders of stories is a collection', () => {
    for (const path of ['varga/salt.txt', 'varga/rain.txt', 'bo/ferry.txt']) file(path);
    expect(isCollection(root)).toBe(true);
    expect(isCollection(join(root, 'varga', 'salt.txt'))).toBe(false);
  });

  it('of parts when its folders number on', () => {
    for (const path of ['1-north/a.md', '2-south/b.md']) file(path);
    expect(isCollection(root)).toBe(false);
  });
});
