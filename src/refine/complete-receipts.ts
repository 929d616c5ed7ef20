import type { Metadata, MetadataField, Receipt } from '../model/story.js';
import type { RefineStep } from './step.js';

/** The metadata's fields, in the order of `Metadata`. */
const FIELDS = [
  ...(['title', 'subtitle', 'creators', 'language', 'identifiers', 'pinnedId', 'source', 'publisher'] as const),
  ...(['published', 'updated', 'completed', 'status', 'summary', 'fandoms', 'relationships', 'characters'] as const),
  ...(['rating', 'warnings', 'genres', 'tags', 'series', 'rights', 'disclaimer', 'dedication', 'words'] as const),
] satisfies readonly MetadataField[];

/** How sure a value is whose reader left no receipt. */
const UNTRACED = 0.5;

/** The story with a receipt for every field that has a value, and for no other. */
export const completeReceipts: RefineStep = {
  name: 'complete-receipts',
  refine: (story) => ({ ...story, metadata: { ...story.metadata, receipts: receiptsOf(story.metadata) } }),
};

function receiptsOf(metadata: Metadata): Metadata['receipts'] {
  const file = Object.values<Receipt>(metadata.receipts).find((receipt) => receipt.file !== undefined)?.file;
  const untraced: Receipt = {
    ...(file !== undefined && { file }),
    line: 1,
    column: 1,
    how: 'text',
    confidence: UNTRACED,
  };
  return Object.fromEntries(
    FIELDS.filter((field) => hasValue(metadata[field])).map((field) => [field, metadata.receipts[field] ?? untraced]),
  );
}

const hasValue = (value: Metadata[MetadataField]): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined;
