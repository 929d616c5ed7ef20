import type { MetadataEntry } from '../../container/package-document.js';
import type { Creator, CreatorRole } from '../../model/story.js';
import type { PackageReading } from './package-metadata.js';

/** MARC relators, and what people write in their place, as the roles of the model. */
const ROLES: ReadonlyMap<string, CreatorRole> = new Map(
  Object.entries({
    aut: ['aut', 'author', 'writer', 'cre', 'creator', 'dub'],
    trl: ['trl', 'translator'],
    edt: ['edt', 'editor', 'com'],
    ill: ['ill', 'illustrator', 'art', 'artist'],
    ctb: ['ctb', 'contributor', 'clb'],
  }).flatMap(([role, names]) => names.map((name) => [name, role as CreatorRole] as const)),
);

/** What tools write where nobody is known. */
const NOBODY = /^(?:unknown(?: author)?|unbekannt|inconnu|n\/a|author|[^\p{L}\p{N}]*)$/iu;

/** A contributor of these roles made something of what the reader sees; the others made the file. */
const OF_CONTRIBUTORS: ReadonlySet<CreatorRole> = new Set(['aut', 'trl', 'edt', 'ill']);

/** Who made the book, in the package's order. EPUB 3.3 #sec-opf-dccreator: order is rank. */
export function readCreators(reading: PackageReading): void {
  const { facts } = reading;
  for (const entry of facts.all('dc:creator')) addCreator(entry, rolesOf(reading, entry, 'aut'), reading);
  for (const entry of facts.all('dc:contributor')) {
    const roles = rolesOf(reading, entry, undefined).filter((role) => OF_CONTRIBUTORS.has(role));
    // The artist of a Standard Ebooks cover painted no picture of the story.
    const isOfCover = facts.refinements(entry, 'role').some((role) => /^(?:art|cov)$/i.test(role.trim()));
    if (roles.length > 0 && !isOfCover) addCreator(entry, roles, reading);
  }
}

function rolesOf(
  { facts }: PackageReading,
  entry: MetadataEntry,
  usual: CreatorRole | undefined,
): readonly CreatorRole[] {
  const old = facts.old(entry, 'role');
  const stated = [...facts.refinements(entry, 'role'), ...(old === undefined ? [] : [old])];
  const known = stated.flatMap((role) => ROLES.get(role.trim().toLowerCase()) ?? []);
  if (known.length > 0) return known;
  if (usual === undefined) return [];
  return stated.length === 0 ? [usual] : ['ctb'];
}

function addCreator(entry: MetadataEntry, roles: readonly CreatorRole[], reading: PackageReading): void {
  const { facts, metadata, receipt } = reading;
  const written = facts.text(entry);
  if (NOBODY.test(written)) return;
  const role = roles.includes('aut') ? 'aut' : (roles[0] ?? 'aut');
  const filed = facts.refinements(entry, 'file-as')[0] ?? facts.old(entry, 'file-as');
  const creators = namesIn(written, filed).map(
    ({ name, fileAs }): Creator => ({ name, role, ...(fileAs !== undefined && { fileAs }) }),
  );
  metadata.append('creators', creators, receipt(entry, 0.9));
}

interface Name {
  readonly name: string;
  readonly fileAs?: string;
}

/** One name, or several that a tool joined by `&`. `Wells, H. G.` that is filed so is turned round. */
function namesIn(written: string, filed: string | undefined): readonly Name[] {
  const joined = written.split(/\s+&\s+/u);
  const filedNames = filed?.split(/\s+&\s+/u) ?? [];
  return joined.map((name, index) => {
    const fileAs = filedNames.length === joined.length ? filedNames[index] : undefined;
    const inverted = fileAs === name ? /^([^,]+),\s+([^,]+)$/u.exec(name) : null;
    if (inverted) return { name: `${inverted[2]} ${inverted[1]}`, fileAs: name };
    return fileAs === undefined || fileAs === name ? { name } : { name, fileAs };
  });
}
