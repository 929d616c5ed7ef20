import { parseXml, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import type { ZipArchive, ZipEntry } from '../../container/zip-records.js';
import { StoryError } from '../../diagnostics/report.js';
import { countMarkup, needOf, type ReadingLimits, refuseHeavy, refuseLarge } from '../limits.js';
import type { Source } from '../reader.js';
import { faultPlace, refuseFault } from '../xml-hast.js';
import { openArchive, unpack } from '../zip-members.js';
import { childOf, nameOf } from './names.js';

/** A text document, packed or flat. */
export interface TextDocument {
  /** The element whose children are the text. */
  readonly text: XmlElement;
  /** The elements that hold styles; of two styles with one name the later goes before. */
  readonly styles: readonly XmlElement[];
  readonly meta: XmlElement | undefined;
  /** The bytes of a file inside the package. */
  readonly fileAt: (path: string) => Uint8Array | undefined;
}

/** The document in the source. Throws when it is damaged, locked or no text document. */
export function openTextDocument(source: Source, limits: ReadingLimits): TextDocument {
  refuseLarge(source.bytes.length, limits.file, limits, source.name);
  const [first, second] = source.bytes;
  return first === 0x50 && second === 0x4b ? openPackage(source, limits) : openFlat(source, limits);
}

function openFlat(source: Source, limits: ReadingLimits): TextDocument {
  const { root } = parse(source.bytes, source.name, new Weigher(limits, source.name));
  const text = textOf(root, source.name);
  return { text, styles: stylesOf(root), meta: childOf(root, 'office:meta'), fileAt: () => undefined };
}

function openPackage(source: Source, limits: ReadingLimits): TextDocument {
  const archive = openArchive(source);
  const entries = new Map(archive.entries.filter((one) => !one.isDirectory).map((one) => [one.path, one] as const));
  const weigher = new Weigher(limits, source.name);
  const read = (path: string): XmlElement | undefined => {
    const entry = entries.get(path);
    return entry && parse(unpack(archive, entry, limits.member, source.name), path, weigher).root;
  };
  if (isLocked(read('META-INF/manifest.xml')) || entries.has('encrypted-package')) {
    const message =
      'The document is locked with a password. Open it in the program that made it and save it without one.';
    throw new StoryError('input-damaged', message, { file: source.name });
  }
  const content = read('content.xml');
  if (!content) {
    const message = 'The archive holds no `content.xml`, so it is no OpenDocument text. Save the story anew as `.odt`.';
    throw new StoryError('format-unknown', message, { file: source.name });
  }
  return {
    text: textOf(content, source.name),
    styles: [childOf(read('styles.xml'), 'office:styles'), ...stylesOf(content)].filter((one) => one !== undefined),
    meta: childOf(read('meta.xml'), 'office:meta'),
    fileAt: imageReader(archive, entries, limits),
  };
}

/** The images of the package, up to a limit for all of them. One that cannot be had is missing, and said so. */
function imageReader(
  archive: ZipArchive,
  entries: ReadonlyMap<string, ZipEntry>,
  limits: ReadingLimits,
): TextDocument['fileAt'] {
  let left = limits.images;
  return (path) => {
    const entry = entries.get(path);
    if (!entry || entry.size > left) return undefined;
    left -= entry.size;
    try {
      return unpack(archive, entry, limits.member, path);
    } catch (error) {
      if (error instanceof StoryError) return undefined;
      throw error;
    }
  };
}

/** Adds up what the documents of a package need. */
class Weigher {
  readonly #limits: ReadingLimits;
  readonly file: string;
  #need = 0;

  constructor(limits: ReadingLimits, file: string) {
    this.#limits = limits;
    this.file = file;
  }

  add(bytes: Uint8Array): void {
    this.#need += needOf('xml', countMarkup(bytes));
    refuseHeavy(this.#need, this.#limits, this.file);
  }
}

function parse(bytes: Uint8Array, path: string, weigher: Weigher): XmlDocument {
  weigher.add(bytes);
  const { file } = weigher;
  const document = parseXml(bytes, path);
  if (!document.fault) return document;
  const wayOut = 'Open the document in the program that made it and save it anew.';
  return refuseFault(document, { file, ...faultPlace(document) }, wayOut);
}

function textOf(root: XmlElement | undefined, file: string): XmlElement {
  const text = childOf(childOf(root, 'office:body'), 'office:text');
  if (text) return text;
  const message = 'The file is no OpenDocument text: a sheet, a drawing or something else. Save the story as `.odt`.';
  throw new StoryError('format-unknown', message, { file });
}

const stylesOf = (root: XmlElement | undefined): readonly XmlElement[] =>
  ['office:styles', 'office:automatic-styles'].map((name) => childOf(root, name)).filter((one) => one !== undefined);

/** OpenDocument 1.2 part 3, 4.4: a file entry that is encrypted says how. */
const isLocked = (manifest: XmlElement | undefined): boolean =>
  manifest?.document.elements.some((element) => nameOf(element) === 'manifest:encryption-data') ?? false;
