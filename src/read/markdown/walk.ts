import type { Nodes, Parents } from 'mdast';

/** Every node of the tree, parents before their children, in reading order. */
export function* walk(root: Nodes): Generator<Nodes> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    const { children } = node as Partial<Parents>;
    for (let index = (children?.length ?? 0) - 1; index >= 0; index -= 1) waiting.push(children?.[index] as Nodes);
  }
}
