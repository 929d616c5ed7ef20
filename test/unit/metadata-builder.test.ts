import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../src/model/story.js';
import { MetadataBuilder } from '../../src/read/metadata-builder.js';

const receipt = (line: number, confidence: number): Receipt => ({ line, column: 1, how: 'header line', confidence });

describe('MetadataBuilder', () => {
  it('keeps the surest reading of a field, and the first of equals', () => {
    const builder = new MetadataBuilder();
    expect(builder.set('title', 'Rain', receipt(1, 0.5))).toBe(true);
    expect(builder.set('title', 'Snow', receipt(2, 0.5))).toBe(false);
    expect(builder.set('title', 'Sun', receipt(3, 0.9))).toBe(true);
    expect(builder.set('title', 'Wind', receipt(4, 0.6))).toBe(false);
    expect(builder.metadata).toMatchObject({ title: 'Sun', receipts: { title: { line: 3 } } });
  });

  it('takes nothing that says nothing into its lists', () => {
    const builder = new MetadataBuilder();
    builder.append(
      'series',
      [{ name: ' ' }, { name: '\u0000\u200b\uffff\ufffc' }, { name: 'Waters', position: 2 }],
      receipt(1, 1),
    );
    builder.append('tags', [''], receipt(2, 1));
    expect(builder.metadata).toMatchObject({ series: [{ name: 'Waters' }], tags: [] });
    expect(builder.metadata.receipts).not.toHaveProperty('tags');
  });

  it('adds to lists without repeating a value, with the receipt of the first', () => {
    const builder = new MetadataBuilder();
    builder.append('tags', ['rain', 'tea', 'Rain'], receipt(1, 1));
    builder.append('tags', ['TEA', 'snow'], receipt(2, 1));
    builder.append('creators', [{ name: 'Ann', role: 'aut' }], receipt(3, 1));
    builder.append(
      'creators',
      [
        { name: 'ann', role: 'aut' },
        { name: 'Ann', role: 'ill' },
      ],
      receipt(4, 1),
    );
    expect(builder.metadata.tags).toEqual(['rain', 'tea', 'snow']);
    expect(builder.metadata.creators.map((one) => one.role)).toEqual(['aut', 'ill']);
    expect(builder.metadata.receipts).toMatchObject({ tags: { line: 1 }, creators: { line: 3 } });
  });

  it('gives no receipt for a list that stays empty', () => {
    const builder = new MetadataBuilder();
    builder.append('tags', [], receipt(1, 1));
    expect(builder.metadata.receipts).toEqual({});
  });

  it('keeps what has no field, in order', () => {
    const builder = new MetadataBuilder();
    builder.keep({ label: 'Beta', value: 'Cleo' });
    builder.keep({ label: 'Archive', value: 'ask' });
    expect(builder.metadata.others.map((one) => one.label)).toEqual(['Beta', 'Archive']);
  });
});
