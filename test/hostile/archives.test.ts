import { describe, expect, it } from 'vitest';
import { type Member, packZip } from '../support/zip.js';
import { bind } from './support/bind.js';
import { bytesOf, docxMembers, epubMembers, odtMembers, wordParagraph } from './support/files.js';

const TEXT = 'It rained on the lock.';

/** Each archive format with a story in it and room for more members. */
const FORMATS = [
  { file: 'rain.docx', members: docxMembers(wordParagraph(TEXT)), main: 'word/document.xml' },
  { file: 'rain.odt', members: odtMembers(`<text:p>${TEXT}</text:p>`), main: 'content.xml' },
  { file: 'rain.epub', members: epubMembers(), main: 'page.xhtml' },
] as const;

const swap = (members: readonly Member[], path: string, change: Partial<Member>): readonly Member[] =>
  members.map((member) => (member.path === path ? { ...member, ...change } : member));

const END_RECORD = 22;

describe.each(FORMATS)('$file', ({ file, members, main }) => {
  it('holds its story where nothing is wrong', async () => {
    expect((await bind(file, packZip(members))).text).toContain(TEXT);
  });

  it('is refused when its text unpacks to more than any story has', async () => {
    const bomb = packZip(swap(members, main, { bytes: new Uint8Array(80 * 2 ** 20).fill(0x20) }));
    expect(bomb.length).toBeLessThan(200_000);
    const { refusal, message } = await bind(file, bomb);
    expect({ refusal, message }).toEqual({ refusal: 'input-too-large', message: expect.stringContaining('--memory') });
  });

  it('is not unpacked where a bomb that the story does not need lies in it', async () => {
    const nested = packZip([{ path: 'inner.zip', bytes: new Uint8Array(4 * 2 ** 20) }]);
    const { text } = await bind(file, packZip([...members, { path: 'lib/0.zip', bytes: nested }]));
    expect(text).toContain(TEXT);
  });

  it('is refused when its text unpacks to more than its records say', async () => {
    const packed = packZip(swap(members, main, { bytes: new Uint8Array(2 ** 20).fill(0x20) }));
    const lying = withSizes(packed, main, 1000);
    expect((await bind(file, lying)).refusal).toMatch(/^input-(?:damaged|unreadable|empty)$/);
  });

  it('is refused when its members overlap so that a little data unpacks to much', async () => {
    const quine = Array.from({ length: 40 }, (_, index) => ({ path: `m${index}`, bytes: new Uint8Array(8 * 2 ** 20) }));
    const archive = packZip([...members, ...quine.slice(0, 1)]);
    const overlapping = repeatLast(archive, 60_000);
    const { refusal, text } = await bind(file, overlapping);
    if (refusal === undefined) expect(text).toContain(TEXT);
    else expect(refusal).toBe('input-too-large');
  });

  it('of as many members as a ZIP file can list is read or refused', async () => {
    const many = Array.from({ length: 65_000 }, (_, index) => ({
      path: `x/${index}`,
      bytes: new Uint8Array(0),
      isStored: true,
    }));
    const { refusal, text } = await bind(file, packZip([...members, ...many]));
    expect(refusal === undefined ? text : TEXT).toContain(TEXT);
  });

  it.each([
    '../evil.txt',
    '../../../../etc/cron.d/evil',
    '/etc/passwd',
    '..\\..\\evil.txt',
    'C:\\evil.txt',
    'a/../../b',
    'a\0b',
  ])('never lets the name %j lead out of it', async (path) => {
    const { refusal, text, message } = await bind(file, packZip([...members, { path, bytes: bytesOf('evil') }]));
    if (refusal === undefined) expect(text).toContain(TEXT);
    else
      expect({ refusal, message }).toEqual({
        refusal: expect.stringMatching(/^input-(?:damaged|unreadable)$/),
        message: expect.stringMatching(/leads out/),
      });
    expect(text).not.toContain('evil');
  });

  it('takes a symbolic link for the few bytes that it is', async () => {
    const bytes = Buffer.from(
      packZip([...members, { path: 'link.txt', bytes: bytesOf('/etc/passwd'), isStored: true }]),
    );
    bytes.writeUInt32LE(0o120777 * 2 ** 16, bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 38);
    const { text } = await bind(file, new Uint8Array(bytes));
    expect(text).toContain(TEXT);
    expect(text).not.toContain('root:');
  });

  it('is refused when it is cut off, and when its records lead nowhere', async () => {
    const whole = packZip(members);
    expect((await bind(file, whole.slice(0, whole.length - END_RECORD))).refusal).toMatch(/^input-/);
    expect((await bind(file, whole.slice(0, 60))).refusal).toMatch(/^input-/);
    const astray = whole.slice();
    new DataView(astray.buffer).setUint32(astray.length - 6, 0xfffffff0, true);
    expect((await bind(file, astray)).refusal).toMatch(/^input-/);
  });

  it('is refused when its text is locked or packed in a way unknown', async () => {
    expect((await bind(file, packZip(swap(members, main, { method: 99 })))).refusal).toMatch(/^input-/);
  });
});

describe('an archive in an archive', () => {
  it('of FictionBooks that unpacks to a bomb is refused', async () => {
    const bomb = packZip([{ path: 'rain.fb2', bytes: new Uint8Array(80 * 2 ** 20).fill(0x20) }]);
    expect((await bind('rain.fb2.zip', bomb)).refusal).toMatch(/^(?:input-too-large|format-unknown|input-binary)$/);
    expect((await bind('rain.fbz', bomb)).refusal).toBe('input-too-large');
  });
});

/** The archive with another unpacked size in the records of the member. */
function withSizes(archive: Uint8Array, path: string, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  for (let at = bytes.indexOf(path); at >= 0; at = bytes.indexOf(path, at + 1)) {
    if (at >= 46 && bytes.readUInt32LE(at - 46) === 0x02014b50) bytes.writeUInt32LE(size, at - 22);
    if (at >= 30 && bytes.readUInt32LE(at - 30) === 0x04034b50) bytes.writeUInt32LE(size, at - 8);
  }
  return new Uint8Array(bytes);
}

/** The archive with the last record of its directory again and again: all of them share one member's data. */
function repeatLast(archive: Uint8Array, times: number): Uint8Array {
  const bytes = Buffer.from(archive);
  const end = bytes.length - END_RECORD;
  const last = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const record = bytes.subarray(last, end);
  const copies = Array.from({ length: times }, () => record);
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(bytes.readUInt16LE(end + 10) + times, 10);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, end), ...copies, tail]));
}
