import { describe, expect, it } from 'vitest';
import { assignPaths, devicePath, markedPath } from '../../src/deliver/usb/device-names.js';
import { deviceNamed } from '../../src/devices/profiles.js';

const target = (id: string, folder = 'books') => ({ profile: deviceNamed(id)!, folder });
const kobo = target('kobo', 'storybind');
const nook = target('nook');

describe('devicePath', () => {
  it.each([
    ['Ann Ode/Rain.kepub.epub', 'books/Ann Ode/Rain.kepub.epub'],
    ['con.epub', 'books/con-.epub'],
    ['AUX/nul.kepub.epub', 'books/AUX-/nul-.kepub.epub'],
    ['com¹.txt.epub', 'books/com¹-.txt.epub'],
    ['Rain. . .epub', 'books/Rain.epub'],
    ['Ann Ode. /Rain.epub', 'books/Ann Ode/Rain.epub'],
    ['.hidden/..Rain.epub', 'books/hidden/Rain.epub'],
    ['100% #1 + 2.epub', 'books/100- -1 - 2.epub'],
    ['a\\b|c?d*e<f>.epub', 'books/a-b-c-d-e-f-.epub'],
    ['Rain: a "story".epub', "books/Rain - a 'story'.epub"],
    ['Re\u0301sume\u0301.epub', 'books/Résumé.epub'],
    ['../../Rain.epub', 'books/Rain.epub'],
    ['/.epub', 'books/book.epub'],
    ['???.epub', 'books/-.epub'],
    ['Rain.epub/Snow.epub', 'books/Rain.epub-/Snow.epub'],
    ['Rain.sdr/Snow.azw3', 'books/Rain.sdr-/Snow.azw3'],
    ['雨の日.epub', 'books/雨の日.epub'],
  ])('of `%s` is `%s`', (name, path) => {
    expect(devicePath(nook, name)).toBe(path);
  });

  it('has no more than 185 characters on a Kobo, its extension whole, its folders kept where they leave room', () => {
    const long = devicePath(kobo, `${'Ann '.repeat(12).trim()}/${'rain '.repeat(60)}.kepub.epub`);
    expect(long.length).toBeLessThanOrEqual(185);
    expect(long.length).toBeGreaterThan(175);
    expect(long).toMatch(/^storybind\/(Ann ?){12}\/rain .*rain \[[0-9a-f]{8}\]\.kepub\.epub$/);
    expect(devicePath(kobo, `${'deep/'.repeat(60)}Rain.kepub.epub`)).toMatch(
      /^storybind\/Rain \[[0-9a-f]{8}\]\.kepub\.epub$/,
    );
  });

  it('has parts of at most 255 units, whatever they are made of', () => {
    for (const letter of ['a', 'é', '雨', '🌧']) {
      const parts = devicePath(nook, `${letter.repeat(400)}.epub`).split('/');
      for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
      expect(parts.at(-1)).toMatch(/\.epub$/);
    }
  });

  it('keeps apart what is alike where it is cut', () => {
    const long = 'rain '.repeat(80);
    expect(devicePath(kobo, `${long}A.epub`.replaceAll('rain ', 'r'))).not.toBe(
      devicePath(kobo, `${long}B.epub`.replaceAll('rain ', 'r')),
    );
  });

  it.each(['👩🏽', '🇳🇴', 'e\u0323\u0302\u0331', 'नि'])('cuts no %s in half', (character) => {
    for (let lead = 0; lead < character.length * 2; lead += 1) {
      const path = devicePath(kobo, `${'x'.repeat(100 + lead)}${character.repeat(60)}.epub`);
      const kept = path.slice('storybind/'.length + 100 + lead).replace(/ \[[0-9a-f]{8}\]\.epub$|\.epub$/, '');
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.replaceAll(character.normalize('NFC'), '')).toBe('');
    }
  });
});

describe('assignPaths', () => {
  it('gives the later by key a mark where case or accents alone part two books', () => {
    const wishes = ['Rain.epub', 'RAIN.EPUB', 'rain.epub'].map((path, index) => ({ key: `${index}`, path }));
    const paths = [...assignPaths(nook, wishes, new Set()).values()];
    expect(paths[0]).toBe('Rain.epub');
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(3);
  });

  it('marks also what wants the very name that a mark made', () => {
    const marked = markedPath(nook, 'Rain.epub', '2', 0);
    const wishes = [
      { key: '0', path: 'Rain.epub' },
      { key: '1', path: marked },
      { key: '2', path: 'Rain.epub' },
    ];
    expect(new Set(assignPaths(nook, wishes, new Set()).values()).size).toBe(3);
  });

  it('makes no path longer than the device allows', () => {
    const path = devicePath(kobo, `${'r'.repeat(160)}.kepub.epub`);
    expect(path.length).toBeGreaterThan(175);
    for (const turn of [0, 1]) {
      const marked = markedPath(kobo, path, 'k', turn);
      expect(marked.length).toBeLessThanOrEqual(185);
      expect(marked).toMatch(/ \[[0-9a-f]{8}\]\.kepub\.epub$/);
    }
  });
});
