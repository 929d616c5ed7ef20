// The labelled stories: the hand-written ones of stories/, and the variations that are made of a few bodies.
import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { variations } from './variations.mjs';

export const storiesFolder = fileURLToPath(new URL('./stories/', import.meta.url));

const FORMATS = { '.txt': 'text', '.md': 'markdown', '.htm': 'html', '.xhtml': 'html' };

/** `text`, `markdown`, `html`, `epub` …, or `folder`. */
export const formatOf = (name) => FORMATS[extname(name)] ?? (extname(name).slice(1) || 'folder');

/** The labels of the hand-written stories, by path below stories/. */
export const readLabels = () => parse(readFileSync(new URL('./labels.yaml', import.meta.url), 'utf8'));

/**
 * Every story: its name, format and label, with `bytes` or, where it is a folder, `path` or `members` (bytes by file
 * name). The same at every run.
 */
export async function loadCorpus() {
  const written = Object.entries(readLabels()).map(([name, label]) => {
    const path = join(storiesFolder, name);
    const isFolder = statSync(path).isDirectory();
    return { name, format: formatOf(name), label, ...(isFolder ? { path } : { bytes: readFileSync(path) }) };
  });
  const made = (await variations()).map((story) => ({ ...story, format: formatOf(story.name) }));
  return [...written, ...made];
}
