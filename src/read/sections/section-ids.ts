import { type Section, sectionId } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import { slug } from '../../text/slug.js';

/**
 * The sections with their ids: from the title, else the label, else the role; an ordinal only among equals. A chapter
 * that moves keeps its id, for readers' positions hang on it.
 */
export function withIds(sections: readonly Section[]): readonly Section[] {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  const unique = (name: string): string => {
    let count = counts.get(name) ?? 0;
    let id = name;
    do {
      count++;
      id = count === 1 ? name : `${name}-${count}`;
    } while (used.has(id));
    counts.set(name, count);
    used.add(id);
    return id;
  };
  const named = (section: Section): Section => ({
    ...section,
    id: sectionId(unique(nameOf(section))),
    sections: section.sections.map(named),
  });
  return sections.map(named);
}

function nameOf({ title, label, role }: Section): string {
  return (title && slug(plainText(title))) || (label && slug(label)) || role;
}
