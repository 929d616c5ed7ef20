import { describe, expect, it } from 'vitest';
import { type Attachment, asAttachments, type MailBook } from '../../src/deliver/mail/attachment.js';
import { encodedSize, inMails, largestBook, lonelySize, mailLimit } from '../../src/deliver/mail/batches.js';
import { refuseKindleFormat } from '../../src/deliver/mail/kindle-formats.js';
import { composeMessage, type Letter } from '../../src/deliver/mail/message.js';
import { titleInMail } from '../../src/deliver/mail/words.js';

const book = (file: string, title = file, bytes: Uint8Array = Buffer.from('PK wet')): MailBook => ({
  file,
  title,
  bytes,
});
const named = (books: readonly MailBook[]): readonly Attachment[] => asAttachments(books, ({ file }) => file);

const letter = (changes: Partial<Letter> = {}): Letter => ({
  from: 'ann@example.org',
  to: ['ann@kindle.com'],
  attachments: named([book('wet-year', 'The Wet Year')]),
  date: new Date('2024-05-06T07:08:09Z'),
  ...changes,
});

const textOf = async (changes: Partial<Letter> = {}): Promise<string> =>
  Buffer.from((await composeMessage(letter(changes))).bytes).toString('latin1');

const headersOf = (text: string): string => text.slice(0, text.indexOf('\r\n\r\n'));

describe('a mail', () => {
  it('has a body as text and as HTML, and the book as an EPUB under an ASCII name', async () => {
    const text = (await textOf()).replaceAll('=\r\n', '');
    expect(text).toContain('Content-Type: multipart/mixed;');
    expect(text).toMatch(/Content-Type: text\/plain; charset=utf-8\r\n[\s\S]*- The Wet Year \(wet-year\.epub\)/);
    expect(text).toMatch(/Content-Type: text\/html; charset=utf-8\r\n[\s\S]*<li>The Wet Year \(wet-year\.epub\)<\/li>/);
    expect(text).toMatch(/Content-Type: application\/epub\+zip; name=wet-year\.epub\r\n/);
    expect(text).toMatch(/Content-Disposition: attachment; filename=wet-year\.epub\r\n/);
    const encoded = /filename=wet-year\.epub\r\n\r\n([\s\S]*?)\r\n--/.exec(text)?.[1] ?? '';
    expect(Buffer.from(encoded, 'base64').toString()).toBe('PK wet');
  });

  it('is the same to the byte for the same letter, and another on another day', async () => {
    expect(await textOf()).toBe(await textOf());
    const id = (text: string) => /^Message-ID: <([0-9a-f]{32})@example\.org>\r$/m.exec(text)?.[1];
    const ids = [await textOf(), await textOf({ date: new Date(0) }), await textOf({ to: ['bo@kindle.com'] })].map(id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(3);
    expect(await textOf()).toContain('\r\nDate: Mon, 06 May 2024 07:08:09 +0000\r\n');
  });

  it('ends every line with CRLF, is ASCII, and keeps its lines short', async () => {
    const text = await textOf({ attachments: named([book('a', 'Ψυχή 第三章 🌧'.repeat(9)), book('b', '"<&>"')]) });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/^[\x20-\x7e\r\n\t]+$/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it.each([
    ['a line break', 'Rain\r\nBcc: eve@example.org'],
    ['line feeds and a body', 'Rain\nX-Evil: yes\n\nbody'],
    ['a line separator', 'Rain\u2028X-Evil: yes'],
    ['controls', 'Rain\u0000\u000b\u000c\u0085X-Evil: yes'],
    ['an encoded word', '=?utf-8?Q?Rain=0D=0AX-Evil:_yes?='],
    ['an override of direction', '\u202egpj.exe\u202c'],
    ['5,000 emoji', '🌧'.repeat(5000)],
    ['nothing in it', ''],
    ['half an emoji', '\ud83c'],
  ])('is not led astray by a title with %s', async (_name, title) => {
    const text = await textOf({ attachments: named([book(title, title)]) });
    const headers = headersOf(text).replace(/\r\n[ \t]+/g, ' ');
    const names = headers.split('\r\n').map((line) => line.slice(0, line.indexOf(':')));
    expect(names).toEqual(['From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type']);
    expect(text.match(/^Bcc|^X-Evil/gim)).toBeNull();
    expect(text).toMatch(/filename="?[a-z0-9-]{1,60}\.epub"?\r\n/);
    expect(text.length).toBeLessThan(10_000);
  });

  it('shows markup in a title as text', async () => {
    const text = await textOf({ attachments: named([book('x', '<img src=x> & "co"')]) });
    const html = text.slice(text.indexOf('text/html')).replace(/=\r\n/g, '').replaceAll('=3D', '=');
    expect(html).toContain('<li>&lt;img src=x&gt; &amp; &quot;co&quot; (x.epub)</li>');
  });

  it('reads no file and no address on the network that a title or a name holds', async () => {
    const text = await textOf({ attachments: named([book('/etc/hostname', 'file:///etc/hostname')]) });
    expect(text).toContain('filename=etc-hostname.epub');
  });
});

describe('a title in a mail', () => {
  it('is one line of at most 100 characters, and never empty', () => {
    expect(titleInMail(' The\tWet\n Year ')).toBe('The Wet Year');
    expect(titleInMail('\u202e\u0007')).toBe('Untitled');
    expect([...titleInMail('🌧'.repeat(101))]).toHaveLength(100);
    expect(titleInMail('🌧'.repeat(100))).toBe('🌧'.repeat(100));
  });
});

describe('the names of the books in a mail', () => {
  it('are ASCII, and each occurs once', () => {
    const names = named([
      book('Der Müll & die Stadt'),
      book('Дом'),
      book('дом'),
      book('第三章'),
      book('dom-2'),
      book('🌧'),
    ]);
    expect(names.slice(0, 3).map(({ name }) => name)).toEqual([
      'der-mull-and-die-stadt.epub',
      'dom.epub',
      'dom-2.epub',
    ]);
    expect(new Set(names.map(({ name }) => name)).size).toBe(6);
    expect(names.every(({ name }) => /^[a-z0-9-]+\.epub$/.test(name))).toBe(true);
  });
});

describe('the books of a run', () => {
  const sized = (size: number) => ({ file: 'a', title: 'a', bytes: new Uint8Array(size) });

  it('go into mails of at most 25, in their order', () => {
    const books = Array.from({ length: 51 }, (_, index) => book(`book-${index}`));
    const mails = inMails(books, mailLimit());
    expect(mails.map((mail) => mail.length)).toEqual([25, 25, 1]);
    expect(mails.flat()).toEqual(books);
    expect(inMails([], mailLimit())).toEqual([]);
  });

  it('never weigh more in a mail than 50 MB, encoding and all', async () => {
    const limit = mailLimit();
    const largest = largestBook(limit);
    expect(largest).toBeGreaterThan(36_000_000);
    expect(lonelySize(largest)).toBeLessThanOrEqual(50_000_000);
    const message = await composeMessage(letter({ attachments: named([sized(largest)]) }));
    expect(message.bytes.length).toBeLessThanOrEqual(50_000_000);
    expect(message.bytes.length).toBeGreaterThan(49_900_000);
    expect(
      inMails([sized(largest - 20_000_000), sized(15_000_000), sized(6_000_000)], limit).map(({ length }) => length),
    ).toEqual([2, 1]);
  });

  it('never weigh more than planned, with the longest titles and the most books and addresses', async () => {
    const books = Array.from({ length: 25 }, () => ({ ...sized(100), file: 'Щ'.repeat(90), title: '"第'.repeat(90) }));
    const to = Array.from({ length: 15 }, (_, index) => `${'a'.repeat(60)}${index}@${'kindle.'.repeat(25)}com`);
    const message = await composeMessage(letter({ attachments: named(books), to }));
    const planned = lonelySize(0) + 25 * (lonelySize(100) - lonelySize(0)) + 24 * 4096;
    expect(message.bytes.length).toBeLessThan(planned);
  });

  it('go into smaller mails where the server takes less', () => {
    expect(mailLimit(1_000_000)).toEqual({ bytes: 1_000_000, attachments: 25 });
    expect(inMails([sized(400_000), sized(400_000)], mailLimit(1_000_000))).toHaveLength(2);
    expect(mailLimit(99_000_000).bytes).toBe(50_000_000);
  });

  it('are counted as base64 has them', () => {
    for (const size of [0, 1, 2, 3, 56, 57, 58, 114, 1000]) {
      const lines =
        Buffer.alloc(size)
          .toString('base64')
          .match(/.{1,76}/g) ?? [];
      expect(encodedSize(size)).toBe(lines.map((line) => line.length + 2).reduce((sum, length) => sum + length, 0));
    }
  });
});

describe('a Kindle file', () => {
  it.each(['book.azw3', 'book.AZW', 'book.mobi', 'book.prc', 'book.kfx'])('%s is refused by its name', (file) => {
    expect(() => refuseKindleFormat(file, new Uint8Array(3))).toThrow(/Send the EPUB/);
  });

  it('is refused by its bytes, whatever it is called', () => {
    const bytes = Buffer.concat([Buffer.alloc(60), Buffer.from('BOOKMOBI')]);
    expect(() => refuseKindleFormat('book.epub', bytes)).toThrow(/Send-to-Kindle refuses/);
    expect(() => refuseKindleFormat('book.epub', bytes.subarray(1))).not.toThrow();
  });
});
