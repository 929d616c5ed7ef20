import { describe, expect, it } from 'vitest';
import { noteOpening } from '../../src/read/vocabulary/notes.js';

describe('noteOpening', () => {
  it.each([
    ['A/N: Thanks, all.', 'A/N', 'Thanks, all.'],
    ['a/n - Thanks', 'a/n', 'Thanks'],
    ['A/N Thanks', 'A/N', 'Thanks'],
    ['AN: Thanks', 'AN', 'Thanks'],
    ['A.N. Thanks', 'A.N.', 'Thanks'],
    ["Author's Note: Thanks", "Author's Note", 'Thanks'],
    ['Author’s note – Thanks', 'Author’s note', 'Thanks'],
    ["Authors' Notes", "Authors' Notes", ''],
    ["**Author's Note:** Thanks", "Author's Note", 'Thanks'],
    ['(A/N: Thanks)', 'A/N', 'Thanks'],
    ['[Author note: Thanks]', 'Author note', 'Thanks'],
    ['End Notes: Thanks', 'End Notes', 'Thanks'],
    ["Translator's note: Thanks", "Translator's note", 'Thanks'],
    ["Note de l'auteur : Merci", "Note de l'auteur", 'Merci'],
    ['Anmerkung des Autors: Danke', 'Anmerkung des Autors', 'Danke'],
    ['Nota de la autora: Gracias', 'Nota de la autora', 'Gracias'],
    ['От автора: Спасибо', 'От автора', 'Спасибо'],
    ['TL;DR: it rains', 'TL;DR', 'it rains'],
  ])('knows %j for an author’s note', (text, label, rest) => {
    expect(noteOpening(text)).toEqual({ label, rest, confidence: 0.9 });
  });

  it.each([
    ['Note: Thanks', 'Note', 'Thanks', 0.7],
    ['note: Thanks', 'note', 'Thanks', 0.7],
    ['Disclaimer: They are not mine.', 'Disclaimer', 'They are not mine.', 0.7],
    ['Disclaimer - not mine', 'Disclaimer', 'not mine', 0.7],
    ['Warning: rain', 'Warning', 'rain', 0.7],
    ['EDIT: mended', 'EDIT', 'mended', 0.7],
    ['Edit 3/14: mended', 'Edit 3/14', 'mended', 0.7],
    ['P.S.: more', 'P.S.', 'more', 0.5],
  ])('is less sure of %j, which letters have too', (text, label, rest, confidence) => {
    expect(noteOpening(text)).toEqual({ label, rest, confidence });
  });

  it.each([
    'Thanks for reading!',
    'Thank you all so much for your reviews.',
    'Please review!',
    'R&R, please',
    'I hope you enjoyed this chapter.',
    'Sorry for the long wait, real life happened.',
    'The next chapter should be up soon.',
    "Beta'd by Wren",
    "I don't own any of these characters.",
    'This is my first fanfic, so be kind.',
  ])('hears the author speak in %j', (text) => {
    const opening = noteOpening(text);
    expect(opening).toMatchObject({ rest: text });
    expect(opening?.confidence).toBeGreaterThanOrEqual(0.6);
    expect(opening?.label).toBeUndefined();
  });

  it('is unsure of a pen name alone', () => {
    expect(noteOpening('~PenName')).toEqual({ rest: '~PenName', confidence: 0.4 });
  });

  it.each([
    'An old man came by.',
    'Author notes were found in the attic.',
    'Note to self, he thought: buy milk.',
    'Notes of music drifted down.',
    '"Thanks for reading it to me," she said.',
    '“Please review the file,” said the inspector.',
    'It was raining.',
    'Warning bells rang.',
    '',
    '***',
  ])('hears no note in %j', (text) => {
    expect(noteOpening(text)).toBeUndefined();
  });
});
