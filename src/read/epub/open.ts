import { isKoboMark } from '../../container/kobo-marks.js';
import { type PackageDocument, readPackage } from '../../container/package-document.js';
import { CONTAINER_PATH, type Publication, readPublication } from '../../container/publication.js';
import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { type ReadingLimits, refuseLarge } from '../limits.js';
import type { Source } from '../reader.js';
import { bookDocument } from './book-xml.js';

export interface OpenBook {
  readonly publication: Publication;
  readonly pack: PackageDocument;
  /** What of the file is out of reach. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The EPUB in the source's bytes. Throws `StoryError` when it is none, is encrypted, or is made to harm. */
export function openBook(source: Source, limits: ReadingLimits): OpenBook {
  const about = { file: source.name };
  if (source.bytes.length === 0) {
    throw new StoryError('input-empty', 'The file is empty. Give a file with a story in it.', about);
  }
  refuseLarge(source.bytes.length, limits.file, limits, source.name);
  const publication = readPublication(
    source.bytes,
    { member: limits.member, total: limits.unpacked },
    { isTransparent: isKoboMark },
  );
  const refuse = (message: string): never => {
    throw new StoryError('input-damaged', message, about);
  };
  if (publication.archive.fault !== undefined && publication.files.size === 0) {
    refuse('The file is no ZIP file, as every EPUB is, or it is cut off. Fetch it again.');
  }
  const leaking = publication.archive.entries.find(({ path }) => isLeaking(path));
  if (leaking)
    refuse(`The file holds the name ${JSON.stringify(leaking.path)}, which leads out of it. It is not read.`);
  refuseBomb(publication, CONTAINER_PATH, source);
  if (!publication.container) {
    refuse(`The file is a ZIP file without \`${CONTAINER_PATH}\`, so it is no EPUB${otherKind(publication)}.`);
  }
  const path = publication.packagePaths[0];
  const pack = packageAt(publication, path) ?? publication.packages[0];
  if (!pack) {
    if (path !== undefined) refuseBomb(publication, path, source);
    const what = path === undefined ? 'names no package document' : `names \`${path}\`, which cannot be read`;
    return refuse(`The EPUB ${what}, so what belongs to the book is not known. Fetch it again.`);
  }
  refuseEncrypted(publication, pack, source);
  return { publication, pack, diagnostics: shadows(publication, source) };
}

const shadows = ({ shadowed }: Publication, { name }: Source): readonly Diagnostic[] =>
  [...shadowed].map((path) => {
    const message = `\`${path}\` is in the archive more than once, each with other contents; the first is taken. Rename the others with a ZIP program, or fetch the book again.`;
    return diagnostic('member-shadowed', message, { file: name });
  });

function packageAt(publication: Publication, path: string | undefined): PackageDocument | undefined {
  const { package: known } = publication;
  if (known && !known.document.fault) return known;
  const document = path === undefined ? undefined : bookDocument(publication, path);
  return document && readPackage(document);
}

/** A member that is missing because it unpacks to more than any book holds. */
export function refuseBomb(publication: Publication, path: string, source: Source): void {
  if (publication.faultOf(path) !== 'too-large') return;
  const message = `\`${path}\` unpacks to more than any story needs, so the file is not read. Take out what is not text, or allow more memory with \`--memory\`.`;
  throw new StoryError('input-too-large', message, { file: source.name });
}

/** Text that is encrypted is read by its shop's programs only; obfuscated fonts are nobody's loss. */
function refuseEncrypted(publication: Publication, pack: PackageDocument, source: Source): void {
  const isLocked = pack.spine.some(({ item }) => item?.path !== undefined && publication.encryptedPaths.has(item.path));
  if (!isLocked) return;
  const message = 'The EPUB is encrypted (DRM), so its text cannot be read. Give a copy without protection.';
  throw new StoryError('input-damaged', message, { file: source.name });
}

function isLeaking(path: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0');
}

function otherKind({ files }: Publication): string {
  if (files.has('word/document.xml')) return ' but a Word document: call it `.docx`';
  if (files.has('content.xml')) return ' but an OpenDocument text: call it `.odt`';
  return '';
}
