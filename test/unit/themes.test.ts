import { describe, expect, test } from 'vitest';
import { type Book, THEME_NAMES, type ThemeName } from '../../src/model/book.js';
import { SPACED_LANGUAGES, SPACED_SCRIPTS } from '../../src/write/epub/themes/frame.js';
import { stylesheet } from '../../src/write/epub/themes/stylesheet.js';
import { sampleBook } from '../support/sample-book.js';

const BOOKS: Readonly<Record<string, Partial<Book>>> = {
  English: {},
  Arabic: { language: 'ar', direction: 'rtl' },
  Japanese: { language: 'ja' },
  'vertical Japanese': { language: 'ja', isVertical: true },
  Chinese: { language: 'zh-Hant' },
  'unknown language': { language: 'und' },
};

const sheets = THEME_NAMES.flatMap((theme) =>
  Object.entries(BOOKS).map(([book, changes]) => ({ theme, book, css: stylesheet(sampleBook({ ...changes, theme })) })),
);

const sheet = (theme: ThemeName, changes: Partial<Book> = {}): string => stylesheet(sampleBook({ ...changes, theme }));

/** The declarations of the rule whose selector is exactly this. */
function rule(css: string, selector: string): string {
  const found = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, one]) => one?.trim() === selector);
  return found.map(([, , declarations]) => declarations).join('');
}

const declarations = (css: string): readonly (readonly [string, string])[] =>
  [...css.matchAll(/^ {2}([a-z-]+): ([^;]+);$/gm)].map(([, name = '', value = '']) => [name, value]);

describe.each(sheets)('$theme, $book', ({ theme, css }) => {
  test('is flat: no at-rules, no functions that old readers fail on', () => {
    expect(css).not.toContain('@');
    expect(css).not.toMatch(/\b(?:min|max|calc|var|clamp|env|url)\(/);
    expect(css).not.toMatch(/display: (?:grid|flex)/);
    expect(css).not.toMatch(/position: fixed/);
  });

  test('is nothing but rules of plain declarations', () => {
    const rest = css.replace(/[^{}]+\{(?:\n {2}[a-z-]+: [^;{}]+;)+\n\}/g, '');
    expect(rest.trim()).toBe('');
  });

  test('measures in em and per cent; only hairlines are a pixel', () => {
    const units = declarations(css).flatMap(
      ([, value]) => value.match(/\d(?:px|pt|pc|cm|mm|in|rem|vh|vw|ex|ch)\b/g) ?? [],
    );
    expect(new Set(units)).toEqual(new Set(['1px']));
    expect(css).not.toMatch(/\d\dpx/);
  });

  test('leaves colours, justification and the body’s font to the reader', () => {
    const colours = declarations(css).filter(([name]) => /color|background/.test(name));
    expect(new Set(colours.map(([, value]) => value))).toEqual(new Set(['inherit']));
    expect(css).not.toContain('justify');
    expect(rule(css, 'body')).not.toContain('font');
    expect(rule(css, 'p')).not.toContain('font');
    const fonts = declarations(css).filter(([name]) => name === 'font-family');
    const allowed = theme === 'modern' ? ['monospace', 'sans-serif'] : ['monospace'];
    expect([...new Set(fonts.map(([, value]) => value))].sort()).toEqual(allowed);
  });

  test('sets nothing smaller than three quarters', () => {
    const sizes = declarations(css)
      .filter(([name]) => name === 'font-size')
      .map(([, value]) => Number.parseFloat(value));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0.75);
  });

  test('draws scene breaks by their border and hides the landmarks', () => {
    expect(rule(css, 'hr')).toMatch(/border-(?:top|right): 1px solid/);
    expect(rule(css, '#landmarks')).toContain('display: none');
  });

  test('breaks no page before a heading that opens a file', () => {
    expect(css).not.toContain('page-break-before');
  });
});

test('English paragraphs are indented, and the first after a break is flush', () => {
  const css = sheet('classic');
  expect(rule(css, 'p')).toContain('text-indent: 1.25em');
  expect(rule(css, '.first, .flush, .center, .end')).toContain('text-indent: 0');
});

test('Japanese and Chinese paragraphs are indented from the first on', () => {
  expect(rule(sheet('classic', { language: 'ja' }), 'p')).toContain('text-indent: 1em');
  expect(rule(sheet('classic', { language: 'zh-Hans' }), 'p')).toContain('text-indent: 2em');
  expect(sheet('classic', { language: 'ja' })).not.toContain('.first,');
});

test('what stands at the start of a line stands at the right in Arabic and at the top in vertical Japanese', () => {
  expect(rule(sheet('classic'), '.verse')).toContain('margin-left: 2em');
  expect(rule(sheet('classic', { language: 'ar', direction: 'rtl' }), '.verse')).toContain('margin-right: 2em');
  expect(rule(sheet('classic', { language: 'ja', isVertical: true }), '.verse')).toContain('margin-top: 2em');
});

test('only a vertical book is written vertically', () => {
  expect(sheet('classic', { language: 'ja' })).not.toContain('writing-mode');
  expect(rule(sheet('classic', { language: 'ja', isVertical: true }), 'html')).toContain(
    '  writing-mode: vertical-rl;',
  );
});

test('letters that join are neither spaced nor slanted', () => {
  const css = sheet('classic', { language: 'ar', direction: 'rtl' });
  expect(css).not.toContain('letter-spacing');
  expect(css).not.toContain('italic');
  expect(rule(css, 'em')).toContain('font-weight: bold');
  expect(sheet('classic')).toContain('letter-spacing');
});

test('the languages known for their spaced letters are written in scripts that space them', () => {
  const scripts = [...SPACED_LANGUAGES].map((language) => new Intl.Locale(language).maximize().script);
  expect(scripts.filter((script) => !SPACED_SCRIPTS.has(script))).toEqual([]);
});
