import { describe, expect, it } from 'vitest';
import { isEnding } from '../../src/read/vocabulary/endings.js';

describe('isEnding', () => {
  it.each([
    ...[
      'The End',
      'THE END',
      '-THE END-',
      '~ The End ~',
      '*** THE END ***',
      'The End.',
      '[End.]',
      'End.',
      'Fin',
      'Fin.',
    ],
    ...[
      'FIN',
      '~fin~',
      'FINE',
      '- fine -',
      'Finis',
      '<Finis>',
      'Owari',
      '~Owari~',
      '完',
      '(完)',
      'END OF FILE!',
      'End file.',
      'Ende',
    ],
    ...['Конец', 'KONIEC', '終わり', '— Fin —', 'The End (for now)'],
  ])('sees the end in %j', (line) => {
    expect(isEnding(line)).toBe('end');
  });

  it.each([
    'TBC',
    'TBC...',
    'To be continued…',
    '(to be continued)',
    'To Be Continued in Part 2',
    'À suivre',
    'Fortsetzung folgt',
    'つづく',
  ])('sees that %j promises more', (line) => {
    expect(isEnding(line)).toBe('continued');
  });

  it.each([
    'End of Part I',
    'End of Chapter 3',
    '*** End of Chapter One ***',
    'End Chapter 4',
    'Fin du chapitre 2',
    'Конец первой части',
    '第三章 完',
  ])('sees the end of a part in %j', (line) => {
    expect(isEnding(line)).toBe('part end');
  });

  it.each([
    'Fine.',
    'fine',
    'Fine!',
    '"The end."',
    'The end of the world',
    'The end justifies the means.',
    'End notes:',
    'Son',
    '',
    '***',
    'end '.repeat(4000),
  ])('sees no end in %j', (line) => {
    expect(isEnding(line)).toBeUndefined();
  });
});
