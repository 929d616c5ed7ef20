// Variations of a few bodies, made at every run and always the same; docs/accuracy.md says what varies.
import { bookVariations } from './variations/books.mjs';
import { encodingVariations } from './variations/encodings.mjs';
import { markupVariations } from './variations/markup.mjs';
import { officeVariations } from './variations/office.mjs';
import { textVariations } from './variations/text.mjs';

/** Every variation: its name, its bytes (or a folder's members) and the label of what it was made from. */
export const variations = async () => [
  ...textVariations(),
  ...encodingVariations(),
  ...markupVariations(),
  ...(await bookVariations()),
  ...(await officeVariations()),
];
