import { readMember, readZipRecords } from '../../src/container/zip-records.js';

/** The members of a ZIP file as text, in its own order; images as their size. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const archive = readZipRecords(bytes);
  return new Map(
    archive.entries.map((entry) => {
      const member = readMember(archive, entry, 1 << 24);
      if (!('bytes' in member)) throw new Error(`${entry.path}: ${member.fault}`);
      const isImage = /\.(?:png|jpg)$/.test(entry.path);
      return [entry.path, isImage ? `${member.bytes.length} bytes` : new TextDecoder().decode(member.bytes)];
    }),
  );
}
