import {
  type MemberFault,
  readMember,
  readZipRecords,
  type ZipArchive,
  type ZipEntry,
} from '../container/zip-records.js';
import { StoryError } from '../diagnostics/report.js';
import { sizeInWords } from './limits.js';
import type { Source } from './reader.js';

/** The ZIP file that a source is. Throws `input-damaged` when its records cannot be read. */
export function openArchive({ name, bytes }: Source): ZipArchive {
  const archive = readZipRecords(bytes);
  if (archive.fault === undefined) return archive;
  const message = 'The file is a ZIP archive that was cut short or damaged. Fetch it again, or save it anew.';
  throw new StoryError('input-damaged', message, { file: name });
}

/** The member's bytes. Throws when they cannot be had whole, or unpack to more than `limit` bytes. */
export function unpack(archive: ZipArchive, entry: ZipEntry, limit: number, file: string): Uint8Array {
  const member = readMember(archive, entry, limit);
  if (member.fault === undefined && 'bytes' in member) return member.bytes;
  const path = `\`${entry.path.slice(0, 80)}\``;
  if (member.fault === 'too-large') {
    const message = `${path} unpacks to more than ${sizeInWords(limit)}, which no story needs. Take out what is not text, or allow more memory with \`--memory\`.`;
    throw new StoryError('input-too-large', message, { file });
  }
  throw new StoryError('input-damaged', REASONS[member.fault ?? 'damaged'](path), { file });
}

const REASONS: Readonly<Record<Exclude<MemberFault, 'too-large'>, (path: string) => string>> = {
  damaged: (path) => `${path} in the archive is damaged. Fetch the file again, or save it anew.`,
  size: (path) => `${path} in the archive is not as long as it should be. Fetch the file again, or save it anew.`,
  crc: (path) => `${path} in the archive is damaged: its checksum is wrong. Fetch the file again, or save it anew.`,
  method: (path) =>
    `${path} in the archive is packed in a way that is not read. Pack it anew with an ordinary ZIP tool.`,
  encrypted: (path) => `${path} in the archive is locked with a password. Save it without one.`,
};
