import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { gatherSetting } from '../../src/cli/build-flags.js';
import { EXIT, type ExitCode, exitCodeOfFindings, graver } from '../../src/cli/exit-codes.js';
import { OutputPaths, stemOf } from '../../src/cli/output-paths.js';
import { displayWidth, renderTable } from '../../src/cli/table.js';
import { counted } from '../../src/cli/ui.js';
import { diagnostic } from '../../src/diagnostics/report.js';
import { readEnvironment, wantsColour } from '../../src/io/environment.js';

describe('gatherSetting', () => {
  it('parts key and value at the first equals sign', () => {
    expect(gatherSetting('source=https://example.org/?a=b')).toEqual({ source: 'https://example.org/?a=b' });
  });

  it('makes a list of a key that is set again', () => {
    const once = gatherSetting('author=Ann');
    const twice = gatherSetting('author=Bo', once);
    expect(gatherSetting('author=Cy', twice)).toEqual({ author: ['Ann', 'Bo', 'Cy'] });
  });

  it('takes an empty value, which takes the field away', () => {
    expect(gatherSetting('summary=')).toEqual({ summary: '' });
  });

  it.each(['title', '=x', ''])('refuses %j', (argument) => {
    expect(() => gatherSetting(argument)).toThrow(InvalidArgumentError);
  });
});

describe('OutputPaths', () => {
  it('names each book for its story, in out/ when nothing is said', () => {
    expect(new OutputPaths({ isFolder: false }).pathFor('rain', 'epub')).toBe('out/rain.epub');
    expect(new OutputPaths({ output: 'books/', isFolder: true }).pathFor('rain', 'epub')).toBe('books/rain.epub');
    expect(new OutputPaths({ output: 'my.epub', isFolder: false }).pathFor('rain', 'epub')).toBe('my.epub');
  });

  it('parts stories of one name, whatever their case', () => {
    const paths = new OutputPaths({ isFolder: false });
    const given = ['rain', 'Rain', 'snow', 'rain'].map((stem) => paths.pathFor(stem, 'epub'));
    expect(given).toEqual(['out/rain.epub', 'out/Rain-2.epub', 'out/snow.epub', 'out/rain-3.epub']);
  });
});

describe('stemOf', () => {
  it.each([
    ['stories/rain.txt', 'rain'],
    ['rain.part.md', 'rain.part'],
    ['stories/rain/', 'rain'],
    ['.hidden', 'hidden'],
    ['.hidden.txt', 'hidden'],
  ])('of %j is %j', (path, stem) => {
    expect(stemOf(path)).toBe(stem);
  });
});

describe('exit codes', () => {
  const warning = diagnostic('title-missing', '');
  const error = diagnostic('cover-invalid', '');

  it('say warnings only when strict', () => {
    expect(exitCodeOfFindings([warning], false)).toBe(EXIT.written);
    expect(exitCodeOfFindings([warning], true)).toBe(EXIT.warnings);
    expect(exitCodeOfFindings([warning, error], true)).toBe(EXIT.check);
  });

  it('of several stories is the gravest', () => {
    expect([EXIT.written, EXIT.input, EXIT.warnings].reduce<ExitCode>(graver, EXIT.written)).toBe(EXIT.input);
    expect([EXIT.defect, EXIT.input].reduce<ExitCode>(graver, EXIT.written)).toBe(EXIT.defect);
  });
});

describe('readEnvironment', () => {
  it('takes SOURCE_DATE_EPOCH in whole seconds, and leaves it out when it is unset or empty', () => {
    expect(readEnvironment({ SOURCE_DATE_EPOCH: '1300000000' }).sourceDateEpoch).toBe(1_300_000_000);
    expect(readEnvironment({ SOURCE_DATE_EPOCH: '' })).toEqual({ isDebugging: false });
  });

  it.each(['yesterday', '-1', '1.5', '1e9', '999999999999'])('refuses %j', (value) => {
    expect(() => readEnvironment({ SOURCE_DATE_EPOCH: value })).toThrow(/SOURCE_DATE_EPOCH/);
  });
});

describe('what people see', () => {
  it('is coloured at a terminal only, and not when NO_COLOR says so', () => {
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(wantsColour({}, {})).toBe(false);
  });

  it('counts with the noun in its number', () => {
    expect(counted(1, 'word')).toBe('1 word');
    expect(counted(1_388_000, 'word')).toBe('1,388,000 words');
    expect(counted(0, 'scene break')).toBe('0 scene breaks');
  });

  it('stands in columns, whatever the script and the colours', () => {
    expect(displayWidth('漢字 \u001b[1mé\u001b[22m')).toBe(6);
    const table = renderTable([['Title', '灯籠', 'line 1'], ['Author', 'Ann', 'line 2'], ['Total']]);
    expect(table).toBe('  Title   灯籠  line 1\n  Author  Ann   line 2\n  Total');
  });
});
