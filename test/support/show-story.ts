import type { Diagnostic } from '../../src/diagnostics/report.js';
import type { AuthorNote, Block, Footnote, Inline, Metadata, Receipt, Section, Story } from '../../src/model/story.js';

/** Inlines in a notation of our own: `{emphasis:word}`, `⏎` for a line break, `[^id]` for a note, `漢字《かんじ》`. */
export function showRun(run: readonly Inline[]): string {
  return run.map(showInline).join('');
}

function showInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.value;
    case 'lineBreak':
      return '⏎';
    case 'code':
      return `{code:${inline.value}}`;
    case 'noteReference':
      return `[^${inline.note}]`;
    case 'ruby':
      return `${inline.base}《${inline.reading}》`;
    case 'image':
      return `{image ${inline.resource}${inline.alt === undefined ? '' : `:${inline.alt}`}}`;
    case 'link':
      return `{link ${inline.href}:${showRun(inline.children)}}`;
    case 'languageSpan':
      return `{${inline.language}:${showRun(inline.children)}}`;
    default:
      return `{${inline.type}:${showRun(inline.children)}}`;
  }
}

/** Blocks as lines: what they are, then what they hold, indented. */
export function showBlocks(blocks: readonly Block[], indent = ''): readonly string[] {
  return blocks.flatMap((block) => showBlock(block).map((line) => indent + line));
}

function showBlock(block: Block): readonly string[] {
  switch (block.type) {
    case 'paragraph':
      return [`${block.align ? `p (${block.align})` : 'p'}: ${showRun(block.children)}`];
    case 'heading':
      return [`heading ${block.depth}: ${showRun(block.children)}`];
    case 'ending':
      return [`ending: ${showRun(block.children)}`];
    case 'sceneBreak':
      return [`scene break${block.ornament === undefined ? '' : ` ${block.ornament}`}`];
    case 'preformatted':
      return ['preformatted', ...block.text.split('\n').map((line) => `  | ${line}`)];
    case 'quote':
      return [
        block.isEpigraph ? 'epigraph' : 'quote',
        ...showBlocks(block.blocks, '  '),
        ...(block.attribution ? [`  — ${showRun(block.attribution)}`] : []),
      ];
    case 'letter':
      return ['letter', ...showBlocks(block.blocks, '  ')];
    case 'verse':
      return block.stanzas.flatMap((lines, index) => [
        index === 0 ? 'verse' : '  /',
        ...lines.map((line) => `  ${'> '.repeat(line.indent)}${showRun(line.children)}`),
      ]);
    case 'list':
      return [
        `list${block.isOrdered ? ` from ${block.start ?? 1}` : ''}`,
        ...block.items.flatMap((item) => ['  -', ...showBlocks(item, '    ')]),
      ];
    case 'figure':
      return [`figure ${block.resource} [${block.alt ?? 'no alt'}] ${showRun(block.caption ?? [])}`.trimEnd()];
    case 'table':
      return [
        `table ${showRun(block.caption ?? [])}`.trimEnd(),
        ...[...block.head, ...block.rows].map(
          ({ cells }) =>
            `  ${cells.map((cell) => `${cell.isHeader ? '*' : ''}${cell.align ?? ''}|${showRun(cell.children)}`).join(' ')}`,
        ),
      ];
    default:
      return block satisfies never;
  }
}

function showSection(section: Section, indent: string): readonly string[] {
  const heading = [section.label && `[${section.label}]`, section.title && showRun(section.title)].filter(Boolean);
  const inner = `${indent}  `;
  return [
    `${indent}# ${section.role} ${section.id}${heading.length > 0 ? `: ${heading.join(' ')}` : ''}`,
    ...section.notesBefore.flatMap((note) => showNote(note, 'note before', inner)),
    ...showBlocks(section.blocks, inner),
    ...section.notesAfter.flatMap((note) => showNote(note, 'note after', inner)),
    ...section.sections.flatMap((child) => showSection(child, inner)),
  ];
}

function showNote({ label, blocks }: AuthorNote, where: string, indent: string): readonly string[] {
  return [`${indent}${where}${label ? ` (${label})` : ''}`, ...showBlocks(blocks, `${indent}  `)];
}

/** A story whole: its metadata with their receipts, its sections, notes and images, and what was said about it. */
export function showStory(story: Story, diagnostics: readonly Diagnostic[]): string {
  const images = Object.values(story.resources).map(({ id, name, mediaType }) => `image ${id}: ${name} (${mediaType})`);
  const said = diagnostics.map(
    ({ code, line, column, message }) => `! ${line ?? '-'}:${column ?? '-'} ${code}: ${message}`,
  );
  return `${[
    ...showMetadata(story.metadata),
    '',
    ...story.sections.flatMap((section) => showSection(section, '')),
    ...Object.values<Footnote>(story.notes).flatMap(({ id, blocks }) => [`[^${id}]`, ...showBlocks(blocks, '  ')]),
    ...images,
    ...said,
  ].join('\n')}\n`;
}

function showMetadata({ receipts, others, ...fields }: Metadata): readonly string[] {
  const known = Object.entries(fields).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  return [
    ...known
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, value]) => `${field}: ${showValue(value)}${showReceipt(receipts[field as keyof typeof receipts])}`),
    ...others.map(({ label, value, place }) => `other ${label}: ${value} @ ${place?.line}:${place?.column}`),
  ];
}

function showValue(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value
    .map((one) => {
      if (typeof one !== 'object') return String(one);
      if ('type' in one) return showBlocks([one as Block]).join(' / ');
      return Object.values(one).join(', ');
    })
    .join('; ');
}

function showReceipt(receipt: Receipt | undefined): string {
  return receipt ? ` @ ${receipt.line}:${receipt.column} ${receipt.how} ${receipt.confidence}` : ' @ nowhere';
}

/** All of a story's words that a reader sees: text of blocks, headings, notes and metadata, in no order that matters. */
export function storyWords(story: Story): string {
  return [showMetadata(story.metadata).join('\n'), ...story.sections.flatMap((section) => showSection(section, ''))]
    .concat(Object.values<Footnote>(story.notes).flatMap(({ blocks }) => showBlocks(blocks)))
    .join('\n');
}
