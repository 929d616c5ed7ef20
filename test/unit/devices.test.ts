import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatFor } from '../../src/device-format.js';
import { DEVICES, deviceNamed } from '../../src/devices/profiles.js';
import { WRITERS } from '../../src/write/index.js';

describe('the table of devices', () => {
  test('has a row an id, and finds each by it', () => {
    expect(new Set(DEVICES.map(({ id }) => id)).size).toBe(DEVICES.length);
    for (const one of DEVICES) expect(deviceNamed(one.id)).toBe(one);
    expect(deviceNamed('kobi')).toBeUndefined();
  });

  test('says of every row where it comes from, and begins each family with the row of its name', () => {
    expect(DEVICES.filter(({ sources }) => sources.length === 0)).toEqual([]);
    const families = [...new Set(DEVICES.map(({ family }) => family))];
    expect(families.map((family) => DEVICES.find((one) => one.family === family)?.id)).toEqual(families);
    expect(DEVICES.filter(({ id, family }) => id !== family && !id.startsWith(`${family}-`))).toEqual([]);
  });

  test('has upright screens, JPEG and PNG everywhere, and a first format that is the family’s', () => {
    for (const { id, screen, images, formats } of DEVICES) {
      expect(screen === undefined || screen.width < screen.height, id).toBe(true);
      expect(images, id).toEqual(expect.arrayContaining(['image/jpeg', 'image/png']));
      expect(formats.length, id).toBeGreaterThan(0);
    }
  });

  test.each([
    ['kobo', 'kepub'],
    ['kobo-nia', 'kepub'],
    ['kindle', 'epub'],
    ['kindle-scribe-3', 'epub'],
    ['tolino', 'epub'],
    ['generic', 'epub'],
  ])('binds for %s as %s', (id, format) => {
    expect(formatFor(deviceNamed(id)!)).toBe(format);
  });
});

describe('docs/devices.md', () => {
  const page = readFileSync(new URL('../../docs/devices.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| `[a-z]/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );

  test('has a row for each device in their order, with its name, screen, colours, formats, pictures, engine and sources', () => {
    const known = DEVICES.map(
      ({ id, name, screen, isColour, formats, mail, sources, hasCoverPage, images, engine }) => [
        `\`${id}\``,
        name,
        screen ? `${screen.width} × ${screen.height}` : 'not known',
        isColour ? 'colour' : 'greys',
        [
          ...formats.map((one) => (one in WRITERS ? one : `${one} (not made yet)`)),
          ...(mail ? [`${mail.format} by mail`] : []),
        ].join(', '),
        hasCoverPage ? 'yes' : 'no',
        images.map((type) => type.replace('image/', '')).join(', '),
        engine === 'unknown' ? 'not known' : engine,
        sources.join('; '),
      ],
    );
    expect(rows).toEqual(known);
  });

  test('says of each family what was checked and what nobody has checked on hardware', () => {
    const checked = page.split('## What was checked')[1] ?? '';
    for (const family of new Set(DEVICES.map((one) => one.family))) expect(checked, family).toContain(`| ${family} |`);
    expect(checked).toContain('on hardware');
  });
});
