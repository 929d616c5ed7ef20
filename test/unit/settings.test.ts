import { describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { emptyMetadata, type Story } from '../../src/model/story.js';
import { applySettings } from '../../src/read/settings.js';

const story: Story = {
  metadata: {
    ...emptyMetadata,
    title: 'Reeds',
    creators: [
      { name: 'Ann Brook', role: 'aut' },
      { name: 'Sol Weir', role: 'trl' },
    ],
    receipts: { title: { line: 1, column: 1, how: 'heading', confidence: 1 } },
  },
  sections: [],
  notes: {},
  resources: {},
};

const failure = async (settings: Record<string, unknown>) => {
  const error = await applySettings(story, settings).catch((cause: unknown) => cause);
  if (!(error instanceof StoryError)) throw new Error('Nothing was thrown.');
  return error.diagnostic;
};

describe('applySettings', () => {
  it('gives the same story back when nothing is set', async () => {
    expect(await applySettings(story, {})).toBe(story);
  });

  it('overrides a field, and says so in its receipt', async () => {
    const { metadata } = await applySettings(story, { title: 'Rushes' });
    expect(metadata.title).toBe('Rushes');
    expect(metadata.receipts.title).toMatchObject({ how: 'option', confidence: 1 });
  });

  it('parts lists at semicolons only', async () => {
    const { metadata } = await applySettings(story, { fandom: 'I, Heron; Marshland', tags: ['a', 'b'] });
    expect(metadata.fandoms).toEqual(['I, Heron', 'Marshland']);
    expect(metadata.tags).toEqual(['a', 'b']);
  });

  it('replaces the people of one role and keeps the others', async () => {
    const { metadata } = await applySettings(story, { author: 'Lee Marsh; Ida Ford' });
    expect(metadata.creators.map(({ name, role }) => `${name} (${role})`)).toEqual([
      'Lee Marsh (aut)',
      'Ida Ford (aut)',
      'Sol Weir (trl)',
    ]);
  });

  it('takes a field away when the value is empty', async () => {
    const { metadata } = await applySettings(story, { title: '', author: '' });
    expect(metadata).not.toHaveProperty('title');
    expect(metadata.receipts).not.toHaveProperty('title');
    expect(metadata.creators).toEqual([{ name: 'Sol Weir', role: 'trl' }]);
  });

  it('refuses an unknown field with a suggestion', async () => {
    expect(await failure({ tilte: 'x' })).toMatchObject({
      code: 'setting-unknown',
      message: expect.stringContaining('`title`'),
    });
  });

  it('points at the option that a key of another kind has', async () => {
    expect((await failure({ theme: 'modern' })).message).toContain('--theme');
  });

  it('refuses a value of the wrong form', async () => {
    expect((await failure({ title: { a: { b: 1 } } })).code).toBe('setting-invalid');
    expect((await failure({ source: 'nowhere' })).code).toBe('setting-invalid');
    expect((await failure({ status: 'asleep' })).code).toBe('setting-invalid');
  });
});
