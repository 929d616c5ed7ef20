import { isUtf8 } from 'node:buffer';
import type { DeviceRule } from './check/devices/device-rule.js';
import { DEVICE_RULES } from './check/devices/device-rules.js';
import type { Spot } from './check/findings.js';
import { countFindings } from './check/index.js';
import { preflight } from './check/preflight.js';
import { isKoboMark } from './container/kobo-marks.js';
import { packContainer } from './container/ocf.js';
import { type Publication, readPublication } from './container/publication.js';
import type { DeviceProfile } from './devices/profile.js';
import { CODES, type Code } from './diagnostics/codes.js';
import { type Diagnostic, StoryError } from './diagnostics/report.js';
import { type Changes, type Mender, NO_CHANGES } from './mend/mender.js';
import { MENDERS } from './mend/menders.js';
import { type OpenBook, openBook, refuseBomb } from './read/epub/open.js';
import { readingLimits } from './read/limits.js';

export interface MendOptions {
  /** What diagnostics call the book. A Kobo goes by the name’s end. */
  readonly name?: string;
  /** How much memory, in bytes, the work may take. Default 1 GiB. */
  readonly memory?: number;
  readonly signal?: AbortSignal;
}

/** What was done about one rule of the preflight. */
export interface Mended {
  readonly code: Code;
  /** For people: `the encoding of its pages is declared`. */
  readonly done: string;
}

export interface MendedBook {
  /** The book’s own where nothing was mended. */
  readonly bytes: Uint8Array;
  readonly mended: readonly Mended[];
  /** What was tried and not kept: it did not help, or it would have made a worse EPUB. */
  readonly withdrawn: readonly Mended[];
  /** What of the file is out of reach, and what the devices still stumble over. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The EPUB without what the devices would stumble over, as far as that can be mended without touching the text. What would
 * make it a worse EPUB is not done. Mended once more, it stays as it is. Throws `StoryError` where the file is no EPUB, is
 * encrypted, signed or damaged.
 */
export async function mendBook(
  bytes: Uint8Array,
  devices: readonly DeviceProfile[],
  { name = 'book.epub', memory, signal }: MendOptions = {},
): Promise<MendedBook> {
  const { diagnostics } = openMendable(bytes, name, memory);
  let state: State = { bytes, book: read(bytes) };
  const mended: Mended[] = [];
  const withdrawn: Mended[] = [];
  let faults: Conformance | undefined;
  for (const mender of MENDERS) {
    signal?.throwIfAborted();
    const found = faultsFor(mender, state, devices, name);
    if (found.spots.length === 0) continue;
    faults ??= await conformance(bytes);
    const changed = await packed(state.book, faithful(state.book, await mender.mend({ book: state.book, ...found })));
    const next: State = { bytes: changed, book: read(changed) };
    const isMended = faultsFor(mender, next, devices, name).spots.length < found.spots.length;
    const after = isMended ? await conformance(changed) : faults;
    const { code, done } = mender;
    if (!isMended || isWorse(after, faults)) {
      withdrawn.push({ code, done });
      continue;
    }
    [state, faults] = [next, after];
    mended.push({ code, done });
  }
  return {
    bytes: state.bytes,
    mended,
    withdrawn,
    diagnostics: [...diagnostics, ...(await preflight(state.bytes, devices, { name, isMended: true }))],
  };
}

interface State {
  readonly bytes: Uint8Array;
  readonly book: Publication;
}

const read = (bytes: Uint8Array): Publication => readPublication(bytes, undefined, { isTransparent: isKoboMark });

/** The book, unless it must stay as it is. */
function openMendable(bytes: Uint8Array, name: string, memory: number | undefined): OpenBook {
  const source = { name, bytes };
  const book = openBook(source, readingLimits(memory));
  const { publication } = book;
  const refuse = (message: string): never => {
    throw new StoryError('input-damaged', message, { file: name });
  };
  if (publication.files.has('META-INF/signatures.xml')) {
    refuse('The book is signed, and a change would break the signature. Mend the book that it was made from.');
  }
  for (const path of publication.files.keys()) {
    refuseBomb(publication, path, source);
    // A member with a wrong checksum would get a right one: the damage could be found no more.
    if (publication.faultOf(path) === undefined) continue;
    refuse(`\`${path}\` cannot be unpacked unharmed, so the file is damaged. Fetch it again.`);
  }
  return book;
}

interface Found {
  readonly devices: readonly DeviceProfile[];
  readonly spots: readonly Spot[];
}

/** The faults that the mender can mend, by the rule itself. */
function faultsFor({ code }: Mender, { book, bytes }: State, devices: readonly DeviceProfile[], name: string): Found {
  const rule = DEVICE_RULES.find((one) => one.code === code);
  if (!rule) return { devices: [], spots: [] };
  const byDevice = devices
    .filter(rule.concerns)
    .map((device) => ({ device, spots: spotsOf(rule, book, device, { bytes, name, isByMail: false }) }))
    .filter(({ spots }) => spots.length > 0);
  return {
    devices: byDevice.map(({ device }) => device),
    spots: [...new Set(byDevice.flatMap(({ spots }) => spots))],
  };
}

function spotsOf(
  rule: DeviceRule,
  book: Publication,
  device: DeviceProfile,
  context: Parameters<DeviceRule['check']>[3],
): readonly Spot[] {
  const spots: Spot[] = [];
  rule.check(
    book,
    device,
    (_message, spot, isMendable = rule.isMendable) => {
      if (isMendable) spots.push(spot);
    },
    context,
  );
  return spots;
}

/** The changes without those that lose letters: of a text in an encoding that was not known, signs stand for what was there. */
function faithful(book: Publication, { files, renames }: Changes): Changes {
  const kept = new Map([...files].filter(([path, bytes]) => !losesLetters(book.bytesOf(path), bytes)));
  // Links that are not led would be broken.
  return renames && renames.size > 0 && kept.size < files.size
    ? NO_CHANGES
    : { files: kept, ...(renames && { renames }) };
}

function losesLetters(before: Uint8Array | undefined, after: Uint8Array): boolean {
  if (!before || !isUtf8(after) || isUtf8(before)) return false;
  return Buffer.from(after).includes(REPLACEMENT) && !isUtf16(before);
}

const REPLACEMENT = '\ufffd';

const isUtf16 = ([first = 0, second = 0]: Uint8Array): boolean => first + second === 0x1fd || first * second === 0;

/** The book with the changes, its files in their order, new ones at its end. */
async function packed(book: Publication, changes: Changes): Promise<Uint8Array> {
  const old = [...book.files.keys()].filter((path) => path !== 'mimetype');
  const added = [...changes.files.keys()].filter((path) => !book.files.has(path));
  return packContainer(
    [...old, ...added].map((path) => ({
      path: changes.renames?.get(path) ?? path,
      bytes: changes.files.get(path) ?? book.bytesOf(path) ?? new Uint8Array(),
    })),
  );
}

/** How often each thing is wrong with it as an EPUB. The house’s own taste is no reason to leave a book unread. */
async function conformance(bytes: Uint8Array): Promise<Conformance> {
  const isFault = (code: Code): boolean => ['error', 'warning'].includes(CODES[code].severity);
  return new Map([...(await countFindings(bytes))].filter(([code]) => isFault(code) && !code.startsWith('house-')));
}

type Conformance = ReadonlyMap<string, number>;

/** A page that can be read at last may show faults that were there before. */
const isWorse = (after: Conformance, before: Conformance): boolean =>
  countOf(after, 'xml-not-well-formed') >= countOf(before, 'xml-not-well-formed') &&
  [...after].some(([code, count]) => count > countOf(before, code));

const countOf = (counts: Conformance, code: string): number => counts.get(code) ?? 0;
