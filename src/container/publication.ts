import { type PackageDocument, readPackage } from './package-document.js';
import { resolveReference } from './reference.js';
import { attribute } from './xml-query.js';
import { parseXml, type XmlDocument, type XmlReading } from './xml-tree.js';
import { type MemberFault, readMember, readZipRecords, type ZipArchive, type ZipEntry } from './zip-records.js';

export const CONTAINER_PATH = 'META-INF/container.xml';
export const PACKAGE_TYPE = 'application/oebps-package+xml';

/** How much a book may unpack to, in bytes: a ZIP bomb is a fault, never a heap full. */
export interface PublicationLimits {
  readonly member: number;
  readonly total: number;
}

const LIMITS: PublicationLimits = { member: 128 * 1024 * 1024, total: 768 * 1024 * 1024 };

/** Any EPUB, opened: its ZIP records, its package documents, and its members and their trees on demand. */
export interface Publication {
  readonly archive: ZipArchive;
  /** The members that are files, by path; of a name that occurs twice, the first. */
  readonly files: ReadonlyMap<string, ZipEntry>;
  /** The names that occur more than once, with other bytes: what lies behind the first is out of reach. */
  readonly shadowed: ReadonlySet<string>;
  readonly container: XmlDocument | undefined;
  /** The `full-path` of each rootfile that is a package, in order. */
  readonly packagePaths: readonly string[];
  /** The first rendition; undefined when it is missing or no package. */
  readonly package: PackageDocument | undefined;
  readonly packages: readonly PackageDocument[];
  /** The paths that META-INF/encryption.xml lists: their bytes cannot be judged. */
  readonly encryptedPaths: ReadonlySet<string>;
  /** A member's bytes; undefined when it is missing or cannot be unpacked. Unpacked once. */
  bytesOf(path: string): Uint8Array | undefined;
  /** A member's tree; undefined when `bytesOf` is. Parsed once. */
  documentOf(path: string): XmlDocument | undefined;
  /** Why a member's bytes cannot be trusted or had. */
  faultOf(path: string): MemberFault | undefined;
}

/** The book in these bytes, whatever state it is in; `reading` is how its trees are read. Never throws. */
export function readPublication(
  bytes: Uint8Array,
  limits: PublicationLimits = LIMITS,
  reading: XmlReading = {},
): Publication {
  const archive = readZipRecords(bytes);
  const files = new Map<string, ZipEntry>();
  const shadowed = new Set<string>();
  for (const entry of archive.entries) {
    if (entry.isDirectory) continue;
    const first = files.get(entry.path);
    if (!first) files.set(entry.path, entry);
    else if (first.crc !== entry.crc || first.size !== entry.size) shadowed.add(entry.path);
  }
  const members = new Members(archive, files, limits, reading);
  const container = members.documentOf(CONTAINER_PATH);
  const packagePaths = container ? rootfilePaths(container) : [];
  const packages = packagePaths.flatMap((path) => {
    const document = members.documentOf(path);
    const read = document && readPackage(document);
    return read ? [read] : [];
  });
  return {
    archive,
    files,
    shadowed,
    container,
    packagePaths,
    package: packages[0]?.path === packagePaths[0] ? packages[0] : undefined,
    packages,
    encryptedPaths: encryptedPaths(members.documentOf('META-INF/encryption.xml')),
    bytesOf: (path) => members.bytesOf(path),
    documentOf: (path) => members.documentOf(path),
    faultOf: (path) => members.faultOf(path),
  };
}

function rootfilePaths(container: XmlDocument): readonly string[] {
  return container.elements.flatMap((element) => {
    const path = attribute(element, 'full-path');
    const isPackage = element.name === 'rootfile' && attribute(element, 'media-type')?.trim() === PACKAGE_TYPE;
    return isPackage && path ? [path] : [];
  });
}

function encryptedPaths(encryption: XmlDocument | undefined): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const element of encryption?.elements ?? []) {
    const uri = element.name === 'CipherReference' ? attribute(element, 'URI') : undefined;
    // OCF 3.3 #sec-container-metainf-encryption.xml: these URLs start at the container's root.
    const reference = uri === undefined ? undefined : resolveReference('', uri);
    if (reference?.kind === 'local') paths.add(reference.path);
  }
  return paths;
}

/** Unpacks and parses each member at most once, within the limits. */
class Members {
  readonly #bytes = new Map<string, Uint8Array | undefined>();
  readonly #documents = new Map<string, XmlDocument | undefined>();
  readonly #faults = new Map<string, MemberFault>();
  readonly #archive: ZipArchive;
  readonly #files: ReadonlyMap<string, ZipEntry>;
  readonly #limits: PublicationLimits;
  readonly #reading: XmlReading;
  #unpacked = 0;

  constructor(
    archive: ZipArchive,
    files: ReadonlyMap<string, ZipEntry>,
    limits: PublicationLimits,
    reading: XmlReading,
  ) {
    this.#reading = reading;
    this.#archive = archive;
    this.#files = files;
    this.#limits = limits;
  }

  bytesOf(path: string): Uint8Array | undefined {
    if (this.#bytes.has(path)) return this.#bytes.get(path);
    const entry = this.#files.get(path);
    const bytes = entry && this.#unpack(entry);
    this.#bytes.set(path, bytes);
    return bytes;
  }

  documentOf(path: string): XmlDocument | undefined {
    if (this.#documents.has(path)) return this.#documents.get(path);
    const bytes = this.bytesOf(path);
    const document = bytes && parseXml(bytes, path, this.#reading);
    this.#documents.set(path, document);
    return document;
  }

  faultOf(path: string): MemberFault | undefined {
    this.bytesOf(path);
    return this.#faults.get(path);
  }

  #unpack(entry: ZipEntry): Uint8Array | undefined {
    const limit = Math.min(this.#limits.member, this.#limits.total - this.#unpacked);
    const member = readMember(this.#archive, entry, limit);
    if (member.fault !== undefined) this.#faults.set(entry.path, member.fault);
    if (!('bytes' in member)) return undefined;
    this.#unpacked += member.bytes.length;
    return member.bytes;
  }
}
