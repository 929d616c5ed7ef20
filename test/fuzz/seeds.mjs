// The files that runs start from, by reader: the project's own samples, cases and labelled stories.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCorpus } from '../accuracy/corpus.mjs';

const project = fileURLToPath(new URL('../../', import.meta.url));
const LARGEST = 80_000;

const READER_OF = {
  ...{ '.txt': 'text', '.md': 'markdown', '.html': 'html', '.htm': 'html', '.xhtml': 'html', '.epub': 'epub' },
  ...{ '.docx': 'docx', '.odt': 'odt', '.fodt': 'odt', '.fb2': 'fb2', '.fbz': 'fb2' },
};

/** The stories whose books, bound on the fly, are read again. */
const BOUND =
  /^(?:paper-lanterns\.txt|toudai-no-neko\.txt|novella\.md|picture-book\.md|quirks\.md|ao3-page\.html|lighthouse\.fb2)$/;

/**
 * The seeds: lists of `{ name, bytes }` by reader; `own epub` are books that the library bound, and a seed of
 * `folder` has `members`. The same at every run of the same tree.
 */
export async function loadSeeds({ build }) {
  const seeds = { text: [], markdown: [], html: [], epub: [], 'own epub': [], docx: [], odt: [], fb2: [], folder: [] };
  const add = (name, bytes) => {
    const reader = READER_OF[extname(name)];
    if (reader && bytes.length <= LARGEST) seeds[reader].push({ name: basename(name), bytes: Buffer.from(bytes) });
  };
  for (const path of [...filesBelow('stories'), ...filesBelow('test/cases')]) {
    if (!path.endsWith('.story.txt')) add(path, readFileSync(path));
  }
  for (const { name, bytes, path, members } of await loadCorpus()) {
    if (bytes) add(name, bytes);
    else seeds.folder.push({ name: basename(name), members: members ? ofRecord(members) : ofFolder(path) });
  }
  const told = Object.values(seeds).flat();
  for (const { name, bytes } of told.filter((seed) => BOUND.test(seed.name))) {
    const book = await build({ name, bytes }, { cover: false });
    seeds['own epub'].push({ name: book.fileName, bytes: Buffer.from(book.bytes) });
  }
  return seeds;
}

const filesBelow = (folder) =>
  readdirSync(join(project, folder), { recursive: true })
    .sort()
    .map((path) => join(project, folder, path))
    .filter((path) => statSync(path).isFile());

const ofRecord = (members) => Object.entries(members).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) }));

const ofFolder = (folder) =>
  readdirSync(folder, { recursive: true })
    .sort()
    .filter((path) => READER_OF[extname(path)])
    .map((path) => ({ name: path, bytes: readFileSync(join(folder, path)) }));
