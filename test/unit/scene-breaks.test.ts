import { describe, expect, it } from 'vitest';
import { judgeSceneBreak } from '../../src/read/vocabulary/scene-breaks.js';

describe('judgeSceneBreak', () => {
  it.each([
    ...[
      '*',
      '***',
      '* * *',
      '*  *  *',
      '* * * * *',
      '#',
      '###',
      '#  #  #',
      '######',
      '---',
      '-----------',
      '~',
      '~~~',
      '~*~',
    ],
    ...[
      '+:-:+',
      '-=*=-',
      '________________',
      '='.repeat(79),
      '-'.repeat(78),
      '✽ ✽ ✽',
      '⁂',
      '❦',
      '***   ***',
      '.',
      '• • •',
      '. . . . .',
    ],
    ...[
      '≡≡≡Ω≡≡≡',
      'o—o—o—o',
      '=ooo=',
      'o-o-o-o-o',
      'OoOoO',
      '-~O~-',
      '~ooo~',
      '-o-o-o-o-o-',
      'XxX',
      '-oOoOo-',
      'xXx',
      'oOo',
    ],
    ...['-x-x-x-', 'o0o0o0o0o', 'O o O o O', '---x---', '~o~', 'ooo', 'xoxox-xoxox'],
    ...[
      '***Scene Break***',
      '--line break--',
      '[LINE BREAK]',
      'Page Break',
      'page-break',
      'Time Skip',
      '~timeskip~',
      '[hr]',
      '<hr>',
    ],
    ...['--- break ---', '***line***', 'Szenenwechsel', '   ***   ', '──────────', '♥', '★ ★ ★'],
  ])('sees a break in %j', (line) => {
    expect(judgeSceneBreak(line)).toBe('break');
  });

  it.each(['...', '…', '. . .', '……', '--', '.....'])('leaves %j open: it may be silence', (line) => {
    expect(judgeSceneBreak(line)).toBe('ambiguous');
  });

  it.each([
    ...[
      '',
      '   ',
      '?',
      '!',
      '!!!',
      '?!',
      '-',
      '–',
      '—',
      '"..."',
      '“…”',
      '"!?"',
      "'…'",
      '« … »',
      '「……」',
      '"',
      '(',
      ')',
      '[]',
      '“',
    ],
    ...[
      ':)',
      ':-(',
      ';)',
      '^_^',
      '-_-',
      '>_<',
      '😂',
      'xoxo',
      'XOXOX',
      'Ooo',
      'Oooo!',
      '"Ooo"',
      'no',
      'ox',
      'xx',
      '1000',
      '42',
    ],
    ...[
      '~Penny~',
      '- A -',
      'Breaking the line',
      'scene',
      'break',
      'line',
      'The page breaks.',
      '"Scene change!"',
      'Scene break, she said',
    ],
    ...['The End', 'a'.repeat(5000), '* '.repeat(5000), 'IV', '***bold***'],
  ])('takes %j for text', (line) => {
    expect(judgeSceneBreak(line)).toBe('text');
  });
});
