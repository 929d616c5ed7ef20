import type { Report } from '../diagnostics/report.js';
import type { AuthorNote, Block } from '../model/story.js';
import type { Wishes } from './front-matter/values.js';
import type { MetadataBuilder } from './metadata-builder.js';

/** A file's front matter, cut from its text. */
export interface FrontMatter {
  readonly syntax: 'yaml' | 'toml' | 'title block';
  /** What stands between the fences. */
  readonly source: string;
  /** The line of the source's first line, from 1. */
  readonly line: number;
}

export interface SplitText {
  readonly frontMatter?: FrontMatter;
  /** The text after the front matter. */
  readonly body: string;
  /** The line of the body's first line, from 1. */
  readonly bodyLine: number;
}

/** What front matter holds beside the metadata, which goes into the builder. */
export interface FrontMatterResult {
  /** False when it could not be read: its text then belongs to the book. */
  readonly isRead: boolean;
  readonly wishes: Wishes;
  readonly notes: readonly AuthorNote[];
}

export interface FrontMatterContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  /** The blocks of a value that is running text. */
  readonly toBlocks: (text: string) => readonly Block[];
}

const SYNTAXES = [
  { syntax: 'yaml', open: '---', close: /^(?:---|\.\.\.)[ \t]*$/ },
  { syntax: 'toml', open: '+++', close: /^\+\+\+[ \t]*$/ },
] as const;

/** Longer front matter than this is none. */
const LINE_LIMIT = 2000;

/**
 * The text parted from its front matter. A story that opens with a rule has none: its first line after the rule
 * is blank or no `key:`.
 */
export function splitFrontMatter(text: string): SplitText {
  const whole: SplitText = { body: text, bodyLine: 1 };
  if (text.startsWith('% ')) return splitTitleBlock(text);
  const found = SYNTAXES.find(({ open }) => text.startsWith(open));
  if (!found) return whole;
  const lines = firstLines(text, LINE_LIMIT);
  if (lines[0]?.trimEnd() !== found.open) return whole;
  const end = lines.findIndex((line, index) => index > 0 && found.close.test(line));
  if (end < 0 || !looksLikeKeys(lines.slice(1, end))) return whole;
  const source = lines.slice(1, end).join('\n');
  const bodyStart = lines.slice(0, end + 1).reduce((sum, line) => sum + line.length + 1, 0);
  return {
    frontMatter: { syntax: found.syntax, source, line: 2 },
    body: text.slice(bodyStart),
    bodyLine: end + 2,
  };
}

/** Reads front matter into the builder. Loads the YAML and schema libraries only when there is some. */
export async function readFrontMatter(
  frontMatter: FrontMatter,
  context: FrontMatterContext,
): Promise<FrontMatterResult> {
  if (frontMatter.source.trim() === '') return { isRead: true, wishes: {}, notes: [] };
  if (frontMatter.syntax === 'title block') {
    const { readTitleBlock } = await import('./front-matter/yaml.js');
    return readTitleBlock(frontMatter, context);
  }
  if (frontMatter.syntax === 'toml') {
    const { readToml } = await import('./front-matter/toml.js');
    return readToml(frontMatter, context);
  }
  const { readYaml } = await import('./front-matter/yaml.js');
  return readYaml(frontMatter, context);
}

/** pandoc's title block: up to three lines of `%`, for the title, the authors and the date. */
function splitTitleBlock(text: string): SplitText {
  const lines = firstLines(text, 4);
  const end = lines.findIndex((line) => !line.startsWith('%'));
  const block = lines.slice(0, end < 0 ? lines.length : end);
  if (block.length > 3 || (lines[block.length] ?? '').trim() !== '') return { body: text, bodyLine: 1 };
  const source = block.map((line) => line.slice(1).trim()).join('\n');
  const bodyStart = block.reduce((sum, line) => sum + line.length + 1, 0);
  return {
    frontMatter: { syntax: 'title block', source, line: 1 },
    body: text.slice(bodyStart),
    bodyLine: block.length + 1,
  };
}

function firstLines(text: string, limit: number): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start <= text.length && lines.length < limit; ) {
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end < 0 ? text.length : end));
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

function looksLikeKeys(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  if (first === undefined) return lines.length === 0 || lines.some((line) => line.trim() !== '');
  return lines[0]?.trim() !== '' && /^\s*(?:["'{]|[\p{L}_][\p{L}\p{N}_ .'’-]{0,60}[:=])/u.test(first);
}
