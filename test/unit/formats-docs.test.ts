import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NOTES_POLICIES, THEME_NAMES } from '../../src/model/book.js';
import { KEY_ALIASES } from '../../src/read/front-matter/keys.js';
import { FIELDS } from '../../src/read/front-matter/schema.js';
import { READERS } from '../../src/read/index.js';
import { WRITERS } from '../../src/write/index.js';

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');

type Row = readonly string[];

/** The rows of the table below a heading whose columns begin with these, each as its cells. */
function tableOf(...columns: readonly string[]): readonly Row[] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${columns.join(' | ')} |`));
  if (start < 0) throw new Error(`The page has no table of ${columns.join(', ')}.`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks, in order. */
const codes = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

const dotted = (extension: string): string => `.${extension}`;

describe('docs/formats.md', () => {
  test('has a row for each reader, with its extensions', () => {
    const rows = tableOf('reader', 'extensions').map(([name, extensions]) => [codes(name)[0], codes(extensions)]);
    expect(rows).toEqual(expect.arrayContaining(READERS.map(({ name, extensions }) => [name, extensions.map(dotted)])));
    expect(rows).toHaveLength(READERS.length);
  });

  test('has a row for each writer, with its extension', async () => {
    const rows = tableOf('format', 'extension').map(([name, extension]) => [codes(name)[0], codes(extension)]);
    const known = Object.entries(WRITERS).map(async ([name, load]) => [name, [dotted((await load()).extension)]]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(await Promise.all(known)));
  });

  test('has a row for each front matter key, with its type, its meaning and its other names', () => {
    const rows = tableOf('key', 'type', 'meaning', 'also called').map(([key, type, meaning, aliases]) => [
      codes(key)[0],
      { type, meaning, aliases: codes(aliases) },
    ]);
    const known = Object.entries(FIELDS).map(([key, { form, about }]) => [
      key,
      { type: form, meaning: about, aliases: KEY_ALIASES[key as keyof typeof FIELDS] },
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(known));
    expect(rows).toHaveLength(known.length);
  });

  test('says what each type of value may be, and no other', () => {
    const types = new Set<string>(Object.values(FIELDS).map(({ form }) => form));
    expect(new Set(tableOf('type', 'what it may be').map(([type]) => type))).toEqual(types);
  });

  test.each([...THEME_NAMES, ...NOTES_POLICIES])('names the value %s', (value) => {
    expect(page).toContain(`\`${value}\``);
  });
});

describe('a reader', () => {
  const read = READERS.filter(({ name }) => name !== 'folder');

  test.each(read)('for $name is held to cases: a story, and how it is understood', ({ name, extensions }) => {
    const files = readdirSync(new URL(`../cases/${name}/`, import.meta.url));
    const goldens = files.filter((file) => file.endsWith('.story.txt'));
    const held = goldens.filter((golden) => {
      const stem = golden.slice(0, -'.story.txt'.length);
      return extensions.some((extension) => files.includes(`${stem}.${extension}`));
    });
    expect(held.length).toBeGreaterThan(0);
    expect(held).toEqual(goldens);
  });
});
