import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/collection/catalogue/open.js';
import { inlineExecutor } from '../../src/collection/run/executor.js';
import { type RunEvent, type RunRequest, type RunSummary, runCollection } from '../../src/collection/run/run.js';
import { StoryError } from '../../src/diagnostics/report.js';
import { PIXEL } from '../support/pixel.js';

let root: string;
let stories: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'storybind-run-'));
  stories = join(root, 'stories');
  out = join(root, 'books');
  mkdirSync(stories);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a story as it was written long enough ago for its date to be trusted. */
function story(path: string, text: string): void {
  const place = join(stories, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
}

const rain = (title: string): string => `Title: ${title}\nAuthor: Bo Lind\n\nIt rained on ${title} for a week.\n`;

interface Ran extends RunSummary {
  readonly events: readonly RunEvent[];
  /** The stories that were opened. */
  readonly opened: readonly string[];
}

async function run(request: Partial<RunRequest> = {}): Promise<Ran> {
  // The clock of a file system is too coarse to tell of a change in the same moment.
  await new Promise((resume) => setTimeout(resume, 30));
  const events: RunEvent[] = [];
  const opened: string[] = [];
  const summary = await runCollection({
    roots: [stories],
    out,
    options: { cover: false },
    tool: '1.0.0',
    executor: async () => {
      const inline = await inlineExecutor();
      return {
        ...inline,
        bind: (task, signal) => {
          opened.push(task.story.place);
          return inline.bind(task, signal);
        },
      };
    },
    signal: new AbortController().signal,
    say: (event) => events.push(event),
    ...request,
  });
  return { ...summary, events, opened };
}

const flagged = ({ events }: Ran): readonly string[] =>
  events.flatMap((event) => (event.kind === 'flagged' ? [event.diagnostic.code] : []));

const books = (): readonly string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.epub'))
    .sort();
const hash = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(out, name)))
    .digest('hex');

describe('a run over a collection', () => {
  it('binds every story, and nothing again that has not changed', async () => {
    story('a.txt', rain('Almond'));
    story('sub/b.md', `# Birch\n\nThe birch stood alone.\n`);
    expect(await run()).toMatchObject({ bound: 2, current: 0, failed: 0, isWhole: true });
    expect(books()).toEqual(['a.epub', 'sub/b.epub']);
    const again = await run();
    expect(again).toMatchObject({ bound: 0, current: 2 });
    expect(again.opened).toEqual([]);
  });

  it('binds again what changed, and only that', async () => {
    story('a.txt', rain('Almond'));
    story('b.txt', rain('Birch'));
    await run();
    const untouched = hash('b.epub');
    story('a.txt', rain('Aspen'));
    expect((await run()).opened).toEqual(['a.txt']);
    expect(hash('b.epub')).toBe(untouched);
  });

  it('looks at a story that was only touched, and leaves its book', async () => {
    story('a.txt', rain('Almond'));
    await run();
    const { mtimeNs } = statSync(join(out, 'a.epub'), { bigint: true });
    utimesSync(join(stories, 'a.txt'), 1, 1);
    expect(await run()).toMatchObject({ bound: 0, current: 1, opened: ['a.txt'] });
    expect(statSync(join(out, 'a.epub'), { bigint: true }).mtimeNs).toBe(mtimeNs);
    expect((await run()).opened).toEqual([]);
  });

  it('sees a change that hides behind the old date and the old length', async () => {
    story('a.txt', rain('Almond'));
    await run();
    const before = statSync(join(stories, 'a.txt'));
    story('a.txt', rain('Dogrel'));
    utimesSync(join(stories, 'a.txt'), before.atime, before.mtime);
    expect(await run()).toMatchObject({ bound: 1 });
  });

  it('binds again when an image that the story shows comes, changes or goes', async () => {
    story('a.md', '# Map\n\n![the map](map.png)\n\nThere was a map.\n');
    await run();
    expect((await run()).opened).toEqual([]);
    writeFileSync(join(stories, 'map.png'), PIXEL);
    expect(await run()).toMatchObject({ bound: 1 });
    rmSync(join(stories, 'map.png'));
    expect(await run()).toMatchObject({ bound: 1 });
  });

  it('binds everything again for other options and for another version', async () => {
    story('a.txt', rain('Almond'));
    await run();
    expect(await run({ options: { cover: false, theme: 'modern' } })).toMatchObject({ bound: 1 });
    expect(await run({ options: { cover: false, theme: 'modern' }, tool: '1.0.1' })).toMatchObject({ bound: 1 });
  });

  it('makes a book again that someone took away or changed', async () => {
    story('a.txt', rain('Almond'));
    await run();
    const made = hash('a.epub');
    rmSync(join(out, 'a.epub'));
    await run();
    expect(hash('a.epub')).toBe(made);
    writeFileSync(join(out, 'a.epub'), 'spoilt');
    await run();
    expect(hash('a.epub')).toBe(made);
  });

  it('goes on when a story cannot be bound, and tries it again when it has changed or is asked to', async () => {
    story('a.txt', rain('Almond'));
    story('b.txt', '');
    const first = await run();
    expect(first).toMatchObject({ bound: 1, failed: 1, isWhole: true });
    expect(first.events.find(({ kind }) => kind === 'failed')).toMatchObject({
      entry: { diagnostics: [{ code: 'input-empty' }] },
    });
    expect(await run()).toMatchObject({ bound: 0, failed: 1, opened: [] });
    expect(await run({ isRetrying: true })).toMatchObject({ failed: 1, opened: ['b.txt'] });
    story('b.txt', rain('Birch'));
    expect(await run()).toMatchObject({ bound: 1, failed: 0 });
  });

  it('keeps the book of a story that can no longer be read', async () => {
    story('a.txt', rain('Almond'));
    await run();
    const made = hash('a.epub');
    story('a.txt', '');
    expect(await run()).toMatchObject({ failed: 1 });
    expect(hash('a.epub')).toBe(made);
  });

  it('tells of books whose stories are gone, and removes them only when asked to', async () => {
    story('a.txt', rain('Almond'));
    story('sub/b.txt', rain('Birch'));
    await run();
    rmSync(join(stories, 'sub'), { recursive: true });
    expect((await run()).gone.map(({ place }) => place)).toEqual(['sub/b.txt']);
    expect(books()).toEqual(['a.epub', 'sub/b.epub']);
    expect(await run({ isPruning: true })).toMatchObject({ pruned: 1, gone: [] });
    expect(books()).toEqual(['a.epub']);
    expect(existsSync(join(out, 'sub'))).toBe(false);
  });

  it('never removes a book that someone has changed', async () => {
    story('a.txt', rain('Almond'));
    story('b.txt', rain('Birch'));
    await run();
    rmSync(join(stories, 'b.txt'));
    writeFileSync(join(out, 'b.epub'), 'with notes of my own');
    const ran = await run({ isPruning: true });
    expect(ran.pruned).toBe(0);
    expect(ran.gone).toHaveLength(1);
    expect(books()).toEqual(['a.epub', 'b.epub']);
  });

  it('removes no book of a folder that holds no story any more: its disk may not be there', async () => {
    const other = join(root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'b.txt'), rain('Birch'));
    story('a.txt', rain('Almond'));
    await run({ roots: [stories, other] });
    rmSync(join(other, 'b.txt'));
    expect(await run({ roots: [stories, other], isPruning: true })).toMatchObject({ pruned: 0 });
    rmSync(other, { recursive: true });
    expect(await run({ roots: [stories, other], isPruning: true })).toMatchObject({ pruned: 0 });
    expect(books()).toEqual(['a.epub', 'b.epub']);
    rmSync(join(stories, 'a.txt'));
    await expect(run({ isPruning: true })).rejects.toMatchObject({ diagnostic: { code: 'input-directory' } });
    expect(books()).toEqual(['a.epub', 'b.epub']);
  });

  it('names books by the template, clashes in the same way whichever story came first', async () => {
    story('b.txt', rain('Rain'));
    await run({ name: '{author}/{title}' });
    story('a.txt', rain('Rain'));
    await run({ name: '{author}/{title}' });
    const grown = books();
    expect(grown).toHaveLength(2);
    const grownHashes = grown.map(hash);
    rmSync(out, { recursive: true });
    await run({ name: '{author}/{title}' });
    expect(books()).toEqual(grown);
    expect(books().map(hash)).toEqual(grownHashes);
  });

  it('moves books to the names of another template without binding them, and leaves nothing at the old ones', async () => {
    story('sub/a.txt', rain('Almond'));
    story('sub/b.txt', rain('Birch'));
    await run();
    const made = books().map(hash);
    const ran = await run({ name: '{title}' });
    expect(ran).toMatchObject({ bound: 0, current: 2 });
    expect(books()).toEqual(['Almond.epub', 'Birch.epub']);
    expect(books().map(hash)).toEqual(made);
    expect(existsSync(join(out, 'sub'))).toBe(false);
    expect((await run({ name: '{title}' })).opened).toEqual([]);
  });

  it('leaves no book behind when a story’s new title gives it another name', async () => {
    story('a.txt', rain('Almond'));
    await run({ name: '{author}/{title}' });
    story('a.txt', rain('Aspen'));
    await run({ name: '{author}/{title}' });
    expect(books()).toEqual(['Bo Lind/Aspen.epub']);
  });

  it('lets two books change names', async () => {
    story('a.txt', rain('Almond'));
    story('b.txt', rain('Birch'));
    await run({ name: '{title}' });
    story('a.txt', rain('Birch'));
    story('b.txt', rain('Almond'));
    await run({ name: '{title}' });
    expect(books()).toEqual(['Almond.epub', 'Birch.epub']);
    const settled = books().map(hash);
    rmSync(out, { recursive: true });
    await run({ name: '{title}' });
    expect(books().map(hash)).toEqual(settled);
  });

  it('does not overwrite the book of a story with that of another of the same name', async () => {
    story('rain.txt', rain('Almond'));
    story('rain.md', '# Birch\n\nAnother story.\n');
    await run();
    expect(books()).toHaveLength(2);
  });

  it('never overwrites a file that it did not put there, and takes the name when that is gone', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'a.epub'), 'the only copy of something else');
    story('a.txt', rain('Almond'));
    const ran = await run();
    const [marked] = books();
    expect(marked).toMatch(/^a \[[0-9a-f]{8}\]\.epub$/);
    expect(readFileSync(join(out, 'a.epub'), 'utf8')).toBe('the only copy of something else');
    expect(flagged(ran)).toEqual(['output-name-taken']);
    expect(await run()).toMatchObject({ bound: 0, current: 1 });
    expect(books()).toEqual([marked, 'a.epub']);
    rmSync(join(out, 'a.epub'));
    expect(await run()).toMatchObject({ bound: 0, current: 1 });
    expect(books()).toEqual(['a.epub']);
  });

  it('never overwrites one where another template leads to', async () => {
    story('a.txt', rain('Almond'));
    await run();
    writeFileSync(join(out, 'Almond.epub'), 'the only copy of something else');
    await run({ name: '{title}' });
    expect(readFileSync(join(out, 'Almond.epub'), 'utf8')).toBe('the only copy of something else');
    expect(books()).toEqual([expect.stringMatching(/^Almond \[[0-9a-f]{8}\]\.epub$/), 'Almond.epub']);
  });

  it('knows its books again when its catalogue is lost', async () => {
    story('a.txt', rain('Almond'));
    story('b.txt', rain('Birch'));
    await run();
    const made = books().map(hash);
    rmSync(join(out, '.storybind'), { recursive: true });
    expect(await run()).toMatchObject({ bound: 2 });
    expect(books()).toEqual(['a.epub', 'b.epub']);
    expect(books().map(hash)).toEqual(made);
  });

  it('leaves a book that someone has changed beside the one that has another name now', async () => {
    story('a.txt', rain('Almond'));
    await run({ name: '{title}' });
    writeFileSync(join(out, 'Almond.epub'), 'with my own notes');
    story('a.txt', rain('Aspen'));
    const ran = await run({ name: '{title}' });
    expect(books()).toEqual(['Almond.epub', 'Aspen.epub']);
    expect(readFileSync(join(out, 'Almond.epub'), 'utf8')).toBe('with my own notes');
    expect(flagged(ran)).toEqual(['book-kept']);
  });

  it('still tells of a story that failed when its file was only touched', async () => {
    story('empty.txt', '');
    story('a.txt', rain('Almond'));
    expect(await run()).toMatchObject({ bound: 1, failed: 1 });
    utimesSync(join(stories, 'empty.txt'), 1, 1);
    const again = await run();
    expect(again.opened).toEqual(['empty.txt']);
    expect(again).toMatchObject({ bound: 0, current: 1, failed: 1, isWhole: true });
    expect(again.stillFailed.map(({ place }) => place)).toEqual(['empty.txt']);
  });

  it('tells who is strict of the books that were flagged before', async () => {
    story('a.md', '# Map\n\n![the map](map.png)\n\nThere was a map.\n');
    story('b.txt', rain('Birch'));
    expect((await run({ isStrict: true })).stillFlagged).toEqual([]);
    const again = await run({ isStrict: true });
    expect(again).toMatchObject({ bound: 0, current: 2 });
    expect(again.stillFlagged.map(({ place }) => place)).toEqual(['a.md']);
    expect((await run()).stillFlagged).toEqual([]);
  });

  it('gives way to another run in the same folder, and says who is there', async () => {
    story('a.txt', rain('Almond'));
    let error: unknown;
    await run({
      executor: async () => {
        error = await run().catch((reason: unknown) => reason);
        return inlineExecutor();
      },
    });
    expect(error).toBeInstanceOf(StoryError);
    expect((error as StoryError).diagnostic).toMatchObject({ code: 'catalogue-busy' });
    expect((error as StoryError).message).toContain(String(process.pid));
  });

  it('waits for the other run when it is told to', async () => {
    story('a.txt', rain('Almond'));
    let second: Promise<Ran> | undefined;
    await run({
      say: (event) => {
        if (event.kind === 'planned') second = run({ isWaiting: true });
      },
    });
    expect(await second).toMatchObject({ bound: 0, current: 1 });
  });

  it('sets a damaged catalogue aside and goes on', async () => {
    story('a.txt', rain('Almond'));
    await run();
    const made = hash('a.epub');
    writeFileSync(join(out, '.storybind/catalogue.db'), Buffer.alloc(8192, 'no database '));
    const ran = await run();
    expect(ran).toMatchObject({ bound: 1 });
    expect(ran.events[0]).toMatchObject({ kind: 'flagged', diagnostic: { code: 'catalogue-damaged' } });
    expect(hash('a.epub')).toBe(made);
  });

  it('refuses a catalogue of a newer version rather than spoil it', async () => {
    story('a.txt', rain('Almond'));
    await run();
    const catalogue = readCatalogue(out);
    catalogue?.database.exec('PRAGMA user_version = 999');
    catalogue?.close();
    await expect(run()).rejects.toMatchObject({ diagnostic: { code: 'catalogue-newer' } });
  });

  it('leaves nothing but books and what it knows of them', async () => {
    story('a.txt', rain('Almond'));
    story('b.txt', '');
    await run();
    expect(
      readdirSync(join(out, '.storybind'))
        .filter((name) => !/-(?:wal|shm)$/.test(name))
        .sort(),
    ).toEqual(['catalogue.db', 'lock.db', 'lock.json']);
    expect(readdirSync(out).sort()).toEqual(['.storybind', 'a.epub']);
  });

  it('stops in order when it is told to, and the next run goes on', async () => {
    for (const name of ['a', 'b', 'c', 'd']) story(`${name}.txt`, rain(name));
    const abort = new AbortController();
    const cut = await run({
      signal: abort.signal,
      say: (event) => {
        if (event.kind === 'bound') abort.abort();
      },
    });
    expect(cut).toMatchObject({ bound: 1, isWhole: false });
    expect(await run()).toMatchObject({ bound: 3, current: 1, isWhole: true });
  });
});

describe('a book that cannot be removed', () => {
  it('stops neither the others nor the next run', async () => {
    story('one.txt', rain('One'));
    story('two.txt', rain('Two'));
    await run();
    // Someone made a folder of its place, with something in it.
    rmSync(join(out, 'one.epub'));
    mkdirSync(join(out, 'one.epub'));
    writeFileSync(join(out, 'one.epub/kept.txt'), 'hers');
    story('one.txt', rain('One, again'));
    story('two.txt', rain('Two, again'));
    await run();
    expect(readFileSync(join(out, 'one.epub/kept.txt'), 'utf8')).toBe('hers');
    expect((await run()).bound).toBe(0);
    rmSync(join(stories, 'two.txt'));
    rmSync(join(out, 'two.epub'));
    mkdirSync(join(out, 'two.epub'));
    await expect(run({ isPruning: true })).resolves.toBeDefined();
    expect(existsSync(join(out, 'two.epub'))).toBe(true);
  });
});
