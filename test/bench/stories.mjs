// Stories made up for measuring: the same words on every machine.

const SENTENCES = [
  'The rain had stopped by the time they reached the lower bridge.',
  '"You might have said," she told him, and he had the grace to look away.',
  'Nobody in the harbour office could remember who had signed for the crate.',
  'He counted the steps again -- forty-one, as always -- and put out the lamp.',
  'There was a letter on the table, and it was addressed to someone else.',
  '"It isn\'t the money," said Petra; "it never was the money."',
  'All that winter the geese came over in the dark, talking of the north.',
  'She thought of the orchard, and the wall, and the long way home...',
  'They went on without another word, the dog between them.',
  'It was, as her grandmother used to say, a *remarkably* foolish idea.',
];

/** A small fixed generator of pseudo-random numbers (an LCG): no run differs from another. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % sides;
  };
}

const paragraph = (roll) => Array.from({ length: 2 + roll(5) }, () => SENTENCES[roll(SENTENCES.length)]).join(' ');

/** About 8 KB: a title, four header lines, scene breaks. */
export function oneShot() {
  const roll = dice(7);
  const body = [];
  while (body.join('\n\n').length < 7600) body.push(body.length % 9 === 8 ? '* * *' : paragraph(roll));
  return `Title: The Lower Bridge\nAuthor: Ann Example\nSummary: Two people and a crate.\nRating: G\n\n${body.join('\n\n')}\n\nThe End\n`;
}

/** About 300 KB in thirty chapters. */
export function novel({ markdown = false } = {}) {
  const roll = dice(11);
  const chapters = Array.from({ length: 30 }, (_, at) => {
    const body = [];
    let size = 0;
    while (size < 10_000) {
      const text = body.length % 12 === 11 ? '* * *' : paragraph(roll);
      body.push(text);
      size += text.length + 2;
    }
    return `${markdown ? '## ' : ''}Chapter ${at + 1}: ${SENTENCES[at % SENTENCES.length].slice(0, 20).replace(/["-]/g, '').trim()}\n\n${body.join('\n\n')}`;
  });
  const head = markdown ? '# The Long Way Home\n\nby Ann Example' : 'Title: The Long Way Home\nAuthor: Ann Example';
  return `${head}\n\n${chapters.join('\n\n')}\n`;
}

/** One story of a collection, of some 2 to 40 KB, a few with chapters. */
export function collectionStory(index) {
  const roll = dice(1000 + index);
  const chapters = roll(5) === 0 ? 2 + roll(6) : 1;
  const parts = Array.from({ length: chapters }, (_, at) => {
    const body = Array.from({ length: 8 + roll(24) }, (__, line) => (line % 9 === 8 ? '* * *' : paragraph(roll)));
    return `${chapters > 1 ? `Chapter ${at + 1}\n\n` : ''}${body.join('\n\n')}`;
  });
  const head = [
    `Title: ${SENTENCES[roll(SENTENCES.length)].slice(0, 24).replace(/["-]/g, '').trim()} ${index}`,
    `Author: Author ${roll(400)}`,
    `Rating: ${['G', 'PG', 'T', 'M'][roll(4)]}`,
    `Summary: What became of crate ${roll(1000)}.`,
    ...(roll(3) === 0 ? [`Series: Tides #${1 + roll(9)}`] : []),
  ];
  return `${head.join('\n')}\n\n${parts.join('\n\n')}\n\nThe End\n`;
}
