/** A piece of the joined text, from `start` to before `end`, and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The runs with the edits of their joined text, which are in order and apart. What is new belongs to the run it begins in. */
export function applyEdits(runs: readonly string[], edits: readonly Edit[]): readonly string[] {
  if (edits.length === 0) return runs;
  let next = 0;
  let offset = 0;
  /** How far an edit that began in an earlier run reaches. */
  let replaced = 0;
  return runs.map((run, index) => {
    const end = offset + run.length;
    const isLast = index === runs.length - 1;
    let changed = '';
    let position = Math.max(offset, replaced);
    while (next < edits.length) {
      const edit = edits[next] as Edit;
      if (edit.start > end || (edit.start === end && !isLast)) break;
      changed += run.slice(position - offset, edit.start - offset) + edit.text;
      position = edit.end;
      replaced = edit.end;
      next += 1;
    }
    changed += position < end ? run.slice(position - offset) : '';
    offset = end;
    return changed;
  });
}
