import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Difference, differenceBetween } from '../../src/collection/duplicates/differences.js';
import { type Findings, findFamilies } from '../../src/collection/duplicates/families.js';
import { fingerprint, type StoryPrint } from '../../src/collection/duplicates/fingerprints.js';
import { foldText } from '../../src/collection/duplicates/fold.js';
import { compareWording } from '../../src/collection/duplicates/sentences.js';
import { understand } from '../../src/convert.js';
import { Report } from '../../src/diagnostics/report.js';
import { dice, FORMATS, type MadeStory, makeStory } from '../bench/library.mjs';

/** The fingerprints of a story file of that name and text. */
async function printOf(name: string, text: string): Promise<StoryPrint> {
  const source = { name, bytes: new TextEncoder().encode(text) };
  const { story } = await understand(source, { typography: false, set: { language: 'mul' } }, new Report(name));
  return fingerprint(story, name, name);
}

const printsOf = (files: Readonly<Record<string, string>>): Promise<readonly StoryPrint[]> =>
  Promise.all(Object.entries(files).map(([name, text]) => printOf(name, text)));

const findIn = async (files: Readonly<Record<string, string>>): Promise<Findings> =>
  findFamilies(await printsOf(files));

const pathsOf = (prints: readonly StoryPrint[]): readonly string[] => prints.map(({ path }) => path);

/** The only family's second copy, beside the fullest. */
async function differenceIn(files: Readonly<Record<string, string>>): Promise<Difference> {
  const { families } = await findIn(files);
  const [fullest, copy] = families[0] ?? [];
  if (families.length !== 1 || !fullest || !copy) throw new Error(`${families.length} families`);
  return differenceBetween(fullest, copy);
}

const NOVEL = makeStory(1, { chapters: 6, words: 4000 });
const without = (story: MadeStory, count: number): MadeStory => ({
  ...story,
  chapters: story.chapters.slice(0, -count),
});
const only = (story: MadeStory, at: number): MadeStory => ({ ...story, chapters: story.chapters.slice(at, at + 1) });

describe('copies of one story', () => {
  it('are the same text in any format, curly or straight, wrapped or not', async () => {
    const files = { 'a.txt': FORMATS.txt(NOVEL), 'b.md': FORMATS.md(NOVEL), 'c.html': FORMATS.html(NOVEL) };
    const { families, contained } = await findIn(files);
    expect(families.map(pathsOf)).toEqual([['a.txt', 'b.md', 'c.html']]);
    expect(contained).toEqual([]);
    const [fullest, ...others] = families[0] as readonly [StoryPrint, ...StoryPrint[]];
    expect(others.map((copy) => differenceBetween(fullest, copy).relation)).toEqual(['same text', 'same text']);
  });

  it('with chapters that others lack are the fullest, and the chapters are named', async () => {
    const { copy, relation, missing, extra, changed } = await differenceIn({
      'old.html': FORMATS.html(without(NOVEL, 2)),
      'new.txt': FORMATS.txt(NOVEL),
    });
    expect({ path: copy.path, relation, extra, changed }).toEqual({
      path: 'old.html',
      relation: 'shorter',
      extra: [],
      changed: [],
    });
    expect(missing.map(({ name }) => name)).toEqual([
      `Chapter 5: ${NOVEL.chapters[4]?.title}`,
      `Chapter 6: ${NOVEL.chapters[5]?.title}`,
    ]);
  });

  it('with a chapter rewritten are edited, and each has a chapter that the other lacks', async () => {
    const other = makeStory(99, { chapters: 1, words: 700 });
    const chapters = NOVEL.chapters.map((one, at) => (at === 2 ? { ...other.chapters[0]!, title: one.title } : one));
    const { relation, missing, extra } = await differenceIn({
      'a.md': FORMATS.md(NOVEL),
      'b.md': FORMATS.md({ ...NOVEL, chapters }),
    });
    expect(relation).toBe('edited');
    expect([missing.length, extra.length]).toEqual([1, 1]);
    expect(missing[0]?.name).toBe(`Chapter 3: ${NOVEL.chapters[2]?.title}`);
  });

  it('with some sentences changed say in which chapter', async () => {
    const chapters = NOVEL.chapters.map((one, at) =>
      at === 3
        ? { ...one, paragraphs: [`Nobody had asked the weaver. ${one.paragraphs[0]}`, ...one.paragraphs.slice(1)] }
        : one,
    );
    const { relation, changed, missing } = await differenceIn({
      'a.md': FORMATS.md({ ...NOVEL, chapters }),
      'b.txt': FORMATS.txt(NOVEL),
    });
    expect({ relation, changed, missing }).toEqual({ relation: 'edited', changed: [[3, 3]], missing: [] });
  });

  it('are found when one of them has no chapters at all', async () => {
    const paragraphs = NOVEL.chapters.flatMap((one) => one.paragraphs);
    const { isPartedOtherwise } = await differenceIn({
      'a.md': FORMATS.md(NOVEL),
      'b.md': `# ${NOVEL.title}\n\n${paragraphs.join('\n\n')}\n`,
    });
    expect(isPartedOtherwise).toBe(true);
  });

  it('are told which says what of itself', async () => {
    const { facts } = await differenceIn({
      'a.md': `---\ntitle: "‘Low’ Water…"\nauthor: Ada Lark\nrating: G\n---\n\n${NOVEL.chapters[0]?.paragraphs.join('\n\n')}`,
      'b.md': `---\ntitle: "'Low' Water..."\nauthor: A. Lark\n---\n\n${NOVEL.chapters[0]?.paragraphs.join('\n\n')}`,
    });
    expect(facts).toEqual([
      { field: 'authors', fullest: 'Ada Lark', copy: 'A. Lark' },
      { field: 'rating', fullest: 'G', copy: '' },
    ]);
  });

  it('of the same words are ranked by their date, then by what they say of themselves', async () => {
    const body = NOVEL.chapters[0]?.paragraphs.join('\n\n');
    const { families } = await findIn({
      'a.md': `---\ntitle: Low Water\nupdated: 2004-01-01\nrating: G\n---\n\n${body}`,
      'b.md': `---\ntitle: Low Water\nupdated: 2009-01-01\n---\n\n${body}`,
      'c.md': `---\ntitle: Low Water\nupdated: 2009-01-01\nrating: G\n---\n\n${body}`,
    });
    expect(families.map(pathsOf)).toEqual([['c.md', 'b.md', 'a.md']]);
  });
});

describe('stories inside of others', () => {
  it('an excerpt is contained in its novel, not a copy of it', async () => {
    const excerpt = { ...only(NOVEL, 2), title: 'A Sample' };
    const { families, contained } = await findIn({
      'novel.html': FORMATS.html(NOVEL),
      'sample.txt': FORMATS.txt(excerpt),
    });
    expect(families).toEqual([]);
    expect(contained.map(({ story, within }) => [story.path, within.path])).toEqual([['sample.txt', 'novel.html']]);
  });

  it('the first chapters under the novel’s own title are an earlier copy', async () => {
    const { families } = await findIn({ 'novel.txt': FORMATS.txt(NOVEL), 'early.txt': FORMATS.txt(only(NOVEL, 0)) });
    expect(families.map(pathsOf)).toEqual([['novel.txt', 'early.txt']]);
  });

  it('an anthology contains its stories, which are no copies of one another', async () => {
    const stories = [11, 12, 13, 14].map((seed) => makeStory(seed, { chapters: 1, words: 900 }));
    const anthology = { title: 'Four Rooms', author: 'Several', chapters: stories.flatMap(({ chapters }) => chapters) };
    const files = Object.fromEntries(stories.map((story, at) => [`${at}.txt`, FORMATS.txt(story)]));
    const { families, contained } = await findIn({ ...files, 'anthology.md': FORMATS.md(anthology) });
    expect(families).toEqual([]);
    expect(contained.map(({ story }) => story.path)).toEqual(['0.txt', '1.txt', '2.txt', '3.txt']);
  });
});

describe('stories that are no copies', () => {
  it('of the same title are only said to have it', async () => {
    const one = { ...makeStory(21, { words: 900 }), title: 'The Crossing' };
    const other = { ...makeStory(22, { words: 900 }), title: 'The Crossing' };
    const { families, sameTitle } = await findIn({ 'a.txt': FORMATS.txt(one), 'b.txt': FORMATS.txt(other) });
    expect(families).toEqual([]);
    expect(sameTitle.map(pathsOf)).toEqual([['a.txt', 'b.txt']]);
  });

  it('fifty of them under one long disclaimer, however short', async () => {
    const disclaimer = makeStory(5, { words: 160 }).chapters[0]?.paragraphs.join('\n\n') ?? '';
    const files = Array.from({ length: 50 }, (_, at) => {
      const { chapters } = makeStory(100 + at, { words: 120 });
      return [`${at}.txt`, `Title: Piece ${at}\n\n${disclaimer}\n\n${chapters[0]?.paragraphs.join('\n\n')}\n`];
    });
    const { families, contained } = await findIn(Object.fromEntries(files));
    expect({ families, contained }).toEqual({ families: [], contained: [] });
  });

  it('but two copies under that disclaimer are', async () => {
    const disclaimer = makeStory(5, { words: 160 }).chapters[0]?.paragraphs.join('\n\n') ?? '';
    const file = (seed: number, title: string): string =>
      `Title: ${title}\n\n${disclaimer}\n\n${makeStory(seed, { words: 200 }).chapters[0]?.paragraphs.join('\n\n')}\n`;
    const files = Array.from({ length: 20 }, (_, at) => [`${at + 10}.txt`, file(100 + at, `Piece ${at}`)]);
    const { families } = await findIn({
      ...Object.fromEntries(files),
      'again.md': `${file(103, 'Piece 3')}\nAnd that was all.\n`,
    });
    expect(families.map(pathsOf)).toEqual([['again.md', '13.txt']]);
  });

  it('an instalment of a series that repeats a chapter of the one before', async () => {
    const first = makeStory(31, { chapters: 4, words: 3200 });
    const second = makeStory(32, { chapters: 4, words: 3200 });
    const opening = { ...second, chapters: [first.chapters.at(-1)!, ...second.chapters] };
    const { families, contained } = await findIn({ '1.txt': FORMATS.txt(first), '2.txt': FORMATS.txt(opening) });
    expect({ families, contained }).toEqual({ families: [], contained: [] });
  });

  it('empty ones, and tiny ones whose titles differ', async () => {
    const gone = 'This story was taken down by its author.';
    const { families } = await findIn({
      'a.md': '# The Weir\n\n* * *\n',
      'b.md': '# The Mill\n\n* * *\n',
      'c.txt': `Title: The Weir\n\n${gone}\n`,
      'd.txt': `Title: The Mill\n\n${gone}\n`,
      'e.txt': `Title: The Mill\n\n${gone}\n`,
    });
    expect(families.map(pathsOf)).toEqual([['d.txt', 'e.txt']]);
  });
});

describe('scripts', () => {
  const HAIKU = [
    '雨がやんだ朝、灯台守は古い階段を一段ずつ数えながら降りていった。',
    '猫は窓のそばで、海から戻らない船のことを考えているようだった。',
    '「手紙は来ましたか」と少女が尋ねると、老人は首を横に振った。',
    '丘の上の風車は止まり、村の人々は誰もその理由を知らなかった。',
    '夜になると、港の明かりが一つずつ消えて、波の音だけが残った。',
  ];

  it('without spaces are compared by their characters, wherever lines break', async () => {
    const text = HAIKU.join('');
    const wrapped = (text.match(/.{1,20}/gu) ?? []).join('\n');
    const { families } = await findIn({
      'a.md': `# 灯台\n\n${text}\n`,
      'b.md': `# 灯台\n\n${wrapped}\n`,
      'c.md': `# 灯台\n\n${HAIKU.slice(0, 4).join('')}夜が明けると、港には見知らぬ船が一隻だけ残っていた。\n`,
      'd.md':
        '# 山道\n\n山の道を歩く旅人は、夕暮れの鐘を聞いて足を止めた。遠くの畑では、最後の荷車がゆっくりと村へ帰っていく。風は冷たく、空には一番星が光っていた。旅人は静かに歌いはじめた。\n',
    });
    expect(families).toHaveLength(1);
    expect(new Set(pathsOf(families[0] ?? []))).toEqual(new Set(['a.md', 'b.md', 'c.md']));
  });

  it('of Arabic fold vowel marks and the stretching stroke away', () => {
    expect(foldText('الكِتَابُ الجديد').codes).toEqual(foldText('الكـتاب الجديد').codes);
  });

  it('fold case, ligatures, accents, full-width letters and apostrophes away', () => {
    expect(foldText('“Straße”, said ＯＤＡ; it’s the ﬁnal café…').codes).toEqual(
      foldText('"STRASSE," said Oda - it\'s the final cafe...').codes,
    );
  });
});

describe('fingerprints', () => {
  const SHAPES = fc.record({
    seed: fc.nat(1_000),
    chapters: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 20, max: 120 }),
  });

  it('know a story again however it is wrapped and set', async () => {
    await fc.assert(
      fc.asyncProperty(SHAPES, async ({ seed, chapters, width }) => {
        const story = makeStory(seed, { chapters, words: 300 });
        const { families } = await findIn({ 'a.html': FORMATS.html(story), 'b.txt': FORMATS.txt(story, width) });
        expect(families[0]?.map(({ textHash }) => textHash)).toEqual(Array(2).fill(families[0]?.[0].textHash));
        expect(families).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it('do not take another story for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), fc.nat(1_000), async (one, other) => {
        fc.pre(one !== other);
        const { families, contained } = await findIn({
          'a.md': FORMATS.md(makeStory(one, { words: 400 })),
          'b.md': FORMATS.md(makeStory(other, { words: 900, chapters: 2 })),
        });
        expect({ families, contained }).toEqual({ families: [], contained: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('give the same answer in whatever order the stories come', async () => {
    const stories = [1, 2, 3].map((seed) => makeStory(seed, { chapters: 3, words: 900 }));
    const files = stories.flatMap((story, at) => [
      [`${at}.txt`, FORMATS.txt(story)],
      [`${at}.html`, FORMATS.html(story)],
      [`${at}-old.md`, FORMATS.md(without(story, 1))],
    ]);
    const prints = await printsOf(Object.fromEntries(files));
    const expected = findFamilies(prints);
    expect(expected.families).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray([...prints], { minLength: prints.length }), (shuffled) => {
        expect(findFamilies(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('wording', () => {
  it('is compared sentence by sentence, and shown from shortly before it parts', () => {
    const ours = 'It rained. The old ferryman sold the brass key to nobody at all. They left.';
    const theirs = 'It rained! The old ferryman sold the brass lamp to nobody at all. They left.';
    expect(compareWording(ours, theirs)).toEqual({
      sentences: 3,
      differing: 1,
      first: {
        fullest: '… ferryman sold the brass key to nobody at all.',
        copy: '… ferryman sold the brass lamp to nobody at all.',
      },
    });
    expect(compareWording('“It’s late…” she said.', '"It\'s late..." she said.')).toBeUndefined();
  });
});

describe('precision and recall', () => {
  /** The story with every word changed for another with the chance of `share`. */
  const reword = (story: MadeStory, share: number, seed: number): MadeStory => {
    const roll = dice(seed);
    const change = (word: string): string => (roll(1000) < share * 1000 ? `${word}${'aeiou'[roll(5)]}` : word);
    const chapters = story.chapters.map((one) => ({
      ...one,
      paragraphs: one.paragraphs.map((text) => text.split(' ').map(change).join(' ')),
    }));
    return { ...story, chapters };
  };

  const MUTATIONS: Readonly<Record<string, (story: MadeStory, seed: number) => MadeStory>> = {
    nothing: (story) => story,
    '5 % of the words': (story, seed) => reword(story, 0.05, seed),
    '10 % of the words': (story, seed) => reword(story, 0.1, seed),
    '15 % of the words': (story, seed) => reword(story, 0.15, seed),
    'the last chapter gone': (story) => without(story, 1),
    'half of the chapters gone': (story) => without(story, Math.floor(story.chapters.length / 2)),
    'two chapters more': (story, seed) => ({
      ...story,
      chapters: [...story.chapters, ...makeStory(seed + 50_000, { chapters: 2, words: 600 }).chapters],
    }),
    'every third paragraph gone': (story) => ({
      ...story,
      chapters: story.chapters.map((one) => ({ ...one, paragraphs: one.paragraphs.filter((_, at) => at % 3 < 2) })),
    }),
    'a chapter rewritten, and 5 % of the words': (story, seed) => {
      const [rewritten] = makeStory(seed + 70_000, { chapters: 1, words: 400 }).chapters;
      return reword({ ...story, chapters: [rewritten!, ...story.chapters.slice(1)] }, 0.05, seed);
    },
  };

  it('hold over 270 labelled stories and their mutations', async () => {
    const formats = Object.values(FORMATS);
    const prints: StoryPrint[] = [];
    const wanted = new Map<string, string>();
    let seed = 1_000;
    for (const [name, mutate] of Object.entries(MUTATIONS)) {
      for (let at = 0; at < 15; at += 1) {
        seed += 1;
        const chapters = 2 + (at % 5);
        const story = { ...makeStory(seed, { chapters, words: 500 * chapters }) };
        const mutated = { ...mutate(story, seed), title: `${story.title} again` };
        const [one, other] = [`${seed}-${name}`, `${seed}-${name}-copy`];
        prints.push(
          await printOf(`${one}.md`, formats[at % 3]!(story)),
          await printOf(`${other}.md`, formats[1]!(mutated)),
        );
        wanted.set(`${one}.md`, `${other}.md`);
      }
    }
    const found = findFamilies(prints);
    const pairs = [
      ...found.families.flatMap(([fullest, ...others]) => others.map((copy) => [fullest.path, copy.path])),
      // Half of a story under another title is told as a part of it.
      ...found.contained.map(({ story, within }) => [within.path, story.path]),
    ];
    const right = pairs.filter(
      ([one = '', other = '']) => wanted.get(one) === other || wanted.get(other) === one,
    ).length;
    expect(right / pairs.length).toBe(1);
    expect(right / wanted.size).toBeGreaterThanOrEqual(0.98);
  });
});
