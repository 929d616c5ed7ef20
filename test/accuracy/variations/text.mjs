// Plain text: header spellings, headings, ornaments, layouts, line ends and notes, chosen from a fixed seed.
import { english, labelOf } from './bodies.mjs';
import { encode } from './encode.mjs';
import { chooser, randomFrom } from './random.mjs';

const SEED = 20080629;
const COUNT = 40;

/** Each field's spellings, with the values that may follow and what they mean. */
const SPELLINGS = {
  title: ['Title', 'TITLE', 'title', 'Story Title', 'Fic Title', 'Tittle', '**Title**'],
  author: ['Author', 'AUTHOR', 'By', 'Written by', 'Penname', 'Auther', '**Author**', 'Pen Name'],
  summary: ['Summary', 'SUMMARY', 'summery', 'Description', 'Synopsis', 'Sumary', 'Blurb'],
  fandoms: ['Fandom', 'Fandoms', 'Category', 'FANDOM'],
  relationships: ['Pairing', 'Pairings', 'Ship', 'Paring', 'Relationship'],
  rating: ['Rating', 'Rated', 'RATING', 'Age rating'],
  status: ['Status', 'STATUS'],
  published: ['Published', 'Posted', 'Date posted', 'First posted'],
  updated: ['Updated', 'Last updated'],
  completed: ['Completed', 'Finished', 'completed'],
  series: ['Series', 'SERIES'],
};
const VALUES = {
  fandoms: [
    ['Harrow Street', ['Harrow Street']],
    ['Low Orbit, Harrow Street', ['Low Orbit', 'Harrow Street']],
  ],
  relationships: [
    ['Ines/Cole', ['Ines/Cole']],
    ['Ines x Cole', ['Ines/Cole']],
    ['Ines/Cole, Bea/Tom', ['Ines/Cole', 'Bea/Tom']],
    ['Ines/Cole FOREVER!', ['Ines/Cole']],
  ],
  rating: [
    ['PG-13', 'PG-13'],
    ['T', 'T'],
    ['K+', 'K+'],
    ['[PG]', 'PG'],
    ['NC-17', 'NC-17'],
  ],
  status: [
    ['Complete', 'complete'],
    ['In progress', 'in progress'],
    ['WIP', 'in progress'],
    ['Finished!', 'complete'],
  ],
  published: [
    ['2012-03-25', '2012-03-25'],
    ['March 25, 2012', '2012-03-25'],
    ['25 March 2012', '2012-03-25'],
    ['3/25/12', '2012-03-25'],
    ['25.3.2012', '2012-03-25'],
    ['March 2012', '2012-03'],
  ],
  updated: [
    ['2013-05-17', '2013-05-17'],
    ['17 May 2013', '2013-05-17'],
    ['5/17/13', '2013-05-17'],
  ],
  completed: [
    ['6/29/13', '2013-06-29'],
    ['June 29, 2013', '2013-06-29'],
    ['June 2013', '2013-06'],
  ],
  series: [
    ['Piers of the North', [{ name: 'Piers of the North' }]],
    ['Piers of the North, book 2', [{ name: 'Piers of the North', position: 2 }]],
    ['Part 3 of Piers of the North', [{ name: 'Piers of the North', position: 3 }]],
    ['Piers of the North #4', [{ name: 'Piers of the North', position: 4 }]],
  ],
};
const WORDS = ['One', 'Two', 'Three'];
const ROMAN = ['I', 'II', 'III'];
const HEADINGS = {
  numbered: (_title, at) => `Chapter ${at + 1}`,
  titled: (title, at) => `Chapter ${at + 1}: ${title}`,
  dashed: (title, at) => `Chapter ${at + 1} - ${title}`,
  words: (_title, at) => `Chapter ${WORDS[at]}`,
  capitals: (_title, at) => `CHAPTER ${ROMAN[at]}.`,
  short: (title, at) => `Ch. ${at + 1}: ${title}`,
  roman: (title, at) => `${ROMAN[at]}. ${title}`,
  framed: (_title, at) => `~ Chapter ${at + 1} ~`,
  starred: (title, at) => `**Chapter ${at + 1}: ${title}**`,
};
const ORNAMENTS = [
  '***',
  '* * *',
  '#',
  '~~~',
  '-x-x-x-x-',
  'oOoOoOo',
  '~*~',
  'xXx',
  '=ooo=',
  'o-o-o-o-o',
  '---',
  '⁂',
  '+++',
];
const LAYOUTS = {
  long: (paragraphs) => paragraphs.join('\n\n'),
  wrapped: (paragraphs) => paragraphs.map((one) => wrap(one, 70)).join('\n\n'),
  indented: (paragraphs) => paragraphs.map((one) => wrap(`    ${one}`, 70)).join('\n'),
};
const NOTES = ['A/N: ', "Author's Note: ", 'Author’s note - ', '(A/N: ', 'AN: '];
const BEFORE = 'This one was written for a friend on a very slow train.';
const AFTER = 'Thank you for reading! Reviews are always welcome.';
const ENDS = [[], ['THE END'], ['Fin.'], ['The End']];
const BYTES = [
  'utf-8',
  'utf-8',
  'utf-8',
  'utf-8 with BOM',
  'utf-16le with BOM',
  'utf-16be with BOM',
  'utf-16le',
  'windows-1252',
];
const LINE_ENDS = ['\n', '\n', '\r\n', '\r\n', '\r'];

function wrap(text, width) {
  const lines = [];
  let line = '';
  for (const word of text.split(/(?<=\S) /)) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** The text's bytes: `utf-16le with BOM`, `windows-1252`. */
export function bytesOf(text, encoding) {
  const [name, isMarked] = encoding.split(' with ');
  return encode(isMarked ? `\ufeff${text}` : text, name);
}

/** Each with the truth that it was made from. */
export function textVariations() {
  const random = randomFrom(SEED);
  const choose = chooser(random);
  const chance = (share) => random() < share;
  return Array.from({ length: COUNT }, (_, at) => {
    const body = english[at % english.length];
    const { lines, label } = header(body, choose, chance);
    const told = tell(body, choose, chance);
    const text = `${[...lines, ...told.pieces].join('\n\n')}\n`;
    const encoding = choose(BYTES);
    const ascii = encoding === 'windows-1252' ? text.replaceAll('⁂', '***') : text;
    return {
      name: `variations/text/${String(at + 1).padStart(2, '0')}.txt`,
      bytes: bytesOf(ascii.replaceAll('\n', choose(LINE_ENDS)), encoding),
      label: { ...labelOf(body), ...label, ...told.label },
    };
  });
}

/** The header's lines: labelled, or a title with a byline below. */
function header(body, choose, chance) {
  const { title, author, summary } = body;
  if (chance(0.25))
    return { lines: [choose([title, title.toUpperCase()]), `by ${author}`], label: { title, authors: [author] } };
  const separator = choose([': ', ': ', ': ', ' - ', ' : ']);
  const drawn = Object.keys(VALUES).filter(() => chance(0.5));
  const chosen = drawn.filter((field) => field !== 'completed' || !drawn.includes('status'));
  const values = Object.fromEntries(chosen.map((field) => [field, choose(VALUES[field])]));
  const line = (field, value) => `${choose(SPELLINGS[field])}${separator}${value}`;
  const lines = [
    line('title', title),
    line('author', author),
    ...chosen.map((field) => line(field, values[field][0])),
    line('summary', summary),
  ];
  const label = {
    title,
    authors: [author],
    summary,
    ...(chosen.includes('completed') && { status: 'complete' }),
    ...Object.fromEntries(chosen.map((field) => [field, values[field][1]])),
  };
  return { lines: chance(0.5) ? [lines.join('\n')] : lines, label };
}

/** The body's pieces under headings, with ornaments, notes and an end. */
function tell(body, choose, chance) {
  const heading = HEADINGS[choose(Object.keys(HEADINGS))];
  const layout = LAYOUTS[choose(Object.keys(LAYOUTS))];
  const ornament = choose(ORNAMENTS);
  const mark = choose(NOTES);
  const note = (text) => `${mark}${text}${mark.startsWith('(') ? ')' : ''}`;
  const notesBefore = chance(0.4) ? 1 : 0;
  const notesAfter = chance(0.4) ? 1 : 0;
  const isHeaded = body.chapters.length > 1;
  const pieces = body.chapters.flatMap(({ title, scenes }, at) => [
    ...(isHeaded ? [heading(title, at)] : []),
    ...(at === 0 && notesBefore ? [note(BEFORE)] : []),
    ...scenes.flatMap((paragraphs, scene) => [...(scene > 0 ? [ornament] : []), layout(paragraphs)]),
  ]);
  return {
    pieces: [...pieces, ...choose(ENDS), ...(notesAfter ? [note(AFTER)] : [])],
    label: { notesBefore, notesAfter },
  };
}
