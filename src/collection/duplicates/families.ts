import { findCandidates } from './candidates.js';
import type { StoryPrint } from './fingerprints.js';
import { overlapOf } from './overlap.js';

/** Copies of one story, the fullest first. */
export type Family = readonly [fullest: StoryPrint, ...others: StoryPrint[]];

/** A story all of whose text stands in a much longer one: an excerpt in its novel, a story in its anthology. */
export interface Containment {
  readonly story: StoryPrint;
  readonly within: StoryPrint;
}

export interface Findings {
  readonly families: readonly Family[];
  readonly contained: readonly Containment[];
  /** Stories of one title that have nothing else in common. */
  readonly sameTitle: readonly (readonly StoryPrint[])[];
}

/** Half of the shorter story's words, counted by whole chapters, must be in the longer one. */
const FOUND = 0.5;
/** A story in a longer one is more than a quotation when nearly all of it is there. */
const FOUND_WITHIN = 0.8;
/** Two are copies when what they share is half of the longer one too; else the one is contained in the other. */
const COVERED = 0.5;
/** Texts shorter than this are alike by chance; only the very same text tells, and only under the same title. */
const TINY = 50;
/** Fewer words than this are no story. */
const FEWEST_WORDS = 5;

/** Which of the stories are copies of one another, and which stand in others. Their order does not matter. */
export function findFamilies(stories: readonly StoryPrint[]): Findings {
  const prints = stories.filter(({ length }) => length >= FEWEST_WORDS).sort(byKey);
  const groups = new Groups(prints);
  const distinct = joinSameTexts(prints, groups).filter(({ length }) => length >= TINY);
  const { pairs, common } = findCandidates(distinct);
  const within: Containment[] = [];
  for (const [one, other] of pairs) {
    const overlap = overlapOf(distinct[one] as StoryPrint, distinct[other] as StoryPrint, common);
    const { shorter, longer, found, covered } = overlap;
    if (found < FOUND) continue;
    if (covered >= COVERED || haveSameTitle(shorter, longer)) groups.join(shorter, longer);
    else if (found >= FOUND_WITHIN) within.push({ story: shorter, within: longer });
  }
  const families = groups.families().map(fullestFirst);
  return {
    families: families.filter((family) => family.length > 1),
    contained: settleContained(within, families),
    sameTitle: sameTitles(families),
  };
}

/** Joins the stories of the very same text; one of each is enough to compare with others. */
function joinSameTexts(prints: readonly StoryPrint[], groups: Groups): readonly StoryPrint[] {
  const byText = new Map<string, StoryPrint[]>();
  for (const print of prints) {
    const firsts = byText.get(print.textHash);
    const same = firsts?.find((first) => print.length >= TINY || !haveOtherTitles(first, print));
    if (same) groups.join(same, print);
    else if (firsts) firsts.push(print);
    else byText.set(print.textHash, [print]);
  }
  return [...byText.values()].flat();
}

const haveSameTitle = (one: StoryPrint, other: StoryPrint): boolean =>
  one.title !== undefined && other.title !== undefined && foldTitle(one.title) === foldTitle(other.title);

const haveOtherTitles = (one: StoryPrint, other: StoryPrint): boolean =>
  one.title !== undefined && other.title !== undefined && foldTitle(one.title) !== foldTitle(other.title);

const foldTitle = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Words, chapters, the newest date, then how much the story says of itself; the path decides the rest. */
function fullestFirst(family: readonly StoryPrint[]): Family {
  const [fullest, ...others] = [...family].sort(
    (a, b) =>
      b.words - a.words ||
      b.chapters.length - a.chapters.length ||
      compare(b.date, a.date) ||
      Object.keys(b.facts).length - Object.keys(a.facts).length ||
      byKey(a, b),
  );
  return [fullest as StoryPrint, ...others];
}

/** Each family said once: its fullest copy, in the fullest copy of the other. */
function settleContained(within: readonly Containment[], families: readonly Family[]): readonly Containment[] {
  const fullest = new Map<StoryPrint, StoryPrint>();
  for (const family of families) for (const member of family) fullest.set(member, family[0]);
  const settled = new Map<string, Containment>();
  for (const found of within) {
    const story = fullest.get(found.story) ?? found.story;
    const container = fullest.get(found.within) ?? found.within;
    if (story !== container) settled.set(`${story.key}\n${container.key}`, { story, within: container });
  }
  return [...settled.values()].sort((a, b) => byKey(a.within, b.within) || byKey(a.story, b.story));
}

function sameTitles(families: readonly Family[]): readonly (readonly StoryPrint[])[] {
  const byTitle = new Map<string, StoryPrint[]>();
  for (const [fullest] of families) {
    const title = fullest.title === undefined ? '' : foldTitle(fullest.title);
    if (title === '') continue;
    const same = byTitle.get(title);
    if (same) same.push(fullest);
    else byTitle.set(title, [fullest]);
  }
  return [...byTitle.values()].filter((same) => same.length > 1).map((same) => same.sort(byKey));
}

/** Stories joined to groups (disjoint sets, with path halving). */
class Groups {
  readonly #prints: readonly StoryPrint[];
  readonly #parents: Map<StoryPrint, StoryPrint>;

  constructor(prints: readonly StoryPrint[]) {
    this.#prints = prints;
    this.#parents = new Map(prints.map((print) => [print, print]));
  }

  join(one: StoryPrint, other: StoryPrint): void {
    const [first, second] = [this.#rootOf(one), this.#rootOf(other)];
    if (first !== second) this.#parents.set(second, first);
  }

  families(): readonly (readonly StoryPrint[])[] {
    const families = new Map<StoryPrint, StoryPrint[]>();
    for (const print of this.#prints) {
      const root = this.#rootOf(print);
      const family = families.get(root);
      if (family) family.push(print);
      else families.set(root, [print]);
    }
    return [...families.values()];
  }

  #rootOf(print: StoryPrint): StoryPrint {
    let at = print;
    for (let above = this.#above(at); above !== at; above = this.#above(at)) {
      const next = this.#above(above);
      this.#parents.set(at, next);
      at = next;
    }
    return at;
  }

  #above = (print: StoryPrint): StoryPrint => this.#parents.get(print) ?? print;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byKey = (a: StoryPrint, b: StoryPrint): number => compare(a.key, b.key);
