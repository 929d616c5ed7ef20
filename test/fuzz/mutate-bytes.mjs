// Mutators of bytes, and the encodings that a text is written down in.
import { encode } from '../accuracy/variations/encode.mjs';

const MOST = 400_000;
const EDGES = [0x00, 0x01, 0x0a, 0x1a, 0x20, 0x3c, 0x7f, 0x80, 0xc0, 0xed, 0xef, 0xfe, 0xff];

const cut = (bytes, start, end) => Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);

export const BYTE_MUTATORS = {
  'flip bits': (dice, bytes) => change(dice, bytes, (byte) => byte ^ (1 << dice.below(8))),
  'set bytes': (dice, bytes) => change(dice, bytes, () => dice.pick(EDGES)),
  'fill run': (dice, bytes) => {
    const start = dice.below(bytes.length + 1);
    return Buffer.from(bytes).fill(dice.pick(EDGES), start, Math.min(bytes.length, start + dice.few(500)));
  },
  truncate: (dice, bytes) => bytes.subarray(0, dice.below(bytes.length + 1)),
  'lose head': (dice, bytes) => bytes.subarray(dice.below(Math.min(bytes.length, 2000) + 1)),
  'lose bytes': (dice, bytes) => {
    const start = dice.below(bytes.length + 1);
    return cut(bytes, start, start + dice.few(bytes.length));
  },
  'repeat bytes': (dice, bytes) => {
    const start = dice.below(bytes.length + 1);
    const end = Math.min(bytes.length, start + dice.few(2000));
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  'splice bytes': (dice, bytes, other) =>
    Buffer.concat([bytes.subarray(0, dice.below(bytes.length + 1)), other.subarray(dice.below(other.length + 1))]),
  'add tail': (dice, bytes) => Buffer.concat([bytes, Buffer.alloc(dice.few(2000), dice.pick(EDGES))]),
};

function change(dice, bytes, next) {
  const result = Buffer.from(bytes);
  for (let left = dice.few(40); left > 0 && result.length > 0; left--) {
    const at = dice.below(result.length);
    result[at] = next(result[at]);
  }
  return result;
}

const NAMES = Object.keys(BYTE_MUTATORS);

/** Bytes changed once or a few times; `steps` says how. */
export function mutateBytes(dice, bytes, other) {
  const steps = [];
  let result = Buffer.from(bytes);
  for (let left = dice.few(4); left > 0; left--) {
    const name = dice.pick(NAMES);
    result = BYTE_MUTATORS[name](dice, result, other).subarray(0, MOST);
    steps.push(name);
  }
  return { result, steps };
}

const BOMS = { 'utf-8': '\ufeff', 'utf-16le': '\ufeff', 'utf-16be': '\ufeff' };
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1251', 'shift_jis', 'gb18030', 'euc-kr'];

/** The text in some encoding, mostly UTF-8; what the encoding cannot say becomes `?`. */
export function writeText(dice, text) {
  const encoding = dice.chance(0.8) ? 'utf-8' : dice.pick(ENCODINGS);
  const marked = encoding in BOMS && dice.chance(0.3) ? BOMS[encoding] + text : text;
  if (encoding in BOMS) return { bytes: encode(marked, encoding), steps: [encoding] };
  return { bytes: Buffer.concat([...marked].map((one) => encodeOne(one, encoding))), steps: [encoding] };
}

const QUESTION_MARK = Buffer.from('?');

function encodeOne(character, encoding) {
  try {
    return encode(character, encoding);
  } catch {
    return QUESTION_MARK;
  }
}
