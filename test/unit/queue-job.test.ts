import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromJob, type JobData, type Mount, mapJob, mapResult, toJob } from '../../src/collection/queue/job.js';
import type { BindResult, BindTask } from '../../src/collection/run/task.js';

const MOUNTS: readonly Mount[] = [
  { there: '/srv', here: '/mnt/srv' },
  { there: '/srv/books', here: '/var/books' },
];

const task: BindTask = {
  story: {
    key: '/srv/stories/rain.md',
    path: 'stories/rain.md',
    place: 'rain.md',
    kind: 'file',
    files: ['/srv/stories/rain.md'],
  },
  options: { theme: 'modern', cover: false },
  staging: '/srv/books/.storybind/staging/7',
};
const owner = { run: 'run', out: '/srv/books' };

/** As Redis gives it back. */
const sent = (data: JobData): JobData => JSON.parse(JSON.stringify(data)) as JobData;

const noCover = (): Uint8Array => {
  throw new Error('there is no cover to read');
};

describe('a task as a job', () => {
  test('comes back as it was sent, with the place of its story', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('/'));
    const tasks = fc.record(
      {
        story: fc.record({
          key: name.map((text) => `/srv/stories/${text}`),
          path: name,
          place: name,
          kind: fc.constantFrom('file' as const, 'folder' as const),
          files: fc.array(name.map((text) => `/srv/stories/${text}`)),
        }),
        options: fc.record(
          {
            theme: fc.constantFrom('classic' as const, 'plain' as const),
            set: fc.dictionary(name, name, { noNullPrototype: true }),
            cover: fc.boolean(),
            sourceDateEpoch: fc.nat(),
          },
          { requiredKeys: [] },
        ),
        staging: name.map((text) => `/srv/books/.storybind/staging/${text}`),
        known: name,
      },
      { requiredKeys: ['story', 'options', 'staging'] },
    );
    fc.assert(
      fc.property(tasks, (one) => {
        expect(fromJob(sent(toJob(owner, one)), noCover)).toEqual({ ...one, at: one.story.key });
      }),
    );
  });

  test('takes a cover of one’s own by its file: the bytes never go through Redis', () => {
    const cover = new Uint8Array(5_000_000).fill(7);
    const file = '/srv/books/.storybind/staging/cover';
    const data = sent(toJob({ ...owner, cover: file }, { ...task, options: { cover } }));
    expect(JSON.stringify(data).length).toBeLessThan(1000);
    const read = fromJob(mapJob(data, MOUNTS), (path) => {
      expect(path).toBe('/var/books/.storybind/staging/cover');
      return cover;
    });
    expect(read.options.cover).toBe(cover);
  });
});

describe('folders that lie elsewhere on a worker', () => {
  test('are found by the mount that says most of their path', () => {
    const data = mapJob(toJob(owner, task), MOUNTS);
    expect(data.out).toBe('/var/books');
    expect(data.task).toMatchObject({
      at: '/mnt/srv/stories/rain.md',
      staging: '/var/books/.storybind/staging/7',
      story: { key: '/srv/stories/rain.md', path: 'stories/rain.md', files: ['/mnt/srv/stories/rain.md'] },
    });
  });

  test('are left where they are when no mount speaks of them', () => {
    const data = toJob(owner, task);
    expect(mapJob(data, [{ there: '/srv/book', here: '/other' }])).toEqual(data);
    expect(mapJob(data, [])).toEqual(data);
  });

  test('are told of as the coordinator and its people know them', () => {
    const here = fromJob(mapJob(toJob(owner, task), MOUNTS), noCover);
    const state = { size: 1, modified: '1', changed: '1', isOwn: true };
    const result: BindResult = {
      kind: 'failed',
      content: '',
      inputs: [{ path: '/mnt/srv/stories/rain.md', ...state }],
      diagnostics: [
        {
          code: 'input-unreadable',
          severity: 'error',
          message: '`/mnt/srv/stories/rain.md` cannot be read.',
          file: '/mnt/srv/stories/rain.md',
        },
      ],
      isPassing: true,
      milliseconds: 1,
      seen: '0',
    };
    expect(mapResult(result, MOUNTS, here)).toMatchObject({
      inputs: [{ path: '/srv/stories/rain.md', ...state }],
      diagnostics: [{ message: '`stories/rain.md` cannot be read.', file: 'stories/rain.md' }],
    });
  });

  test('are given back as they were taken', () => {
    const path = fc.array(fc.constantFrom('srv', 'books', 'book', 'a', 'rain.md'), { minLength: 1 });
    fc.assert(
      fc.property(path, (parts) => {
        const file = `/${parts.join('/')}`;
        const data = mapJob(toJob(owner, { ...task, staging: file }), MOUNTS);
        const bound = {
          kind: 'bound',
          staging: data.task.staging,
          inputs: [],
          diagnostics: [],
        } as unknown as BindResult;
        expect(mapResult(bound, MOUNTS, fromJob(data, noCover))).toMatchObject({ staging: file });
      }),
    );
  });
});
