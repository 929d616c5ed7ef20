import { cataloguedMetadata } from '../../collection/catalogue/metadata-of.js';
import type { CataloguedMetadata } from '../../collection/catalogue/row.js';
import { emptyMetadata } from '../../model/story.js';
import { openBook } from '../../read/epub/open.js';
import { readPackageMetadata } from '../../read/epub/package-metadata.js';
import { DEFAULT_LIMITS } from '../../read/limits.js';
import { MetadataBuilder } from '../../read/metadata-builder.js';

/** What the EPUB’s package document states of it; nothing of its text is read. Throws `input-damaged`. */
export function epubMetadata(bytes: Uint8Array, file: string): CataloguedMetadata {
  const { pack } = openBook({ name: file, bytes }, DEFAULT_LIMITS);
  const builder = new MetadataBuilder();
  readPackageMetadata(pack, builder, () => [], file);
  return cataloguedMetadata({ metadata: builder.metadata, sections: [], notes: {}, resources: {} });
}

/** What is known of a book that tells nothing of itself. */
export const noMetadata: CataloguedMetadata = cataloguedMetadata({
  metadata: emptyMetadata,
  sections: [],
  notes: {},
  resources: {},
});
