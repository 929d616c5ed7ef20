// Mutators of ZIP files that know their members: the archive stays whole, and what it holds goes wrong.
import JSZip from 'jszip';
import { mutateBytes } from './mutate-bytes.mjs';
import { mutateMarkup } from './mutate-markup.mjs';
import { mutateText } from './mutate-text.mjs';
import { token } from './tokens.mjs';

const DATE = new Date(Date.UTC(2000, 0, 1));
const isText = (path) => /\.(?:xml|opf|ncx|x?html?|rels|css|txt|json|svg|fb2)$|^mimetype$/i.test(path);

const nameOf = (dice, members) => dice.pick(members).path;

/** Members changed in place; each mutator pushes, drops or rewrites. */
export const MEMBER_MUTATORS = {
  'text of member': (dice, members, other) => changeText(dice, members, (text) => mutateText(dice, text, other).result),
  'markup of member': (dice, members) => changeText(dice, members, (text) => mutateMarkup(dice, text).result),
  'bytes of member': (dice, members) => {
    const member = dice.pick(members);
    member.bytes = mutateBytes(dice, member.bytes, dice.pick(members).bytes).result;
  },
  'swap members': (dice, members) => {
    const [a, b] = [dice.pick(members), dice.pick(members)];
    [a.bytes, b.bytes] = [b.bytes, a.bytes];
  },
  'drop member': (dice, members) => members.splice(dice.below(members.length), 1),
  'empty member': (dice, members) => {
    dice.pick(members).bytes = Buffer.alloc(0);
  },
  'rename member': (dice, members) => {
    const path = nameOf(dice, members);
    dice.pick(members).path = dice.pick([
      `${path}x`,
      path.toUpperCase(),
      `../${path}`,
      `/${path}`,
      `a\\${path}`,
      `${path}/`,
    ]);
  },
  'name with signs': (dice, members) => {
    dice.pick(members).path += token(dice, 'character');
  },
  'add member': (dice, members) => {
    const { bytes } = dice.pick(members);
    members.push({
      path: dice.pick(['x.xml', '__MACOSX/x', 'META-INF/encryption.xml', 'META-INF/rights.xml', 'a/../b']),
      bytes,
    });
  },
  'repeat member': (dice, members) => {
    const { path, bytes } = dice.pick(members);
    members.push({ path, bytes, isTwin: true });
  },
  shuffle: (dice, members) => {
    members.sort(() => dice.below(3) - 1);
  },
};

function changeText(dice, members, change) {
  const texts = members.filter(({ path, bytes }) => isText(path) && bytes.length < 200_000);
  if (texts.length === 0) return;
  const member = dice.pick(texts);
  member.bytes = Buffer.from(change(member.bytes.toString('utf8')));
}

/** Mostly markup that stays well-formed: a member that is not ends most readings at once. */
const WEIGHTED = [
  ...Array.from({ length: 24 }, () => 'markup of member'),
  ...Array.from({ length: 3 }, () => 'text of member'),
  ...Object.keys(MEMBER_MUTATORS),
];

/** The archive with members changed once or a few times; `steps` says how. `other` is a text to borrow from. */
export async function mutateArchive(dice, archive, other) {
  const members = await unpack(archive);
  const steps = [];
  for (let left = dice.few(6); left > 0 && members.length > 0; left--) {
    const name = dice.pick(WEIGHTED);
    MEMBER_MUTATORS[name](dice, members, other);
    steps.push(name);
  }
  return { result: await pack(members), steps };
}

async function unpack(archive) {
  const zip = await JSZip.loadAsync(archive);
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  return Promise.all(files.map(async (file) => ({ path: file.name, bytes: await file.async('nodebuffer') })));
}

async function pack(members) {
  const zip = new JSZip();
  const twins = [];
  for (const [index, { path, bytes, isTwin }] of members.entries()) {
    const stored = isTwin ? standIn(path) : path;
    if (isTwin) twins.push([stored, path]);
    zip.file(stored, bytes, { date: DATE, createFolders: false, compression: index === 0 ? 'STORE' : 'DEFLATE' });
  }
  const packed = await zip.generateAsync({ type: 'nodebuffer', platform: 'UNIX' });
  return twins.reduce((bytes, [from, to]) => renamed(bytes, from, to), packed);
}

/** JSZip keeps one member a name, so a twin is packed under a name as long, and renamed in the bytes. */
const standIn = (path) =>
  `\u0001${Buffer.from(path)
    .subarray(1)
    .toString('latin1')
    .replace(/[^ -~]/g, '_')}`;

function renamed(bytes, from, to) {
  const [old, name] = [Buffer.from(from), Buffer.from(to)];
  if (old.length !== name.length) return bytes;
  for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) name.copy(bytes, at);
  return bytes;
}
