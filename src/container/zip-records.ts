import { crc32, inflateRawSync } from 'node:zlib';

/** A member of a ZIP file as its records state it, true or not. */
export interface ZipEntry {
  /** The name as the central directory gives it, decoded as UTF-8. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** True when the sizes follow the data instead of standing in the local header. */
  readonly hasDataDescriptor: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Bytes of the extra field in the local header. */
  readonly extraLength: number;
  readonly headerOffset: number;
  /** Where the data start; -1 when the local header is damaged. */
  readonly dataOffset: number;
  /** True when the name is not valid UTF-8. */
  readonly isNameInvalid: boolean;
}

export type ZipFault = 'too-short' | 'no-signature' | 'no-directory' | 'directory-damaged';

export interface ZipArchive {
  readonly bytes: Uint8Array;
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** Why the file is no readable ZIP file. */
  readonly fault?: ZipFault;
}

/** What is wrong with a member: of those whose `size` or `crc` lies, the bytes are had all the same. */
export type MemberFault = 'damaged' | 'method' | 'encrypted' | 'too-large' | 'size' | 'crc';

export type MemberBytes =
  | { readonly bytes: Uint8Array; readonly fault?: 'size' | 'crc' }
  | { readonly fault: MemberFault };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 65_535;

/** The members that a ZIP file lists. APPNOTE 6.3 §4.3; ZIP64 and split archives are not for books (OCF 3.3 #sec-zip-container-zipreqs). */
export function readZipRecords(bytes: Uint8Array): ZipArchive {
  if (bytes.length < 22) return { bytes, entries: [], fault: 'too-short' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndOfDirectory(view);
  const isZip = view.getUint32(0, true) === LOCAL_HEADER || end === 0;
  if (end < 0) return { bytes, entries: [], fault: isZip ? 'no-directory' : 'no-signature' };
  const entries: ZipEntry[] = [];
  const count = Math.min(view.getUint16(end + 10, true), MOST_ENTRIES);
  let offset = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (offset + 46 > bytes.length || view.getUint32(offset, true) !== DIRECTORY_RECORD) {
      return { bytes, entries, fault: 'directory-damaged' };
    }
    const { entry, length } = readRecord(view, bytes, offset);
    entries.push(entry);
    offset += length;
  }
  return isZip ? { bytes, entries } : { bytes, entries, fault: 'no-signature' };
}

/** The member's bytes, inflated within `limit` bytes and held against its size and checksum. */
export function readMember({ bytes }: ZipArchive, entry: ZipEntry, limit: number): MemberBytes {
  if (entry.isEncrypted) return { fault: 'encrypted' };
  if (entry.method !== 0 && entry.method !== 8) return { fault: 'method' };
  if (entry.dataOffset < 0 || entry.dataOffset + entry.compressedSize > bytes.length) return { fault: 'damaged' };
  const data = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  if (data.length > limit || entry.size > limit) return { fault: 'too-large' };
  const content = entry.method === 0 ? data : inflate(data, entry.size);
  if (content === undefined) return { fault: 'damaged' };
  if (content.length !== entry.size) return { bytes: content, fault: 'size' };
  return crc32(content) === entry.crc ? { bytes: content } : { bytes: content, fault: 'crc' };
}

function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return undefined;
  }
}

function findEndOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let offset = view.byteLength - 22; offset >= lowest; offset--) {
    if (view.getUint32(offset, true) === END_OF_DIRECTORY) return offset;
  }
  return -1;
}

function readRecord(view: DataView, bytes: Uint8Array, offset: number): { entry: ZipEntry; length: number } {
  const flags = view.getUint16(offset + 8, true);
  const nameLength = view.getUint16(offset + 28, true);
  const name = bytes.subarray(offset + 46, offset + 46 + nameLength);
  const headerOffset = view.getUint32(offset + 42, true);
  const local = readLocalHeader(view, headerOffset);
  const { path, isNameInvalid } = decodeName(name);
  const entry: ZipEntry = {
    path,
    isNameInvalid,
    isDirectory: path.endsWith('/'),
    method: view.getUint16(offset + 10, true),
    isEncrypted: (flags & 1) !== 0,
    hasDataDescriptor: (flags & 8) !== 0,
    crc: view.getUint32(offset + 16, true),
    compressedSize: view.getUint32(offset + 20, true),
    size: view.getUint32(offset + 24, true),
    headerOffset,
    ...local,
  };
  const length = 46 + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  return { entry, length };
}

function readLocalHeader(view: DataView, offset: number): { extraLength: number; dataOffset: number } {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL_HEADER) {
    return { extraLength: 0, dataOffset: -1 };
  }
  const nameLength = view.getUint16(offset + 26, true);
  const extraLength = view.getUint16(offset + 28, true);
  return { extraLength, dataOffset: offset + 30 + nameLength + extraLength };
}

function decodeName(name: Uint8Array): { path: string; isNameInvalid: boolean } {
  try {
    return { path: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name), isNameInvalid: false };
  } catch {
    return { path: new TextDecoder('latin1').decode(name), isNameInvalid: true };
  }
}
