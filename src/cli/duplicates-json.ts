import type { DescribedCopy, Duplicates } from '../collection/duplicates/find-duplicates.js';
import type { ChapterPrint, StoryPrint } from '../collection/duplicates/fingerprints.js';

/** What `storybind duplicates --json` prints. */
export const duplicatesJson = ({ stories, families, contained, sameTitle, unreadable }: Duplicates) => ({
  stories,
  families: families.map(({ fullest, copies }) => ({ fullest: storyJson(fullest), copies: copies.map(copyJson) })),
  contained: contained.map(({ story, within }) => ({ story: storyJson(story), within: storyJson(within) })),
  sameTitle: sameTitle.map((same) => ({ title: same[0]?.title ?? null, stories: same.map(({ path }) => path) })),
  unreadable,
});

const storyJson = ({ path, title, words, chapters, date }: StoryPrint) => ({
  path,
  title: title ?? null,
  words,
  chapters: chapters.length,
  date: date || null,
});

const chapterJson = ({ name, words }: ChapterPrint) => ({ title: name || null, words });

const copyJson = ({ copy, relation, missing, extra, isPartedOtherwise, edits, facts }: DescribedCopy) => ({
  ...storyJson(copy),
  relation,
  missing: missing.map(chapterJson),
  extra: extra.map(chapterJson),
  edits,
  isPartedOtherwise,
  metadata: facts,
});
