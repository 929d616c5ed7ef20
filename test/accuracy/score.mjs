// What an answer is worth: each field of a label against what was understood, and the figures over all of them.

/** A text's letters and digits, folded: curled quotes, case, accents and marks are no part of what is asked. */
export const plain = (text) =>
  String(text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const listOf = (values) => (values ?? []).map(plain).filter(Boolean).sort().join(' | ');
const seriesOf = (series) => listOf((series ?? []).map(({ name, position }) => `${name} ${position ?? ''}`));
const countOf = (count) => (count ? String(count) : '');
const notesOf = (sections, side) =>
  sections.reduce((sum, section) => sum + section[side] + notesOf(section.sections, side), 0);
/** A title taken from the file's name is none: the story does not say it. */
const statedTitle = ({ title, receipts }) => (receipts.title?.how === 'file name' ? '' : plain(title));
const isSame = (wanted, got) => wanted === got;

/** Each field: how a label and an inspection say it, `''` for not at all, and when the two agree. */
export const FIELDS = {
  title: { wanted: ({ title }) => plain(title), got: statedTitle, agrees: isSame },
  authors: { wanted: ({ authors }) => listOf(authors), got: ({ creators }) => listOf(creators), agrees: isSame },
  chapters: {
    wanted: ({ chapters }) => countOf(chapters),
    got: ({ counts }) => countOf(counts.chapters),
    agrees: isSame,
  },
  sceneBreaks: {
    wanted: ({ sceneBreaks }) => countOf(sceneBreaks),
    got: ({ counts }) => countOf(counts.sceneBreaks),
    agrees: isSame,
  },
  language: {
    wanted: ({ language }) => language ?? '',
    got: ({ language }) => language ?? '',
    agrees: (wanted, got) => got === wanted || got.startsWith(`${wanted}-`),
  },
  published: { wanted: ({ published }) => published ?? '', got: ({ published }) => published ?? '', agrees: isSame },
  updated: { wanted: ({ updated }) => updated ?? '', got: ({ updated }) => updated ?? '', agrees: isSame },
  completed: { wanted: ({ completed }) => completed ?? '', got: ({ completed }) => completed ?? '', agrees: isSame },
  status: { wanted: ({ status }) => status ?? '', got: ({ status }) => status ?? '', agrees: isSame },
  summary: {
    wanted: ({ summary }) => plain(summary),
    got: ({ summary }) => plain(summary),
    agrees: (wanted, got) => got.startsWith(wanted),
  },
  relationships: {
    wanted: ({ relationships }) => listOf(relationships),
    got: ({ relationships }) => listOf(relationships),
    agrees: isSame,
  },
  fandoms: { wanted: ({ fandoms }) => listOf(fandoms), got: ({ fandoms }) => listOf(fandoms), agrees: isSame },
  rating: { wanted: ({ rating }) => plain(rating), got: ({ rating }) => plain(rating), agrees: isSame },
  series: { wanted: ({ series }) => seriesOf(series), got: ({ series }) => seriesOf(series), agrees: isSame },
  notesBefore: {
    wanted: ({ notesBefore }) => countOf(notesBefore),
    got: ({ sections }) => countOf(notesOf(sections, 'notesBefore')),
    agrees: isSame,
  },
  notesAfter: {
    wanted: ({ notesAfter }) => countOf(notesAfter),
    got: ({ sections }) => countOf(notesOf(sections, 'notesAfter')),
    agrees: isSame,
  },
};

/**
 * The answer to each field of the label that is graded: `right`, `wrong`, `missed` (stated, but not understood),
 * `invented` (understood, but not stated), `silent` (neither), or `unread` (not stated, and the story was refused).
 */
export function gradeStory(label, inspection) {
  return Object.entries(FIELDS)
    .filter(([field]) => !(label.ungraded ?? []).includes(field))
    .map(([field, { wanted, got, agrees }]) => {
      const want = wanted(label);
      const answer = inspection ? got(inspection) : '';
      return { field, wanted: want, got: answer, outcome: outcomeOf(want, answer, agrees, inspection !== undefined) };
    });
}

function outcomeOf(wanted, got, agrees, isRead) {
  if (wanted === '') return got === '' ? (isRead ? 'silent' : 'unread') : 'invented';
  if (got === '') return 'missed';
  return agrees(wanted, got) ? 'right' : 'wrong';
}

/** Precision, recall, F1 and the share of right answers, silence where nothing is stated among them. */
export function figuresOf(answers) {
  const count = (outcome) => answers.filter((answer) => answer.outcome === outcome).length;
  const [right, wrong, missed, invented, silent] = ['right', 'wrong', 'missed', 'invented', 'silent'].map(count);
  const precision = ratio(right, right + wrong + invented);
  const recall = ratio(right, right + wrong + missed);
  return {
    ...{ stated: right + wrong + missed, right, wrong, missed, invented, precision, recall },
    f1: ratio(2 * right, 2 * right + 2 * wrong + missed + invented),
    share: ratio(right + silent, answers.length),
  };
}

/** Of nothing asked, all is right. Four decimals, so that the floor is the same on every machine. */
const ratio = (part, whole) => (whole === 0 ? 1 : Math.round((10_000 * part) / whole) / 10_000);

/** The figures over all stories, by field and by format; `graded` are stories with their format and answers. */
export function reportOf(graded) {
  const answers = graded.flatMap((story) => story.answers);
  const formats = [...new Set(graded.map(({ format }) => format))].sort();
  return {
    stories: graded.length,
    perfect: graded.filter((story) => story.answers.every(isRight)).length,
    overall: figuresOf(answers),
    fields: Object.fromEntries(
      Object.keys(FIELDS).map((field) => [field, figuresOf(answers.filter((answer) => answer.field === field))]),
    ),
    formats: Object.fromEntries(
      formats.map((format) => {
        const ofFormat = graded.filter((story) => story.format === format);
        return [format, { stories: ofFormat.length, ...figuresOf(ofFormat.flatMap((story) => story.answers)) }];
      }),
    ),
    misses: graded.flatMap(({ name, answers: own, refusal }) =>
      refusal ? [] : own.filter((answer) => !isRight(answer)).map((answer) => ({ story: name, ...answer })),
    ),
    refusals: graded.flatMap(({ name, refusal }) => (refusal ? [{ story: name, refusal }] : [])),
  };
}

const isRight = ({ outcome }) => outcome === 'right' || outcome === 'silent';

/** Where the report falls below the floor: `title: F1 0.91, was 0.94`. */
export function fallsBelow(report, floor) {
  const lines = [];
  if (report.overall.f1 < floor.overall.f1) lines.push(`overall: F1 ${report.overall.f1}, was ${floor.overall.f1}`);
  for (const [field, { f1 }] of Object.entries(floor.fields)) {
    const now = report.fields[field]?.f1 ?? 0;
    if (now < f1) lines.push(`${field}: F1 ${now}, was ${f1}`);
  }
  return lines;
}
