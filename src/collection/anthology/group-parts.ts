import { authorsOf } from '../../model/creators.js';
import { type Section, sectionId, text } from '../../model/story.js';
import { collatorFor } from '../../text/collation.js';
import { slug } from '../../text/slug.js';

/** The parts gathered in upper parts by first author or first fandom, in the order of their names; those with neither at the end. */
export function groupParts(parts: readonly Section[], by: 'author' | 'fandom', language: string): readonly Section[] {
  const groups = new Map<string, { readonly name: string; readonly filed: string; readonly parts: Section[] }>();
  const others: Section[] = [];
  for (const part of parts) {
    const head = headOf(part, by);
    if (head === undefined) {
      others.push(part);
      continue;
    }
    const key = head.name.normalize('NFKC').toLowerCase();
    const group = groups.get(key) ?? { ...head, parts: [] };
    group.parts.push(part);
    groups.set(key, group);
  }
  const { compare } = collatorFor(language);
  const taken = new Set<string>();
  const upper = [...groups.values()]
    .sort((a, b) => compare(a.filed, b.filed))
    .map(({ name, parts }): Section => upperPart(name, freeName(`${by}_${slug(name)}`, taken), parts));
  return [...upper, ...others];
}

function headOf({ work }: Section, by: 'author' | 'fandom'): { name: string; filed: string } | undefined {
  if (by === 'fandom') {
    const name = work?.metadata.fandoms[0];
    return name === undefined ? undefined : { name, filed: name };
  }
  const [author] = work ? authorsOf(work.metadata) : [];
  return author && { name: author.name, filed: author.fileAs ?? author.name };
}

const upperPart = (name: string, id: string, sections: readonly Section[]): Section => ({
  id: sectionId(id),
  role: 'part',
  title: [text(name)],
  notesBefore: [],
  notesAfter: [],
  blocks: [],
  sections,
});

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
