import { crc32, deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import CompressedObject from 'jszip/lib/compressedObject.js';
import METHODS from 'jszip/lib/compressions.js';

/** A file of the container: its path and its bytes. */
export interface ContainerFile {
  readonly path: string;
  /** A promise, where they are still being made while other files are packed. */
  readonly bytes: Uint8Array | Promise<Uint8Array>;
}

/** 1980-01-01, the first day that ZIP can say. jszip writes it by its UTC parts, whatever the time zone. */
const DATE = new Date(Date.UTC(1980, 0, 1));

/** Formats that hold compressed data already: deflating them again mostly costs time and saves nothing. */
const COMPRESSED = /\.(?:jpe?g|png|gif|webp)$/i;

/**
 * The container's bytes: `mimetype` first, stored and without extra fields (EPUB 3.3 #sec-zip-container-mime),
 * the rest deflated in the order given, images stored where that saves little; dated by a constant, sizes in the local headers (older
 * crengine builds fail without, koreader#8222), no folder entries. The same files give the same bytes. The files may be
 * made one at a time: between two of them, what is being drawn beside goes on.
 */
export async function packContainer(files: Iterable<ContainerFile>): Promise<Uint8Array> {
  const members = [pack({ path: 'mimetype', bytes: MIMETYPE })];
  for (const file of files) {
    const member = pack(file);
    // Whoever awaits them all hears of a failure; until then it is nobody's unhandled rejection.
    member.catch(() => undefined);
    members.push(member);
    await nextTurn();
  }
  const zip = new JSZip();
  for (const { path, method, content } of await Promise.all(members)) {
    if (zip.files[path] !== undefined) throw new Error(`Two files of the container are called ${path}.`);
    // Typed as what callers bring, jszip takes what it makes of the members of archives that it has read, too.
    const packed = content as unknown as Uint8Array;
    zip.file(path, packed, { binary: true, compression: method, createFolders: false, date: DATE });
  }
  return zip.generateAsync({ type: 'uint8array', streamFiles: false, platform: 'DOS' });
}

const nextTurn = (): Promise<void> => new Promise((resume) => setImmediate(resume));

const MIMETYPE = new TextEncoder().encode('application/epub+zip');

interface Member {
  readonly path: string;
  readonly method: 'STORE' | 'DEFLATE';
  readonly content: CompressedObject;
}

/** The file packed by zlib, which takes a sixth of the time of jszip's own deflate. */
async function pack(file: ContainerFile): Promise<Member> {
  const { path } = file;
  const bytes = file.bytes instanceof Uint8Array ? file.bytes : await file.bytes;
  const isStored = path === 'mimetype' || (COMPRESSED.test(path) && !hasRoom(bytes));
  const method = isStored ? 'STORE' : 'DEFLATE';
  const packed = isStored ? bytes : deflateRawSync(bytes, { level: 6 });
  const content = new CompressedObject(packed.length, bytes.length, crc32(bytes), METHODS[method], packed);
  return { path, method, content };
}

const SAMPLES = 4;
const SAMPLE = 4096;
/** What the samples must shrink to for the whole to be worth it. */
const WORTH_IT = 0.9;

/** Whether an image is one of those that deflate shrinks, as a drawn cover is: by a few samples of it. */
function hasRoom(bytes: Uint8Array): boolean {
  const step = Math.floor(bytes.length / SAMPLES);
  if (step < SAMPLE) return deflateRawSync(bytes, { level: 1 }).length < bytes.length * WORTH_IT;
  const samples = Array.from({ length: SAMPLES }, (_, at) => bytes.subarray(at * step, at * step + SAMPLE));
  return deflateRawSync(Buffer.concat(samples), { level: 1 }).length < SAMPLES * SAMPLE * WORTH_IT;
}
