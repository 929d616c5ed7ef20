import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a ZIP file to be made, with everything that a test may want to get wrong. */
export interface Member {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isStored?: boolean;
  /** The bytes of the extra field in the local header. */
  readonly extra?: Uint8Array;
  /** Written instead of the true checksum. */
  readonly crc?: number;
  /** Written instead of the true method. */
  readonly method?: number;
}

/** A ZIP file of these members in this order. */
export function packZip(members: readonly Member[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const records: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const name = new TextEncoder().encode(member.path);
    const data = member.isStored ? member.bytes : deflateRawSync(member.bytes);
    const extra = member.extra ?? new Uint8Array();
    const shared = sharedFields(member, name.length, data.length);
    const local = Buffer.concat([word(0x04034b50), shared, half(extra.length), name, extra, data]);
    records.push(
      Buffer.concat([
        word(0x02014b50),
        half(20),
        shared,
        half(0),
        half(0),
        half(0),
        half(0),
        word(0),
        word(offset),
        name,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = [word(0x06054b50), half(0), half(0), half(members.length), half(members.length)];
  return new Uint8Array(Buffer.concat([...locals, directory, ...end, word(directory.length), word(offset), half(0)]));
}

/** From "version needed" to the length of the name: the same in both kinds of header. */
function sharedFields({ bytes, isStored, method, crc }: Member, nameLength: number, dataLength: number): Buffer {
  return Buffer.concat([
    half(20),
    half(0x0800),
    half(method ?? (isStored ? 0 : 8)),
    half(0),
    half(0x21),
    word(crc ?? crc32(bytes)),
    word(dataLength),
    word(bytes.length),
    half(nameLength),
  ]);
}

function half(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function word(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value >>> 0);
  return buffer;
}
