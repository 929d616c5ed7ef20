// A worker thread that does no work, and dies of some stories: by leaving, or by taking all the memory that there is.
import process from 'node:process';

export function work({ story }) {
  if (story.place.includes('exits')) process.exit(7);
  if (story.place.includes('swells')) {
    const heap = [];
    for (;;) heap.push(new Array(100_000).fill(heap.length));
  }
  const told = { code: 'input-empty', severity: 'error', message: `read ${story.place}` };
  return { kind: 'failed', content: '', inputs: [], diagnostics: [told], isPassing: false, milliseconds: 1, seen: '1' };
}
