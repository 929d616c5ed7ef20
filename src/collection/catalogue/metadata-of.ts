import { inspectStory } from '../../inspect.js';
import type { Story } from '../../model/story.js';
import type { CataloguedMetadata } from './row.js';

/** What the catalogue knows of a story beside its text. */
export function cataloguedMetadata(story: Story): CataloguedMetadata {
  const {
    sections: _sections,
    receipts: _receipts,
    diagnostics: _diagnostics,
    reader: _reader,
    encoding: _encoding,
    ...metadata
  } = inspectStory({ story, reader: '', encoding: '' }, []);
  return metadata;
}
