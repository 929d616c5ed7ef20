import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { paragraph, type Section, text } from '../../src/model/story.js';
import { buildSections, type SectionsContext } from '../../src/read/sections.js';
import { outlineText, pieces, prose } from '../support/pieces.js';

function build(lines: readonly string[], context: SectionsContext = {}) {
  return buildSections(pieces(...lines), context, new Report());
}

/** The sections that the lines make, as lines. */
const outline = (lines: readonly string[], context: SectionsContext = {}) =>
  outlineText(build(lines, context)).split('\n');

describe('buildSections: headings', () => {
  it('makes a story without headings one chapter', () => {
    expect(outline(['It rained.', '***', 'It stopped.'])).toEqual([
      'chapter',
      '  It rained.',
      '  ***',
      '  It stopped.',
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(build([])).toEqual([]);
    expect(build(['***'])).toEqual([]);
  });

  it('tells labels from titles', () => {
    expect(outline(['# Chapter 1: The Rain', 'Wet.', '# Chapter 2 | The Sun', 'Dry.', '# III. Wind', 'Air.'])).toEqual([
      'chapter [Chapter 1] The Rain',
      '  Wet.',
      'chapter [Chapter 2] The Sun',
      '  Dry.',
      'chapter [III] Wind',
      '  Air.',
    ]);
  });

  it('keeps the emphasis of a title', () => {
    const heading = {
      kind: 'heading',
      level: 1,
      children: [text('Chapter 1: The '), { type: 'emphasis', children: [text('Rain')] }],
      place: { line: 1, column: 1 },
    } as const;
    const [section] = buildSections([heading, ...pieces('Wet.')], {}, new Report());
    expect(section?.title).toEqual([text('The '), { type: 'emphasis', children: [text('Rain')] }]);
  });

  it('keeps a heading whole that a note or an image stands in', () => {
    const note = { type: 'noteReference', note: 'a' as never } as const;
    const heading = {
      kind: 'heading',
      level: 1,
      children: [text('Chapter 1'), note],
      place: { line: 1, column: 1 },
    } as const;
    const [section] = buildSections([heading, ...pieces('Wet.')], {}, new Report());
    expect(section).toMatchObject({ title: [text('Chapter 1'), note] });
    expect(section?.label).toBeUndefined();
  });

  it('nests chapters in the parts above them', () => {
    const lines = ['# Part One', '## Chapter 1', 'Wet.', '# Part Two: Sun', '> Epigraph.', '## Chapter 2', 'Dry.'];
    expect(outline(lines)).toEqual([
      'part [Part One]',
      '  chapter [Chapter 1]',
      '    Wet.',
      'part [Part Two] Sun',
      '  quote: Epigraph.',
      '  chapter [Chapter 2]',
      '    Dry.',
    ]);
  });

  it('nests chapters in parts of the same level', () => {
    const lines = [
      '# Erster Teil',
      '# 1. Kapitel',
      'Nass.',
      '# 2. Kapitel',
      'Kalt.',
      '# Zweiter Teil',
      '# 3. Kapitel',
      'Warm.',
    ];
    expect(outline(lines)).toEqual([
      'part [Erster Teil]',
      '  chapter [1. Kapitel]',
      '    Nass.',
      '  chapter [2. Kapitel]',
      '    Kalt.',
      'part [Zweiter Teil]',
      '  chapter [3. Kapitel]',
      '    Warm.',
    ]);
  });

  it('nests books in volumes of the same level', () => {
    const lines = [
      '# Volume I',
      '# Book 1',
      '# Chapter 1',
      'A.',
      '# Book 2',
      '# Chapter 2',
      'B.',
      '# Volume II',
      '# Book 1',
      '# Chapter 1',
      'C.',
    ];
    expect(outline(lines)).toEqual([
      'part [Volume I]',
      '  part [Book 1]',
      '    chapter [Chapter 1]',
      '      A.',
      '  part [Book 2]',
      '    chapter [Chapter 2]',
      '      B.',
      'part [Volume II]',
      '  part [Book 1]',
      '    chapter [Chapter 1]',
      '      C.',
    ]);
  });

  it('takes parts without chapters for chapters', () => {
    expect(outline(['# Part 1', 'A.', '# Part 2', 'B.'])).toEqual([
      'chapter [Part 1]',
      '  A.',
      'chapter [Part 2]',
      '  B.',
    ]);
  });

  it('takes headings over headings for parts, though they say nothing of it', () => {
    expect(outline(['# Spring', '## Seeds', 'A.', '## Buds', 'B.', '# Autumn', '## Leaves', 'C.'])).toEqual([
      'part Spring',
      '  chapter Seeds',
      '    A.',
      '  chapter Buds',
      '    B.',
      'part Autumn',
      '  chapter Leaves',
      '    C.',
    ]);
  });

  it('leaves deeper headings inside their chapter', () => {
    expect(outline(['# Spring', prose(50), '## Noon', 'A.', '### One', 'B.', '# Autumn', prose(50)])).toEqual([
      'chapter Spring',
      '  rain fell ov…',
      '  heading: Noon',
      '  A.',
      '  heading: One',
      '  B.',
      'chapter Autumn',
      '  rain fell ov…',
    ]);
    const [spring] = build(['# Spring', prose(50), '## Noon', 'A.', '### One', 'B.', '# Autumn', prose(50)]);
    expect(spring?.blocks.flatMap((block) => (block.type === 'heading' ? [block.depth] : []))).toEqual([1, 2]);
  });

  it('takes numbers that start over in every chapter for headings inside it', () => {
    const lines = ['# ADVENTURE I. Tea', '# I', 'A.', '# II', 'B.', '# ADVENTURE II. Rain', 'C.', '# III. Snow', 'D.'];
    expect(outline(lines)).toEqual([
      'chapter [ADVENTURE I] Tea',
      '  heading: I',
      '  A.',
      '  heading: II',
      '  B.',
      'chapter [ADVENTURE II] Rain',
      '  C.',
      'chapter [III] Snow',
      '  D.',
    ]);
  });

  it('knows letters and chapters as chapters side by side', () => {
    expect(
      build([
        '## Letter 1',
        'A.',
        '## Letter 2',
        'B.',
        '### Chapter 1',
        'C.',
        '### Chapter 2',
        'D.',
        '### Chapter 3',
        'E.',
      ]),
    ).toMatchObject([
      { label: 'Letter 1' },
      { label: 'Letter 2' },
      { label: 'Chapter 1', sections: [] },
      { label: 'Chapter 2' },
      { label: 'Chapter 3' },
    ]);
  });

  it('gives prologue, interlude, epilogue, foreword, afterword and appendix their roles', () => {
    const lines = [
      '# Preface',
      'A.',
      '# Prologue',
      'B.',
      '# Chapter 1',
      'C.',
      '# Interlude: Tea',
      'D.',
      '# Chapter 2',
      'E.',
      '# Epilogue',
      'F.',
    ];
    expect(build([...lines, '# Afterword', 'G.', '# Appendix', 'H.']).map((one) => one.role)).toEqual([
      ...['foreword', 'prologue', 'chapter', 'interlude', 'chapter', 'epilogue', 'afterword', 'appendix'],
    ]);
  });

  it('takes a dedication before the story for a foreword, and acknowledgements after it for an afterword', () => {
    const roles = build(['# Dedication', 'To Ben.', '# Rain', 'A.', '# Sun', 'B.', '# About the Author', 'C.']).map(
      (one) => one.role,
    );
    expect(roles).toEqual(['foreword', 'chapter', 'chapter', 'afterword']);
  });

  it('raises the epilogue out of the last part when the prologue stands outside', () => {
    const lines = ['## Prologue', 'A.', '# Part One', '## Chapter 1', 'B.', '## Epilogue', 'C.', '## Afterword', 'D.'];
    expect(outline(lines)).toEqual([
      'prologue [Prologue]',
      '  A.',
      'part [Part One]',
      '  chapter [Chapter 1]',
      '    B.',
      'epilogue [Epilogue]',
      '  C.',
      'afterword [Afterword]',
      '  D.',
    ]);
  });

  it('drops empty headings, and marks an ending that was made a heading', () => {
    expect(outline(['# Rain', 'A.', '##', 'B.', '## The End'])).toEqual([
      'chapter Rain',
      '  A.',
      '  B.',
      '  ending: The End',
    ]);
  });

  it('says which numbers are missing', () => {
    const report = new Report();
    buildSections(pieces('# Chapter 1', 'A.', '# Chapter 2', 'B.', '# Chapter 5', 'C.'), {}, report);
    expect(report.diagnostics).toMatchObject([{ code: 'chapter-number-missing', line: 5 }]);
    expect(report.diagnostics[0]?.message).toContain('3, 4');
  });

  it('says nothing of numbers that start over or count halves', () => {
    const report = new Report();
    const lines = [
      '# Part 1',
      '## Chapter 1',
      'A.',
      '## Chapter 1.5',
      'B.',
      '## Chapter 2',
      'C.',
      '# Part 2',
      '## Chapter 1',
      'D.',
    ];
    buildSections(pieces(...lines), {}, report);
    expect(report.diagnostics).toEqual([]);
  });
});

describe('buildSections: the title', () => {
  const title = [text('The Rain')];

  it('is no section where it stands alone', () => {
    expect(outline(['# THE RAIN', 'A.'], { title })).toEqual(['chapter', '  A.']);
    expect(outline(['# The Rain', '## Chapter 1', 'A.', '## Chapter 2', 'B.'], { title })).toEqual([
      'chapter [Chapter 1]',
      '  A.',
      'chapter [Chapter 2]',
      '  B.',
    ]);
  });

  it('is a chapter where it stands again among others', () => {
    expect(outline(['# The Rain', '## The Rain', 'A.', '## Sun', 'B.'], { title })).toEqual([
      'chapter The Rain',
      '  A.',
      'chapter Sun',
      '  B.',
    ]);
    expect(build(['# The Rain', prose(80), '# Sun', prose(80)], { title })).toHaveLength(2);
  });

  it('keeps the subtitle of a heading that it drops', () => {
    expect(outline(['# The Rain | A tale', '## Chapter 1', 'A.'], { title })).toEqual([
      'chapter [Chapter 1]',
      '  A tale',
      '  A.',
    ]);
  });
});

describe('buildSections: what stands before the first heading', () => {
  it('joins the first chapter when it is short', () => {
    expect(outline(['> Rain is patient.', '# Chapter 1', 'A.'])).toEqual([
      'chapter [Chapter 1]',
      '  quote: Rain is patient.',
      '  A.',
    ]);
  });

  it('is a foreword when it is prose', () => {
    const [foreword, chapter] = build([prose(120), '# Chapter 1', prose(200)]);
    expect(foreword).toMatchObject({ role: 'foreword', place: { line: 1 } });
    expect(chapter).toMatchObject({ role: 'chapter', label: 'Chapter 1' });
  });

  it('is the first chapter when the first heading is the second', () => {
    expect(build(['A.', '# 2', 'B.', '# 3', 'C.']).map((one) => one.role)).toEqual(['chapter', 'chapter', 'chapter']);
  });

  it('is the story when only an epilogue has a heading, or when it is longer than all the rest', () => {
    expect(build([prose(100), '# Epilogue', prose(200)]).map((one) => one.role)).toEqual(['chapter', 'epilogue']);
    expect(build([prose(500), '# Later', prose(100)]).map((one) => one.role)).toEqual(['chapter', 'chapter']);
  });
});

describe('buildSections: author’s notes', () => {
  it('stand before and after the text at a chapter’s edges', () => {
    const lines = [
      '# Chapter 1',
      'A/N: Thanks for waiting.',
      'It rained.',
      '“Rain,” she said.',
      '***',
      'A/N: Please review!',
    ];
    expect(outline(lines)).toEqual([
      'chapter [Chapter 1]',
      '  < (A/N) Thanks for waiting.',
      '  It rained.',
      '  “Rain,” she said.',
      '  > (A/N) Please review!',
    ]);
  });

  it('lose the fence between them and the text, and only that', () => {
    const lines = ['A/N: Thanks.', '***', 'It rained.', '***', 'It stopped.'];
    expect(outline(lines)).toEqual(['chapter', '  < (A/N) Thanks.', '  It rained.', '  ***', '  It stopped.']);
  });

  it('go on to their fence while they speak of writing', () => {
    const lines = ['***', 'A/N:', 'First chapter of my story.', 'Hot here.', '***', 'It rained.', 'It poured.'];
    expect(outline(lines)).toEqual([
      'chapter',
      '  < (A/N) First chapter of my story. / Hot here.',
      '  It rained.',
      '  It poured.',
    ]);
  });

  it('end with their paragraph when prose follows up to a scene break', () => {
    const lines = ['A/N: Thanks.', 'The rain fell on the hill.', '***', 'It stopped.'];
    expect(outline(lines)).toEqual([
      'chapter',
      '  < (A/N) Thanks.',
      '  The rain fell on the hill.',
      '  ***',
      '  It stopped.',
    ]);
  });

  it('are told apart by their labels', () => {
    const lines = ['Disclaimer: Not mine.', 'Warning: rain', "Author's Note: Enjoy.", 'It rained.'];
    expect(outline(lines)).toEqual([
      'chapter',
      '  < (Disclaimer) Not mine.',
      '  < (Warning) rain',
      "  < (Author's Note) Enjoy.",
      '  It rained.',
    ]);
  });

  it('keep the emphasis of their text when the label goes', () => {
    const note = paragraph([
      { type: 'strong', children: [text('A/N:')] },
      text(' Thanks '),
      { type: 'emphasis', children: [text('all')] },
    ]);
    const piece = { kind: 'block', block: note, place: { line: 1, column: 1 } } as const;
    const [section] = buildSections([piece, ...pieces('It rained.')], {}, new Report());
    expect(section?.notesBefore).toEqual([
      {
        label: 'A/N',
        blocks: [paragraph([text('Thanks '), { type: 'emphasis', children: [text('all')] }])],
        place: { line: 1, column: 1 },
      },
    ]);
  });

  it('are heard without a label at the very end', () => {
    const lines = ['It rained.', '“Rain,” she said.', 'The End', 'Thanks for reading!', '~PenName'];
    expect(outline(lines)).toEqual([
      'chapter',
      '  It rained.',
      '  “Rain,” she said.',
      '  ending: The End',
      '  > Thanks for reading! / ~PenName',
    ]);
  });

  it.each([
    [['It rained.', 'Note: the gate is shut, said the sign.', 'They read it.', '“Shut,” she said.']],
    [['It rained.', '“Thanks for reading to me,” she said.']],
    [['It rained.', 'A/N (sorry!)', '“What now?”', '“Rain,” she said.', 'They left.']],
  ])('are not heard in the story’s own words: %j', (lines) => {
    const [section] = build(lines);
    expect(section?.notesBefore.length).toBe(0);
    expect(section?.notesAfter.length).toBe(0);
    expect(section?.blocks).toHaveLength(lines.length);
  });

  it('are no chapter: the chapter before takes them', () => {
    const lines = ['# Chapter 1', 'It rained.', "# Author's Note", 'On holiday!', '# Chapter 2', 'It stopped.'];
    expect(outline(lines)).toEqual([
      'chapter [Chapter 1]',
      '  It rained.',
      "  > (Author's Note) On holiday!",
      'chapter [Chapter 2]',
      '  It stopped.',
    ]);
  });

  it('are no chapter: the chapter after takes them at the beginning', () => {
    expect(outline(['# A/N', 'Hello!', '# Chapter 1', 'It rained.'])).toEqual([
      'chapter [Chapter 1]',
      '  < (A/N) Hello!',
      '  It rained.',
    ]);
  });

  it('keep the words of a numbered heading that had nothing else', () => {
    expect(outline(['# Chapter 1', 'It rained.', '# Chapter 2', 'A/N: On holiday!'])).toEqual([
      'chapter [Chapter 1]',
      '  It rained.',
      '  > (Chapter 2: A/N) On holiday!',
    ]);
  });

  it('are known by the title that a numbered heading gives them', () => {
    const lines = [
      '# Chapter 1',
      'It rained.',
      "# Chapter 2: Author's Note",
      'No umbrella yet.',
      '# Chapter 3',
      'It stopped.',
    ];
    expect(outline(lines)).toEqual([
      'chapter [Chapter 1]',
      '  It rained.',
      "  > (Chapter 2: Author's Note) No umbrella yet.",
      'chapter [Chapter 3]',
      '  It stopped.',
    ]);
  });

  it('are a foreword or an afterword when they are long', () => {
    const roles = build(["# Author's Note", prose(500), '# Chapter 1', 'A.', '# Notes', prose(500)]).map(
      (one) => one.role,
    );
    expect(roles).toEqual(['foreword', 'chapter', 'afterword']);
  });

  it('head a chapter when much text follows their fence', () => {
    const [chapter] = build(["# Author's Note", 'Hello!', '***', prose(400)]);
    expect(chapter).toMatchObject({ role: 'chapter', notesBefore: [{ label: "Author's Note" }] });
    expect(chapter?.blocks).toHaveLength(1);
  });

  it('of the header and the trailer stand at the story’s edges', () => {
    const notesBefore = [{ label: 'note', blocks: [paragraph('Hello.')] }];
    const notesAfter = [{ label: 'note', blocks: [paragraph('Bye.')] }];
    expect(outline(['# Part 1', '## Chapter 1', 'A/N: Hi.', 'It rained.'], { notesBefore, notesAfter })).toEqual([
      'part [Part 1]',
      '  < (note) Hello.',
      '  chapter [Chapter 1]',
      '    < (A/N) Hi.',
      '    It rained.',
      '    > (note) Bye.',
    ]);
    expect(outline([], { notesBefore })).toEqual(['chapter', '  < (note) Hello.']);
  });
});

describe('buildSections: edges', () => {
  it('drops the scene breaks at a section’s edges', () => {
    expect(outline(['# Rain', '***', 'A.', '***', 'B.', '***', '# Sun', 'C.'])).toEqual([
      'chapter Rain',
      '  A.',
      '  ***',
      '  B.',
      'chapter Sun',
      '  C.',
    ]);
  });

  it('marks the end, and keeps what follows it', () => {
    expect(outline(['A.', '***', 'The End', '***', 'Ann Wren lives by the sea.'])).toEqual([
      'chapter',
      '  A.',
      '  ending: The End',
      '  Ann Wren lives by the sea.',
    ]);
  });

  it('marks no end in the middle of a long text', () => {
    const [section] = build(['The end.', ...Array.from({ length: 30 }, () => 'It rained.')]);
    expect(section?.blocks[0]?.type).toBe('paragraph');
  });

  it('names sections by their titles, labels or roles, with an ordinal only among equals', () => {
    const ids = (sections: readonly Section[]): readonly string[] =>
      sections.flatMap((one) => [one.id, ...ids(one.sections)]);
    const first = ids(
      build(['# Part 1', '## Chapter 1: Rain', 'A.', '## Rain', 'B.', '# Part 2', '## Chapter 3', 'C.']),
    );
    expect(first).toEqual(['part-1', 'rain', 'rain-2', 'part-2', 'chapter-3']);
    expect(ids(build(['A.']))).toEqual(['chapter']);
    const moved = ids(
      build([
        '# Part 2',
        '## Chapter 3',
        'C.',
        '# Part 1',
        '## Chapter 1: Rain',
        'A.',
        '## New',
        'D.',
        '## Rain',
        'B.',
      ]),
    );
    expect(moved).toEqual(['part-2', 'chapter-3', 'part-1', 'rain', 'new', 'rain-2']);
  });

  it('gives no two sections one id, whatever their titles', () => {
    const ids = build(['# Rain', 'A.', '# Rain 2', 'B.', '# Rain', 'C.', '# Rain', 'D.']).map((one) => one.id);
    expect(new Set(ids).size).toBe(4);
  });
});
