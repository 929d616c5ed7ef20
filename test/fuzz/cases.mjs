// The input of one run, from the seed and the run's index alone.
import { diceOf } from './dice.mjs';
import { mutateArchive } from './mutate-archive.mjs';
import { mutateBytes, writeText } from './mutate-bytes.mjs';
import { mutateMarkup } from './mutate-markup.mjs';
import { mutateText } from './mutate-text.mjs';
import { siblingsOf } from './siblings.mjs';

/** Which reader's seeds the runs start from, in turns: as often as there is much to get wrong. */
const TURNS = [
  ...['text', 'markdown', 'html', 'epub', 'docx', 'text', 'html', 'odt', 'own epub', 'markdown'],
  ...['text', 'fb2', 'html', 'text', 'folder', 'epub', 'text', 'docx', 'markdown', 'html'],
];

export const READER_NAMES = [...new Set(TURNS)];
export const readerOf = (index) => TURNS[index % TURNS.length];

const THEMES = ['classic', 'modern'];
const NOTES = ['source', 'before', 'after', 'end', 'omit'];

/** The run's input, with the files beside it and the options that it is bound with, and `steps`: how it was made. */
export async function makeCase(seeds, seed, index) {
  const dice = diceOf(seed, index);
  const reader = readerOf(index);
  const made = await (reader === 'folder' ? makeFolder : makeFile)(dice, seeds, reader);
  return { index, reader, ...made, sibling: siblingsOf(seed, index), options: optionsOf(dice) };
}

function optionsOf(dice) {
  return {
    ...(dice.chance(0.98) ? { cover: false } : dice.chance(0.5) && { cover: true }),
    ...(dice.chance(0.2) && { theme: dice.pick(THEMES) }),
    ...(dice.chance(0.2) && { notes: dice.pick(NOTES) }),
    ...(dice.chance(0.1) && { vertical: true }),
    ...(dice.chance(0.1) && { typography: false }),
    ...(dice.chance(0.05) && { reader: dice.pick(['text', 'markdown', 'html', 'epub', 'docx', 'odt', 'fb2']) }),
  };
}

async function makeFile(dice, seeds, reader) {
  const seed = dice.pick(seeds[reader]);
  const { result, steps } = await mutate(dice, seed.bytes, {
    bytes: dice.pick(seeds[reader]).bytes,
    text: dice.pick(dice.pick([seeds.text, seeds.markdown, seeds.html])).bytes.toString('utf8'),
  });
  return { name: seed.name, bytes: result, steps: [seed.name, ...steps] };
}

/** The folder's own files, or files of any format together; one or more of them changed. */
async function makeFolder(dice, seeds) {
  const folder = dice.pick(seeds.folder);
  const members = [];
  const steps = [folder.name];
  for (const member of dice.chance(0.7) ? folder.members : mixture(dice, seeds)) {
    if (dice.chance(0.1)) continue;
    const isChanged = dice.chance(0.6);
    const other = dice.pick(seeds.text).bytes;
    const changed = isChanged
      ? await mutate(dice, member.bytes, { bytes: other, text: other.toString('utf8') })
      : undefined;
    if (changed) steps.push(`${member.name}: ${changed.steps.join(', ')}`);
    members.push({ name: member.name, bytes: changed?.result ?? member.bytes });
  }
  return { name: folder.name, bytes: Buffer.alloc(0), members, steps };
}

const mixture = (dice, seeds) =>
  Array.from({ length: dice.few(12) }, (_, at) => {
    const { name, bytes } = dice.pick(seeds[dice.pick(['text', 'markdown', 'html', 'docx', 'epub'])]);
    return { name: `${dice.chance(0.8) ? at : dice.below(3)} ${name}`, bytes };
  });

const isArchive = (bytes) => bytes.length > 4 && bytes.readUInt32BE(0) === 0x504b0304;

/** Bytes changed as their format has it: an archive by its members, a text by its words, either now and then blindly. */
async function mutate(dice, bytes, other) {
  const isBlind = dice.chance(0.15);
  if (isBlind) return mutateBytes(dice, bytes, other.bytes);
  if (isArchive(bytes)) return mutateArchive(dice, bytes, other.text);
  const text = bytes.toString('utf8');
  const isMarkup = /^\s*</.test(text) && dice.chance(0.6);
  const { result, steps } = isMarkup ? mutateMarkup(dice, text) : mutateText(dice, text, other.text);
  const written = writeText(dice, result);
  return { result: written.bytes, steps: [...steps, ...written.steps] };
}
