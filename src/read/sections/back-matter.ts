import type { Head } from './heads.js';
import type { Outline, OutlineNode } from './outline.js';

/**
 * The outline with what closes the whole book raised out of its last part: afterwords and appendices, and an epilogue
 * whose prologue stands outside the parts. Plain text cannot say that a heading stands above the one before it.
 */
export function raiseBackMatter(outline: Outline): Outline {
  const prologue = outline.nodes.find(({ head }) => head.parts?.role === 'prologue');
  const closesBook = (head: Head): boolean =>
    head.parts?.role === 'afterword' ||
    head.parts?.role === 'appendix' ||
    (head.parts?.role === 'epilogue' && head.piece.level === prologue?.head.piece.level);
  const last = outline.nodes.at(-1);
  if (!last?.isContainer) return outline;
  const { node, raised } = withoutClosing(last, closesBook);
  return { ...outline, nodes: [...outline.nodes.slice(0, -1), node, ...raised] };
}

interface Raised {
  readonly node: OutlineNode;
  readonly raised: readonly OutlineNode[];
}

/** The part without the sections at its end that close the book. */
function withoutClosing(node: OutlineNode, closesBook: (head: Head) => boolean): Raised {
  const kept = node.nodes.findLastIndex(({ head }) => !closesBook(head)) + 1;
  const raised = node.nodes.slice(kept);
  const last = node.nodes[kept - 1];
  if (!last?.isContainer) return { node: { ...node, nodes: node.nodes.slice(0, kept) }, raised };
  const inner = withoutClosing(last, closesBook);
  return {
    node: { ...node, nodes: [...node.nodes.slice(0, kept - 1), inner.node] },
    raised: [...inner.raised, ...raised],
  };
}
