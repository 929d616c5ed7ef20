import type { ManifestItem, PackageDocument } from '../../container/package-document.js';
import { SMIL_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import { isContentType } from '../media-types.js';
import type { Rule } from '../rule.js';

/** Fallback chains end, media overlays are overlays, and what stands in the spine can be shown. */
export const fallbacks: Rule = {
  name: 'fallbacks',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-foreign-resources, #sec-manifest-fallbacks',
  check(book, findings) {
    for (const one of book.packages) {
      for (const item of one.manifest) {
        checkChain(one, item, findings);
        checkOverlay(one, item, findings);
      }
      for (const { item } of one.spine) if (item) checkSpineType(one, item, findings);
    }
  },
};

/** The item and what it falls back to, in order; stops where the chain turns in a circle. */
export function fallbackChain({ itemsById }: PackageDocument, item: ManifestItem): readonly ManifestItem[] {
  const chain = new Set<ManifestItem>();
  for (let one: ManifestItem | undefined = item; one && !chain.has(one); ) {
    chain.add(one);
    one = one.fallback === undefined ? undefined : itemsById.get(one.fallback);
  }
  return [...chain];
}

function checkChain(one: PackageDocument, item: ManifestItem, findings: Findings): void {
  if (item.fallback === undefined) return;
  if (!one.itemsById.has(item.fallback)) {
    findings.add('opf-fallback', `\`fallback="${item.fallback}"\` names no item of the manifest.`, item.element);
    return;
  }
  const last = fallbackChain(one, item).at(-1);
  if (last?.fallback !== undefined && one.itemsById.has(last.fallback)) {
    findings.add('opf-fallback', `The fallbacks of \`${item.id}\` turn in a circle.`, item.element);
  }
}

function checkOverlay(one: PackageDocument, item: ManifestItem, findings: Findings): void {
  if (item.mediaOverlay === undefined) return;
  const overlay = one.itemsById.get(item.mediaOverlay);
  if (overlay?.mediaType !== SMIL_TYPE) {
    findings.add('opf-overlay', `\`media-overlay="${item.mediaOverlay}"\` names no media overlay.`, item.element);
  } else if (!isContentType(item.mediaType, true)) {
    findings.add('opf-overlay', `\`${item.mediaType}\` may not have a media overlay.`, item.element);
  }
  const durations = one.metadata.filter(({ name }) => name === 'media:duration');
  if (!durations.some(({ refines }) => refines === undefined)) {
    findings.add('opf-overlay', 'The package states no `media:duration` of the whole book.', one.root);
  }
  if (!durations.some(({ refines }) => refines === item.mediaOverlay)) {
    findings.add('opf-overlay', `The package states no \`media:duration\` of \`${item.mediaOverlay}\`.`, item.element);
  }
}

function checkSpineType(one: PackageDocument, item: ManifestItem, findings: Findings): void {
  if (fallbackChain(one, item).some(({ mediaType }) => isContentType(mediaType, one.isEpub3))) return;
  const mend = 'Give it a fallback that is XHTML, or take it out of the spine.';
  findings.add(
    'opf-spine-type',
    `\`${item.href}\` is \`${item.mediaType}\`, which readers need not show. ${mend}`,
    item.element,
  );
}
