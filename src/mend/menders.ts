import { modestStyles, ownFonts, resolveVariables } from './css.js';
import { fittedSizes, shownTypes } from './images.js';
import { type Mender, NO_CHANGES } from './mender.js';
import { plainNames } from './names.js';
import { giveNcx } from './ncx.js';
import { nameCover, passCoverPage, stateLanguage } from './package.js';
import { declareEncoding, dropComments, dropImages, linkToPages, unwrapBlanks } from './pages.js';

/** The book packed anew: sizes before the members, nothing beside the `mimetype`. */
const packAnew: Mender = { code: 'preflight-zip', done: 'the file is packed anew', mend: () => NO_CHANGES };

/**
 * Every mender, in the order in which they work: what keeps a document from being read comes first, names come last but for
 * the packing. A new one is a line here; a test holds them and the rules that say to be mendable together.
 */
export const MENDERS: readonly Mender[] = [
  dropComments,
  declareEncoding,
  stateLanguage,
  nameCover,
  passCoverPage,
  giveNcx,
  linkToPages,
  dropImages,
  unwrapBlanks,
  resolveVariables,
  modestStyles,
  ownFonts,
  shownTypes,
  fittedSizes,
  plainNames,
  packAnew,
];
