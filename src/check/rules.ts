import type { Rule } from './rule.js';
import { accessibilityClaims } from './rules/accessibility-claims.js';
import { containerDocument } from './rules/container-document.js';
import { contentAttributes } from './rules/content-attributes.js';
import { contentDocuments } from './rules/content-documents.js';
import { contentHead } from './rules/content-head.js';
import { contentIds } from './rules/content-ids.js';
import { contentNesting } from './rules/content-nesting.js';
import { contentRequirements } from './rules/content-requirements.js';
import { contentStructure } from './rules/content-structure.js';
import { encryption } from './rules/encryption.js';
import { fallbacks } from './rules/fallbacks.js';
import { fixedLayout } from './rules/fixed-layout.js';
import { guide } from './rules/guide.js';
import { houseHeadings } from './rules/house-headings.js';
import { houseImages } from './rules/house-images.js';
import { houseNavigation } from './rules/house-navigation.js';
import { houseRestraint } from './rules/house-restraint.js';
import { houseSceneBreaks } from './rules/house-scene-breaks.js';
import { houseSemantics } from './rules/house-semantics.js';
import { images } from './rules/images.js';
import { itemProperties } from './rules/item-properties.js';
import { manifest } from './rules/manifest.js';
import { mathml } from './rules/mathml.js';
import { memberNames } from './rules/member-names.js';
import { mimetype } from './rules/mimetype.js';
import { navigationDocument } from './rules/navigation-document.js';
import { ncx } from './rules/ncx.js';
import { packageLinks } from './rules/package-links.js';
import { packageMetadata } from './rules/package-metadata.js';
import { packageStructure } from './rules/package-structure.js';
import { properties } from './rules/properties.js';
import { references } from './rules/references.js';
import { refinements } from './rules/refinements.js';
import { spine } from './rules/spine.js';
import { styleSheets } from './rules/style-sheets.js';
import { zipArchive } from './rules/zip-archive.js';

/** Every rule of the check, from the container inwards. A new rule is a file and a line here. */
export const RULES: readonly Rule[] = [
  zipArchive,
  mimetype,
  memberNames,
  containerDocument,
  encryption,
  packageStructure,
  packageMetadata,
  refinements,
  properties,
  packageLinks,
  manifest,
  fallbacks,
  spine,
  guide,
  navigationDocument,
  ncx,
  contentDocuments,
  contentStructure,
  contentNesting,
  contentAttributes,
  contentRequirements,
  contentIds,
  contentHead,
  fixedLayout,
  mathml,
  references,
  itemProperties,
  styleSheets,
  images,
  accessibilityClaims,
  houseHeadings,
  houseImages,
  houseNavigation,
  houseRestraint,
  houseSceneBreaks,
  houseSemantics,
];
