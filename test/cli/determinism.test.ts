import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderOf, storybind } from '../support/storybind.js';
import { unzip } from '../support/unzip.js';

const stories = fileURLToPath(new URL('../../stories/', import.meta.url));

/** Far from UTC on either side; and a locale of which the lower case of `I` is not `i`. */
const PLACES: readonly Readonly<Record<string, string>>[] = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/Adak', LANG: 'de_DE.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
];

describe('the same story gives the same bytes', () => {
  it.each(['signal-fires.txt', 'paper-lanterns.txt', 'the-salt-road.md', 'toudai-no-neko.txt'])(
    '%s: on two runs, in another folder, time zone and locale',
    async (story) => {
      const digests = new Set<string>();
      for (const [at, env] of [...PLACES, PLACES[0] ?? {}].entries()) {
        const folder = await folderOf();
        const cwd = join(folder, `place-${at}`);
        await mkdir(cwd);
        const { exitCode } = await storybind(['build', join(stories, story), '-o', 'book.epub', '--quiet'], {
          cwd,
          env,
        });
        expect(exitCode).toBe(0);
        await rename(join(cwd, 'book.epub'), join(folder, 'moved.epub'));
        digests.add(
          createHash('sha256')
            .update(await readFile(join(folder, 'moved.epub')))
            .digest('hex'),
        );
      }
      expect(digests.size).toBe(1);
    },
  );

  it.each(['signal-fires.txt', 'letters-from-the-weir.md', 'the-glass-orchard.html'])(
    '%s: from wherever on the disk, and tells nobody where that is',
    async (story) => {
      const text = await readFile(join(stories, story));
      const digests = new Set<string>();
      for (const place of ['shelf-of-mine', 'a-deeper/folder-of-mine']) {
        const cwd = await folderOf({ [`${place}/${story}`]: text });
        for (const path of [`${place}/${story}`, join(cwd, place, story)]) {
          const { bytes } = await storybind(['build', path, '--no-cover', '-o', '-', '--quiet'], { cwd });
          const members = [...unzip(bytes).values()].join('\n');
          expect(members).not.toContain(cwd);
          expect(members).not.toContain(place);
          digests.add(createHash('sha256').update(bytes).digest('hex'));
        }
      }
      expect(digests.size).toBe(1);
    },
  );
});
