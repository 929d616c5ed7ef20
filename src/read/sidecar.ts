import type { Report } from '../diagnostics/report.js';
import type { ReadResult, Source } from './reader.js';

/** The endings of a sidecar: `my-story.yaml` beside `my-story.txt`. */
const EXTENSIONS = ['yaml', 'yml'];

/**
 * The story with what its sidecar says, a file of its own name beside it that holds front matter: for stories whose own
 * file cannot be changed. It goes before what the story says, and after the caller's settings.
 */
export async function applySidecar(read: ReadResult, source: Source, report: Report): Promise<ReadResult> {
  if (source.members || !source.sibling) return read;
  const name = source.name.replace(/^.*[/\\]/, '');
  const stem = name.replace(/\.[^.]*$/, '');
  for (const extension of EXTENSIONS) {
    const path = `${stem}.${extension}`;
    const bytes = path === name ? undefined : await source.sibling(path);
    if (!bytes) continue;
    const { describeBy } = await import('./folder/describe.js');
    const file = { name: `${source.name.slice(0, source.name.length - name.length)}${path}`, bytes };
    const known = { metadata: read.story.metadata, wishes: read.wishes ?? {} };
    const { metadata, wishes } = await describeBy(file, { toFrontMatter: (text) => text }, known, report);
    return { ...read, story: { ...read.story, metadata }, wishes };
  }
  return read;
}
