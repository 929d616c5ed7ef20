import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../src/collection/book-names.js';
import { assignPaths, devicePath } from '../../src/deliver/usb/device-names.js';
import { deviceNamed } from '../../src/devices/profiles.js';

const piece = fc.constantFrom(
  ...[
    'rain',
    'Rain',
    'RAIN',
    'é',
    'e\u0301',
    'ß',
    'SS',
    'İ',
    '雨',
    '🌧',
    '👩🏽‍🚀',
    '🇳🇴',
    '.',
    ' ',
    '..',
    '#',
    '%',
    '+',
    ':',
    '/',
  ],
  ...[
    '\\',
    '?',
    '*',
    '"',
    '<',
    '|',
    '\u0000',
    '\u200d',
    '\ud83c',
    'con',
    'NUL',
    'com1',
    '.epub',
    '.sdr',
    ' [0a1b2c3d]',
  ],
  'x'.repeat(90),
  '雨'.repeat(70),
);
const name = fc
  .tuple(
    fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 }),
    fc.constantFrom('.epub', '.kepub.epub', '.azw3'),
  )
  .map(([pieces, extension]) => pieces.join('') + extension);
const target = fc.constantFrom(
  { profile: deviceNamed('kobo')!, folder: 'storybind' },
  { profile: deviceNamed('nook')!, folder: 'My Files/Books' },
  { profile: deviceNamed('generic')!, folder: '' },
);

const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

describe('the paths that books get on a device', () => {
  it('are distinct, legal, and the same in whatever order the books come', () => {
    fc.assert(
      fc.property(target, fc.array(name, { maxLength: 20 }), fc.nat(), (device, names, turn) => {
        const wishes = names.map((one, index) => ({ key: `${index} ${one}`, path: devicePath(device, one) }));
        const paths = assignPaths(device, wishes, new Set());
        expect(paths.size).toBe(names.length);
        expect(new Set([...paths.values()].map(foldName)).size).toBe(names.length);
        const cut = names.length === 0 ? 0 : turn % names.length;
        const turned = [...wishes.slice(cut), ...wishes.slice(0, cut)].reverse();
        expect(assignPaths(device, turned, new Set())).toEqual(paths);

        const longest = device.profile.family === 'kobo' ? 185 : 240;
        for (const path of paths.values()) {
          expect(path.length).toBeLessThanOrEqual(longest);
          expect(path.isWellFormed?.() ?? true).toBe(true);
          expect(path.normalize('NFC')).toBe(path);
          expect(path).toMatch(/\.(epub|azw3)$/);
          if (device.folder !== '') expect(path.startsWith(`${device.folder}/`)).toBe(true);
          for (const part of path.split('/')) {
            expect(part).not.toMatch(/^[.\s]|[.\s]$|^$|[\\:*?"<>|+#%]|\p{Cc}/u);
            expect(part).not.toMatch(RESERVED);
            expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
          }
          const folders = path.split('/').slice(0, -1);
          for (const folder of folders) expect(folder).not.toMatch(/\.(epub|azw3|sdr)$/i);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stay as they are where a path is named again', () => {
    fc.assert(
      fc.property(name, (one) => {
        const root = { profile: deviceNamed('generic')!, folder: '' };
        const path = devicePath(root, one);
        expect(devicePath(root, path)).toBe(path);
      }),
      { numRuns: 500 },
    );
  });
});
