import { parse, TomlDate, TomlError } from 'smol-toml';
import type { FrontMatter, FrontMatterContext, FrontMatterResult } from '../front-matter.js';
import { readYaml } from './yaml.js';

/** Reads TOML front matter (Hugo's, between two lines of `+++`) by the same keys as YAML. */
export function readToml(frontMatter: FrontMatter, context: FrontMatterContext): FrontMatterResult {
  try {
    const values = flattened(parse(frontMatter.source));
    return readYaml({ ...frontMatter, syntax: 'yaml', source: asYaml(frontMatter.source, values) }, context);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const message = `The front matter is no valid TOML: ${cause.message.split('\n')[0]}. It was kept as text.`;
    context.report.add('front-matter-invalid', message, {
      line: frontMatter.line + cause.line - 1,
      column: cause.column,
    });
    return { isRead: false, wishes: {}, notes: [] };
  }
}

type Values = Readonly<Record<string, unknown>>;

/** Hugo keeps what is its own at the top, and what is the author's in `[params]`. */
function flattened(values: Values): Values {
  const { params, ...own } = values;
  const isTable = typeof params === 'object' && params !== null && !Array.isArray(params);
  return isTable ? { ...(params as Values), ...own } : values;
}

/** The same values as YAML, each on the line where TOML has its key: JSON is YAML, and receipts keep their lines. */
function asYaml(source: string, values: Values): string {
  const lines = source.split('\n').map(() => '');
  const written = source.split('\n');
  for (const [key, value] of Object.entries(values)) {
    const at = written.findIndex((line) => line.trimStart().replace(/^["']/, '').startsWith(key) && line.includes('='));
    const pair = `${JSON.stringify(key)}: ${JSON.stringify(plain(value))}`;
    if (at >= 0 && lines[at] === '') lines[at] = pair;
    else lines.push(pair);
  }
  return lines.join('\n');
}

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
