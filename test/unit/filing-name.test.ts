import { describe, expect, it } from 'vitest';
import { filingName } from '../../src/text/filing-name.js';

describe('filingName', () => {
  it.each([
    ['Mary Shelley', 'Shelley, Mary'],
    ['J. R. R. Tolkien', 'Tolkien, J. R. R.'],
    ['Vincent van Gogh', 'Gogh, Vincent van'],
    ['Johann Wolfgang von Goethe', 'Goethe, Johann Wolfgang von'],
    ['Honoré de Balzac', 'Balzac, Honoré de'],
    ['Jean de la Fontaine', 'la Fontaine, Jean de'],
    ['Ursula K. Le Guin', 'Le Guin, Ursula K.'],
    ['Martin Luther King, Jr.', 'King, Martin Luther, Jr.'],
    ['Stephen King', 'King, Stephen'],
    ['Sir Arthur Conan Doyle', 'Doyle, Arthur Conan, Sir'],
    ['Flannery O’Connor', 'O’Connor, Flannery'],
    ['Лев Толстой', 'Толстой, Лев'],
    ['Толстой Лев Николаевич', 'Толстой, Лев Николаевич'],
  ])('files %s as %s', (name, filed) => {
    expect(filingName(name, 'en')).toBe(filed);
  });

  it.each([
    ...['Homer', 'dark_angel99', 'silver wolf', 'xXBladeXx', 'Shelley, Mary', '太宰治', '한강', 'The Lantern Society'],
    ...[
      'Ann & Bea',
      'Anonymous',
      'Mrs Humphry Ward',
      'Elizabeth I',
      'Malcolm X',
      'نجيب محفوظ',
      '',
      ' ',
      'a b c d e f g h',
    ],
  ])('does not know how to file %s', (name) => {
    expect(filingName(name, 'en')).toBeUndefined();
  });

  it('leaves names of peoples that write the family name first', () => {
    expect(filingName('Molnár Ferenc', 'hu')).toBeUndefined();
  });

  it('leaves Spanish names that may end in two family names', () => {
    expect(filingName('Gabriel García Márquez', 'es')).toBeUndefined();
    expect(filingName('Ana Ruiz', 'es')).toBe('Ruiz, Ana');
  });
});
