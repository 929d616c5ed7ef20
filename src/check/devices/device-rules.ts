import { bareSelectors } from './bare-selectors.js';
import { blankSpans } from './blank-spans.js';
import { bodyLinks } from './body-links.js';
import { colours } from './colours.js';
import { comments } from './comments.js';
import { coverPages, covers } from './covers.js';
import type { DeviceRule } from './device-rule.js';
import { encoding } from './encoding.js';
import { fontFamilies } from './font-families.js';
import { byMail, formats } from './formats.js';
import { imageSources } from './image-sources.js';
import { imageSizes, imageTypes } from './images.js';
import { language, unlistedLanguage } from './language.js';
import { cssVariables, modernCss } from './modern-css.js';
import { names } from './names.js';
import { ncx, order, pageBreaks } from './navigation.js';
import { pageBytes, weight } from './sizes.js';
import { unreadable } from './unreadable.js';
import { zipHeaders } from './zip-headers.js';

/** Every rule of the preflight, in the order of docs/preflight.md. A new rule is a file and a line here. */
export const DEVICE_RULES: readonly DeviceRule[] = [
  unreadable,
  formats,
  byMail,
  weight,
  zipHeaders,
  names,
  language,
  unlistedLanguage,
  covers,
  coverPages,
  ncx,
  order,
  pageBreaks,
  pageBytes,
  encoding,
  comments,
  bodyLinks,
  imageSources,
  imageTypes,
  imageSizes,
  modernCss,
  cssVariables,
  fontFamilies,
  blankSpans,
  bareSelectors,
  colours,
];
