// Works on a mounted device: reads what to do, step by step, and writes what came of each.
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [, , place, root] = process.argv;
const {
  steps,
  library,
  progress,
  slowAfter = Number.POSITIVE_INFINITY,
} = JSON.parse(readFileSync(join(place, 'request.json'), 'utf8'));
const { loadBooks } = await import(join(library, 'deliver/usb/load-books.js'));
const { deviceNamed } = await import(join(library, 'devices/profiles.js'));
const { textOf } = await import('./load-books.mjs');

const target = { profile: deviceNamed('kobo'), transport: 'files', root, folder: 'storybind', isReadOnly: false };

const STEPS = {
  async load({ books, isSync = false }) {
    let count = 0;
    const loadables = books.map((book) => ({
      ...book,
      key: book.key ?? book.name,
      size: book.said ?? book.size,
      bytes: async () => {
        // Who pulls the device out has the time to do it before all is done.
        if (count >= slowAfter) await wait(25);
        return textOf(book);
      },
    }));
    const onPlaced = ({ key }) => {
      count += 1;
      if (progress) appendFileSync(progress, `${key}\n`);
    };
    const outcome = await loadBooks(target, loadables, { isSync, isDryRun: false, onPlaced });
    const { placed, diagnostics, isDone } = outcome;
    return { isDone, diagnostics, told: placed.map(({ key, action, path }) => [key, action, path]) };
  },
  async write({ files }) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  },
  /** Every file by its hash. */
  async read() {
    const paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      paths.map((path) => [path.slice(root.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
    );
  },
};

const answers = [];
for (const step of steps) {
  try {
    answers.push({ value: await STEPS[step.do](step) });
  } catch (cause) {
    answers.push({ error: cause.diagnostic?.code ?? String(cause.stack) });
  }
}
writeFileSync(join(place, 'answer.tmp'), JSON.stringify(answers));
renameSync(join(place, 'answer.tmp'), join(place, 'answer.json'));
