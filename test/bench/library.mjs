// A library of made-up stories for measuring: the same files on every machine, from a seed.

/** A small fixed generator of pseudo-random numbers (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const list = (words) => words.split(' ');
const NAMES = list(
  'Petra Ilse Anselm Oriel Tomas Sorrel Ivo Lucia Marek Ada Jonas Wenna Basil Noor Tilde Emrys Hale Oda Ruben Signe Clem Dorte Yusuf Inge Pim Vesna Rafe Mila Otto Greta',
);
const ROLES = list(
  'ferryman clerk stranger captain baker doctor pilgrim judge widow tailor lodger porter miller cousin surveyor teacher fiddler gardener lighthouse-keeper postmistress',
);
const QUALITIES = list(
  'old brass cracked borrowed long empty bitter second yellow narrow quiet broken painted wet heavy little foreign last unsigned frozen patient crooked silver rusty hollow spare folded careless early forgotten northern tall blind soft stolen cheap grey salted famous plain',
);
const THINGS = list(
  'lantern letter orange key map crate boat coat violin name bell jar orchard boot ledger eye oar ticket cup promise glass feather coal chessboard window clock ladder ribbon kettle compass photograph bridge rope medal basket mirror notebook candle wheel drum stair apple blanket knife saddle photograph shell tooth curtain envelope',
);
const DEEDS = list(
  'carried hid forgot counted sold mended stole painted followed buried remembered opened refused folded burned lent wanted broke washed praised feared borrowed measured dropped guarded lost found studied hated polished weighed traded kissed emptied repaired',
);
const PLACES = list(
  'weir stairs harbour quarry gallery train bakery mill chapel towpath cinema fair marsh attic station market cellar ford lighthouse library tannery pier hospital school inn',
);
const TIMES = [
  'before dawn',
  'all winter',
  'after the funeral',
  'while it rained',
  'without a word',
  'at noon',
  'long ago',
  'that evening',
  'in the dry years',
  'with great care',
  'for a year',
  'on Sundays',
  'too late',
  'at last',
  'again and again',
  'to everyone’s surprise',
];
const NEAR = ['by', 'under', 'near', 'behind', 'beyond', 'inside', 'above', 'outside'];

const WORDS = {
  who: (roll) => (roll(2) ? any(roll, NAMES) : `the ${any(roll, QUALITIES)} ${any(roll, ROLES)}`),
  did: (roll) => any(roll, DEEDS),
  what: (roll) =>
    `${any(roll, ['the', 'a', 'her', 'his', 'their', 'no', 'one'])} ${any(roll, QUALITIES)} ${any(roll, THINGS)}`,
  where: (roll) => `${any(roll, NEAR)} the ${roll(2) ? `${any(roll, QUALITIES)} ` : ''}${any(roll, PLACES)}`,
  when: (roll) => any(roll, TIMES),
};

const any = (roll, from) => from[roll(from.length)];
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const SHAPES = [
  (w) => `${capital(w('who'))} ${w('did')} ${w('what')} ${w('where')} ${w('when')}.`,
  (w) => `“You ${w('did')} ${w('what')},” said ${w('who')}, ${w('when')}.`,
  (w) =>
    `${capital(w('when'))} ${w('who')} and ${w('who')} ${w('did')} ${w('what')}, and ${w('who')} ${w('did')} ${w('what')} ${w('where')}.`,
  (w) => `It was ${w('what')} that ${w('who')} ${w('did')} ${w('where')}—or so ${w('who')} told ${w('who')}.`,
  (w) => `“It isn’t ${w('what')},” ${w('who')} said. “It’s ${w('what')} ${w('where')}.”`,
];

const sentence = (roll) => any(roll, SHAPES)((kind) => WORDS[kind](roll));
const paragraph = (roll) => Array.from({ length: 2 + roll(4) }, () => sentence(roll)).join(' ');

/** A story of chapters, each a list of paragraphs. */
export function makeStory(seed, { chapters = 1, words = 2000 } = {}) {
  const roll = dice(seed);
  const name = () => capital(WORDS.what(roll));
  return {
    title: `${name()} ${WORDS.where(roll)}`,
    author: `${any(roll, ['Mara', 'Jonas', 'Ada', 'Piet', 'Lucia', 'Ivo'])} ${any(roll, ['Quill', 'Brandt', 'Osei', 'Lark', 'Moreau'])}`,
    chapters: Array.from({ length: chapters }, () => {
      const paragraphs = [];
      for (let count = 0; count < words / chapters; ) {
        const text = paragraph(roll);
        paragraphs.push(text);
        count += text.split(' ').length;
      }
      return { title: `${name()}, ${name()}`, paragraphs };
    }),
  };
}

const straight = (text) => text.replace(/[“”]/g, '"').replace(/’/g, "'").replace(/—/g, '--');

function wrapped(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1).length + word.length >= width) lines.push('');
    lines[lines.length - 1] += lines.at(-1) === '' ? word : ` ${word}`;
  }
  return lines.join('\n');
}

/** The story's file in the format: its name's extension and its text. */
export const FORMATS = {
  txt: ({ title, author, chapters }, width = 72) =>
    `Title: ${title}\nAuthor: ${author}\n\n${chapters
      .map(
        (one, at) =>
          `Chapter ${at + 1}: ${one.title}\n\n${one.paragraphs.map((text) => wrapped(straight(text), width)).join('\n\n')}`,
      )
      .join('\n\n\n')}\n`,
  md: ({ title, author, chapters }) =>
    `---\ntitle: "${title}"\nauthor: ${author}\n---\n\n${chapters
      .map((one, at) => `## Chapter ${at + 1}: ${one.title}\n\n${one.paragraphs.join('\n\n')}`)
      .join('\n\n')}\n`,
  html: ({ title, author, chapters }) =>
    `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title><meta name="author" content="${author}"></head><body><h1>${title}</h1>${chapters
      .map(
        (one, at) =>
          `<h2>Chapter ${at + 1}: ${one.title}</h2>${one.paragraphs.map((text) => `<p>${text}</p>`).join('\n')}`,
      )
      .join('\n')}</body></html>\n`,
};

/**
 * The files of a library, one at a time: a story in five has a copy in another format, straight quotes and all, and one
 * in ten a copy with a chapter less. `copies` says how many there are of each.
 */
export function* makeLibrary(count, seed = 1) {
  const roll = dice(seed);
  const formats = Object.keys(FORMATS);
  for (let made = 0, id = 0; made < count; id += 1) {
    const chapters = 1 + roll(6);
    const story = makeStory(seed * 1_000_003 + id, { chapters, words: 800 + roll(1500) * chapters });
    const at = roll(formats.length);
    const file = (which, one, suffix) => {
      made += 1;
      const format = formats[which % formats.length];
      return { name: `${String(id % 100).padStart(2, '0')}/${id}${suffix}.${format}`, text: FORMATS[format](one), id };
    };
    yield file(at, story, '');
    const fate = roll(10);
    if (fate < 2 && made < count) yield file(at + 1, story, '-copy');
    if (fate === 2 && chapters > 1 && made < count) {
      yield file(at + 2, { ...story, chapters: story.chapters.slice(0, -1) }, '-old');
    }
  }
}
