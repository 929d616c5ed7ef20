import { type Dirent, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** True for a path whose last part has a `*` that no shell expanded. */
export const isPattern = (path: string): boolean => basename(path).includes('*');

/**
 * The files that the pattern's last part matches, in the order of their names: `*` stands for any run of characters,
 * never for a leading dot. The pattern itself where a file has that very name; nothing where none matches.
 */
export function expandPattern(pattern: string): readonly string[] {
  const folder = dirname(pattern);
  const wanted = basename(pattern);
  const names = entriesOf(folder)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name);
  if (names.includes(wanted)) return [pattern];
  const isBare = folder === '.' && !pattern.startsWith('.');
  return names
    .filter((name) => !name.startsWith('.') && matchesPattern(name, wanted))
    .sort()
    .map((name) => (isBare ? name : join(folder, name)));
}

/** Whether the name is of the pattern, `*` standing for any run of characters. */
export const matchesPattern = (name: string, pattern: string): boolean =>
  pattern.includes('*') ? matches(name, pattern.split('*')) : name === pattern;

/** Whether the parts stand in the name in their order, the first at its start and the last at its end. Linear. */
function matches(name: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
