import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/check/rules.js';
import { CODES } from '../../src/diagnostics/codes.js';

const page = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');

interface Entry {
  readonly code: string;
  readonly severity: string | undefined;
  readonly words: string;
}

/** The page's entries, in its order: a heading, the severity, the meaning with its mend, the rule where there is one. */
const entries: readonly Entry[] = page
  .split(/^### /m)
  .slice(1)
  .map((entry) => {
    const [code = '', ...lines] = (entry.split(/^## /m)[0] ?? '').trim().split('\n');
    const severity = lines.map((line) => /^Severity: (.*)$/.exec(line)?.[1]).find((one) => one !== undefined);
    return { code, severity, words: lines.filter((line) => !/^(?:Severity|Rule):/.test(line)).join(' ') };
  });

describe('docs/diagnostics.md', () => {
  test('has exactly one entry for each code, and none without a code', () => {
    expect(entries.map(({ code }) => code).sort()).toEqual(Object.keys(CODES).sort());
  });

  test('states the severity that the code has', () => {
    const stated = Object.fromEntries(entries.map(({ code, severity }) => [code, severity]));
    const known = Object.fromEntries(Object.entries(CODES).map(([code, { severity }]) => [code, severity]));
    expect(stated).toEqual(known);
  });

  test('says of each code more than what it means', () => {
    const bare = entries.filter(({ words }) => (words.match(/[.?!](?=\s|$)/g) ?? []).length < 2);
    expect(bare.map(({ code }) => code)).toEqual([]);
  });

  test('names rules that the check has, with the clauses that they hold books to', () => {
    const known = RULES.map(({ name, reference }) => `\`${name}\` (${reference})`);
    const named = [...page.matchAll(/^Rule: (`.*)$/gm)].map(([, rule]) => rule);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((rule) => !known.includes(rule ?? ''))).toEqual([]);
  });
});
