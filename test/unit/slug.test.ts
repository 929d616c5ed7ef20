import { describe, expect, it } from 'vitest';
import { slug } from '../../src/text/slug.js';

describe('slug', () => {
  it.each([
    ['The Crow’s Nest', 'the-crows-nest'],
    ["Don't Look Back", 'dont-look-back'],
    ['  A -- B  ', 'a-b'],
    ['Salt & Iron', 'salt-and-iron'],
    ['Straße nach Ängelholm', 'strasse-nach-angelholm'],
    ['Øre, Łódź, Æther', 'ore-lodz-aether'],
    ['Глава: Щука и ёж', 'glava-shchuka-i-yozh'],
    ['Їжак', 'yizhak'],
    ['Ὁδύσσεια ουρανού', 'odysseia-ouranou'],
    ['ﬁne １２', 'fine-12'],
  ])('names %s %s', (text, name) => {
    expect(slug(text)).toBe(name);
  });

  it('stands a hash in for letters without a Latin form, and keeps what has one', () => {
    expect(slug('第三章')).toMatch(/^x-[0-9a-f]{8}$/);
    expect(slug('第3章 Rain')).toMatch(/^3-rain-[0-9a-f]{8}$/);
    expect(slug('第3章 Rain')).not.toBe(slug('第3回 Rain'));
  });

  it('is the same for the same text in either normal form', () => {
    expect(slug('안개'.normalize('NFD'))).toBe(slug('안개'.normalize('NFC')));
  });

  it.each(['', '***', '♥', '—', '\u0301', 'a'.repeat(500), 'word '.repeat(200), '雨'.repeat(200)])(
    'is never empty, never long and clean at its ends: %j',
    (text) => {
      expect(slug(text)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);
    },
  );

  it('ends at a word', () => {
    expect(slug('the quick brown foxes jumped over seventeen lazy dogs yesterday evening')).toBe(
      'the-quick-brown-foxes-jumped-over-seventeen-lazy-dogs',
    );
  });
});
