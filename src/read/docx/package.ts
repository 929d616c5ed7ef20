import { placeOf } from '../../container/xml-query.js';
import { parseXml, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import { readMember, readZipRecords, type ZipArchive, type ZipEntry } from '../../container/zip-records.js';
import { StoryError } from '../../diagnostics/report.js';
import { countMarkup, needOf, type ReadingLimits, refuseHeavy, refuseLarge, sizeInWords } from '../limits.js';
import type { Source } from '../reader.js';

/** What a relationship of a part leads to. */
interface Relationship {
  /** The last step of its type: `image`, `hyperlink`, `styles`. */
  readonly type: string;
  /** A path in the package, or an address outside of it. */
  readonly target: string;
  readonly isExternal: boolean;
}

export type Relationships = ReadonlyMap<string, Relationship>;

/** A part of a DOCX with what it refers to. */
export interface Part {
  readonly root: XmlElement;
  readonly relationships: Relationships;
}

/** The parts of a DOCX that hold a story. */
export interface DocxPackage {
  readonly document: Part;
  readonly footnotes?: Part;
  readonly endnotes?: Part;
  readonly styles?: XmlElement;
  readonly numbering?: XmlElement;
  readonly properties?: XmlElement;
  /** The bytes of a member, or undefined when there is none, or none within the limits. */
  readonly bytesOf: (path: string) => Uint8Array | undefined;
}

/** Opens a DOCX within limits. Throws `input-too-large` for what would not fit, `input-damaged` for what is no DOCX. */
export function openDocx({ bytes, name }: Source, limits: ReadingLimits): DocxPackage {
  refuseLarge(bytes.length, limits.file, limits, name);
  const archive = readZipRecords(bytes);
  if (archive.fault) throw notDocx(name, foreignKind(bytes) ?? 'it is not a whole ZIP file');
  const members = checkMembers(archive, limits, name);
  let need = 0;
  const readPart = (path: string): XmlDocument | undefined => {
    const entry = members.get(path.toLowerCase());
    if (!entry) return undefined;
    const read = readMember(archive, entry, limits.member);
    if (!('bytes' in read)) throw unreadableMember(name, path, read.fault, limits);
    need += needOf('parts', countMarkup(read.bytes));
    refuseHeavy(need, limits, name);
    return parseXml(read.bytes, path);
  };
  const relationshipsOf = (path: string): Relationships => readRelationships(readPart(relationshipsPath(path)), path);
  const whole = relationshipsOf('');
  const path = targetOf(whole, 'officeDocument') ?? 'word/document.xml';
  const document = readPart(path);
  if (!document) throw notDocx(name, 'it holds no Word document');
  if (document.fault || document.root?.name !== 'document') throw damaged(name, document);
  const related = relationshipsOf(path);
  const partOf = (type: string): Part | undefined => {
    const target = targetOf(related, type);
    const root = target === undefined ? undefined : readPart(target)?.root;
    return target !== undefined && root ? { root, relationships: relationshipsOf(target) } : undefined;
  };
  const [footnotes, endnotes] = [partOf('footnotes'), partOf('endnotes')];
  const rootOf = (target: string | undefined) => (target === undefined ? undefined : readPart(target)?.root);
  const styles = rootOf(targetOf(related, 'styles'));
  const numbering = rootOf(targetOf(related, 'numbering'));
  const properties = rootOf(targetOf(whole, 'core-properties') ?? 'docProps/core.xml');
  return {
    document: { root: document.root, relationships: related },
    ...(footnotes && { footnotes }),
    ...(endnotes && { endnotes }),
    ...(styles && { styles }),
    ...(numbering && { numbering }),
    ...(properties && { properties }),
    bytesOf: (member) => {
      const entry = members.get(member.toLowerCase());
      const read = entry && readMember(archive, entry, limits.member);
      return read && 'bytes' in read ? read.bytes : undefined;
    },
  };
}

/** The members by their names in lower case, which OPC does not tell from others. Refuses what no honest file holds. */
function checkMembers({ entries }: ZipArchive, limits: ReadingLimits, file: string): ReadonlyMap<string, ZipEntry> {
  let unpacked = 0;
  for (const { path, size } of entries) {
    unpacked += size;
    if (/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[a-z]:|\0/i.test(path)) {
      const message = `The file holds a member called \`${path.slice(0, 100)}\`, which leads out of it. No honest DOCX does; it was not read.`;
      throw new StoryError('input-damaged', message, { file });
    }
  }
  refuseLarge(unpacked, limits.unpacked, limits, file);
  return new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]));
}

const relationshipsPath = (path: string): string => path.replace(/([^/]*)$/, '_rels/$1.rels');

function readRelationships(document: XmlDocument | undefined, base: string): Relationships {
  const found = new Map<string, Relationship>();
  for (const { name, attributes } of document?.elements ?? []) {
    const value = (key: string): string => attributes.find((one) => one.name === key)?.value ?? '';
    if (name !== 'Relationship' || value('Id') === '') continue;
    const isExternal = value('TargetMode') === 'External';
    const target = isExternal ? value('Target') : memberPath(value('Target'), base);
    found.set(value('Id'), { type: value('Type').replace(/^.*\//, ''), target, isExternal });
  }
  return found;
}

function targetOf(relationships: Relationships, type: string): string | undefined {
  return [...relationships.values()].find((one) => one.type === type && !one.isExternal)?.target;
}

/** A relationship's target as a path in the package: relative to the part's own folder, or from the root. */
function memberPath(target: string, base: string): string {
  const steps = target.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of unescaped(target.replace(/#.*$/s, '')).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function unescaped(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** What the bytes are instead, of what people take for DOCX. */
function foreignKind(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'it is protected by a password, or of Word’s old format (DOC)';
  if (head.startsWith('{\\rtf')) return 'it is RTF';
  if (/^\s*<(?:!doctype|html)/i.test(head)) return 'it is HTML';
  return undefined;
}

const notDocx = (file: string, reason: string): StoryError =>
  new StoryError(
    'input-damaged',
    `The file cannot be read as DOCX: ${reason}. Open it in a word processor and save it as a Word document (.docx).`,
    { file },
  );

function unreadableMember(file: string, path: string, fault: string, { member }: ReadingLimits): StoryError {
  if (fault === 'too-large') {
    const message = `The file’s \`${path}\` is larger than any story: ${sizeInWords(member)} are read at most. Split it, or allow more memory with \`--memory\`.`;
    return new StoryError('input-too-large', message, { file });
  }
  return notDocx(file, `its \`${path}\` is ${fault === 'encrypted' ? 'encrypted' : 'damaged'}`);
}

function damaged(file: string, document: XmlDocument): StoryError {
  const { fault } = document;
  if (!fault) return notDocx(file, `its \`${document.path}\` is no Word document`);
  const { line, column } = placeOf(document, fault.offset);
  return notDocx(file, `its \`${document.path}\` breaks off at line ${line}, column ${column}: ${fault.message}`);
}
