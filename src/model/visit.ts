import type { AuthorNote, Block, Footnote, Inline, Metadata, NoteId, Section, Story, TableRow } from './story.js';

/** The inlines' text, with line breaks as spaces, images and note references as nothing. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(inlineText).join('');
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.value;
    case 'lineBreak':
      return ' ';
    case 'ruby':
      return inline.base;
    case 'noteReference':
    case 'image':
      return '';
    case 'emphasis':
    case 'strong':
    case 'strike':
    case 'superscript':
    case 'subscript':
    case 'smallCaps':
    case 'link':
    case 'languageSpan':
      return plainText(inline.children);
    default:
      return inline satisfies never;
  }
}

/** The blocks' text, a line a paragraph, in reading order. Scene breaks and figures without caption say nothing. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).filter(Boolean).join('\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'ending':
      return plainText(block.children);
    case 'sceneBreak':
      return '';
    case 'quote':
      return [blocksText(block.blocks), plainText(block.attribution ?? [])].filter(Boolean).join('\n');
    case 'letter':
      return blocksText(block.blocks);
    case 'verse':
      return block.stanzas.map((lines) => lines.map((line) => plainText(line.children)).join('\n')).join('\n');
    case 'list':
      return block.items.map(blocksText).join('\n');
    case 'figure':
      return plainText(block.caption ?? []);
    case 'preformatted':
      return block.text;
    case 'table':
      return [plainText(block.caption ?? []), ...[...block.head, ...block.rows].map(rowText)]
        .filter(Boolean)
        .join('\n');
    default:
      return block satisfies never;
  }
}

const rowText = (row: TableRow): string => row.cells.map((cell) => plainText(cell.children)).join('\t');

/** The inlines with every run mapped; `change` sees the children already mapped. */
export function mapInlines(inlines: readonly Inline[], change: (inline: Inline) => Inline): readonly Inline[] {
  return inlines.map((inline) =>
    change('children' in inline ? { ...inline, children: mapInlines(inline.children, change) } : inline),
  );
}

/** How `mapBlocks` rewrites a tree: `blocks` sees a whole list at once (to drop, merge or split), `inlines` a run. */
export interface BlockMapper {
  readonly blocks?: (blocks: readonly Block[]) => readonly Block[];
  /** Called once for each joined run of inlines: a paragraph, a heading, a verse line, a cell, a caption. */
  readonly inlines?: (inlines: readonly Inline[]) => readonly Inline[];
}

/** The blocks with every nested list and run of inlines rewritten, the innermost first. */
export function mapBlocks(blocks: readonly Block[], mapper: BlockMapper): readonly Block[] {
  const mapped = blocks.map((block) => mapBlock(block, mapper));
  return mapper.blocks ? mapper.blocks(mapped) : mapped;
}

function mapBlock(block: Block, mapper: BlockMapper): Block {
  const run = mapper.inlines ?? ((inlines: readonly Inline[]) => inlines);
  const row = (tableRow: TableRow): TableRow => ({
    cells: tableRow.cells.map((cell) => ({ ...cell, children: run(cell.children) })),
  });
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'ending':
      return { ...block, children: run(block.children) };
    case 'sceneBreak':
    case 'preformatted':
      return block;
    case 'quote': {
      const quote = { ...block, blocks: mapBlocks(block.blocks, mapper) };
      return block.attribution ? { ...quote, attribution: run(block.attribution) } : quote;
    }
    case 'letter':
      return { ...block, blocks: mapBlocks(block.blocks, mapper) };
    case 'verse':
      return {
        ...block,
        stanzas: block.stanzas.map((lines) => lines.map((line) => ({ ...line, children: run(line.children) }))),
      };
    case 'list':
      return { ...block, items: block.items.map((item) => mapBlocks(item, mapper)) };
    case 'figure':
      return block.caption ? { ...block, caption: run(block.caption) } : block;
    case 'table': {
      const table = { ...block, head: block.head.map(row), rows: block.rows.map(row) };
      return block.caption ? { ...table, caption: run(block.caption) } : table;
    }
    default:
      return block satisfies never;
  }
}

/** The metadata with the blocks in it rewritten. */
const mapMetadata = (metadata: Metadata, mapper: BlockMapper): Metadata => ({
  ...metadata,
  summary: mapBlocks(metadata.summary, mapper),
  disclaimer: mapBlocks(metadata.disclaimer, mapper),
  dedication: mapBlocks(metadata.dedication, mapper),
});

/** The section with its own blocks, its notes and its title rewritten, and its sections likewise. */
export function mapSection(section: Section, mapper: BlockMapper): Section {
  const note = (authorNote: AuthorNote): AuthorNote => ({
    ...authorNote,
    blocks: mapBlocks(authorNote.blocks, mapper),
  });
  const mapped = {
    ...section,
    notesBefore: section.notesBefore.map(note),
    notesAfter: section.notesAfter.map(note),
    blocks: mapBlocks(section.blocks, mapper),
    sections: section.sections.map((child) => mapSection(child, mapper)),
    ...(section.work && { work: { ...section.work, metadata: mapMetadata(section.work.metadata, mapper) } }),
  };
  return section.title && mapper.inlines ? { ...mapped, title: mapper.inlines(section.title) } : mapped;
}

/** The story with every block of its text, its notes and its metadata rewritten. */
export function mapStory(story: Story, mapper: BlockMapper): Story {
  const notes = Object.fromEntries(
    Object.entries<Footnote>(story.notes).map(([id, note]) => [
      id,
      { ...note, blocks: mapBlocks(note.blocks, mapper) },
    ]),
  ) as Record<NoteId, Footnote>;
  return {
    ...story,
    metadata: mapMetadata(story.metadata, mapper),
    sections: story.sections.map((section) => mapSection(section, mapper)),
    notes,
  };
}

/** Every section of the tree, parents before their children. */
export function* walkSections(sections: readonly Section[]): Generator<Section> {
  for (const section of sections) {
    yield section;
    yield* walkSections(section.sections);
  }
}

/** Every block of the list, parents before the blocks that they hold. */
export function* walkBlocks(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.type === 'quote' || block.type === 'letter') yield* walkBlocks(block.blocks);
    if (block.type === 'list') for (const item of block.items) yield* walkBlocks(item);
  }
}

/** The joined runs of inlines that a block holds itself (not those of the blocks in it). */
export function ownRuns(block: Block): readonly (readonly Inline[])[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'ending':
      return [block.children];
    case 'verse':
      return block.stanzas.flatMap((lines) => lines.map((line) => line.children));
    case 'quote':
      return block.attribution ? [block.attribution] : [];
    case 'figure':
      return block.caption ? [block.caption] : [];
    case 'table': {
      const cells = [...block.head, ...block.rows].flatMap((row) => row.cells.map((cell) => cell.children));
      return block.caption ? [block.caption, ...cells] : cells;
    }
    case 'sceneBreak':
    case 'preformatted':
    case 'list':
    case 'letter':
      return [];
    default:
      return block satisfies never;
  }
}

/** Every inline of the run, parents before their children. */
export function* walkInlines(inlines: readonly Inline[]): Generator<Inline> {
  for (const inline of inlines) {
    yield inline;
    if ('children' in inline) yield* walkInlines(inline.children);
  }
}
