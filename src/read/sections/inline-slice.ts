import type { Inline } from '../../model/story.js';
import { plainText } from '../../model/visit.js';

/**
 * The inlines between two offsets of their plain text, spans cut where they must be. What has no text (images, note
 * references) stays where it touches the slice.
 */
export function sliceInlines(
  inlines: readonly Inline[],
  start: number,
  end = Number.POSITIVE_INFINITY,
): readonly Inline[] {
  const kept: Inline[] = [];
  let offset = 0;
  for (const inline of inlines) {
    const length = plainText([inline]).length;
    const cut = cutInline(inline, start - offset, end - offset, length);
    if (cut) kept.push(cut);
    offset += length;
  }
  return trimmedEdges(kept);
}

function cutInline(inline: Inline, start: number, end: number, length: number): Inline | undefined {
  if (length === 0) return start <= 0 && end >= 0 ? inline : undefined;
  if (start >= length || end <= 0) return undefined;
  if (start <= 0 && end >= length) return inline;
  if (inline.type === 'text' || inline.type === 'code') {
    return { ...inline, value: inline.value.slice(Math.max(0, start), end) };
  }
  return 'children' in inline ? { ...inline, children: sliceInlines(inline.children, start, end) } : inline;
}

/** Without spaces at the slice's own edges. */
function trimmedEdges(inlines: readonly Inline[]): readonly Inline[] {
  const trimmed = inlines.map((inline, index) => {
    if (inline.type !== 'text') return inline;
    const atStart = index === 0 ? inline.value.trimStart() : inline.value;
    return { ...inline, value: index === inlines.length - 1 ? atStart.trimEnd() : atStart };
  });
  return trimmed.filter((inline) => inline.type !== 'text' || inline.value !== '');
}
