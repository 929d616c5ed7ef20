import { parseXml, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import { type Report, StoryError } from '../../diagnostics/report.js';
import { countMarkup, needOf, type ReadingLimits, refuseHeavy, refuseLarge } from '../limits.js';
import type { Source } from '../reader.js';
import { readSourceText } from '../source-text.js';
import { faultPlace, refuseFault } from '../xml-hast.js';
import { openArchive, unpack } from '../zip-members.js';
import { mendXml } from './mend-xml.js';

export interface OpenFictionBook {
  readonly document: XmlDocument;
  readonly root: XmlElement;
  readonly encoding: string;
}

/** The FictionBook in the source, plain or zipped, as a tree. Throws when it is damaged or none. */
export function openFictionBook(source: Source, limits: ReadingLimits, report: Report): OpenFictionBook {
  refuseLarge(source.bytes.length, limits.file, limits, source.name);
  const bytes = plainBytes(source, limits);
  const { text, encoding } = readSourceText({ ...source, bytes }, report, { declared: declaredEncoding(bytes) });
  refuseHeavy(needOf('xml', countMarkup(text)), limits, source.name);
  const document = parse(text.trimStart(), source.name, report);
  const { root } = document;
  if (root?.name === 'FictionBook') return { document, root, encoding };
  const message = `The file is XML, but no FictionBook: its root element is \`${root?.name ?? ''}\`.`;
  throw new StoryError('format-unknown', message, { file: source.name });
}

function parse(text: string, file: string, report: Report): XmlDocument {
  const document = parseText(text, file);
  if (!document.fault) return document;
  const about = { file, ...faultPlace(document) };
  const mended = mendXml(text);
  const again = mended === text ? document : parseText(mended, file);
  if (again.fault) {
    const wayOut = 'Mend the file there, or save it anew with a FictionBook editor.';
    refuseFault(again, { file, ...faultPlace(again) }, wayOut);
  }
  report.add('markup-mended', `The XML was mended: ${document.fault.message}. Nothing of the text was lost.`, about);
  return again;
}

const parseText = (text: string, file: string): XmlDocument => parseXml(new TextEncoder().encode(text), file);

function plainBytes(source: Source, limits: ReadingLimits): Uint8Array {
  if (!isZip(source.bytes)) return source.bytes;
  const archive = openArchive(source);
  const books = archive.entries.filter(({ path, isDirectory }) => !isDirectory && /\.fb2$/i.test(path));
  const [book] = books;
  if (book && books.length === 1) return unpack(archive, book, limits.member, source.name);
  const message = book
    ? `The archive holds ${books.length} FictionBooks. Unpack it, and give one at a time.`
    : 'The archive holds no FictionBook. Give one that holds a `.fb2` file.';
  throw new StoryError('format-unknown', message, { file: source.name });
}

const isZip = ([first, second, third]: Uint8Array): boolean => first === 0x50 && second === 0x4b && third === 3;

/** What the XML declaration says. Its own letters are ASCII in every encoding that it can name. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400));
  return /^\s{0,99}<\?xml[ \t\r\n][^>]{0,200}?encoding[ \t\r\n]{0,9}=[ \t\r\n]{0,9}["']([A-Za-z0-9._:-]{1,60})["']/.exec(
    head,
  )?.[1];
}
