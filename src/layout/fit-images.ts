import type { DeviceProfile } from '../devices/profile.js';
import type { Report } from '../diagnostics/report.js';
import type { BookResource } from '../model/book.js';
import type { ImageMediaType, Story } from '../model/story.js';
import { fitPicture, isReady, needsOf, type PictureNeeds } from '../pictures/fit-picture.js';
import { pictureFacts } from '../pictures/picture-facts.js';
import { EXTENSIONS } from './images.js';

export interface FittedImages {
  readonly resources: readonly BookResource[];
  /** With the types that the pictures have now. */
  readonly story: Story;
}

/**
 * The pictures as the device shows them. One that it shows as it is keeps its bytes; one that cannot be read stays as it
 * is, and that is said. One after the other: each may take the memory of a hundred million pixels.
 */
export async function fitImages(
  shown: readonly BookResource[],
  story: Story,
  device: DeviceProfile,
  isGrey: boolean,
  report: Report,
  signal?: AbortSignal,
): Promise<FittedImages> {
  const needs = needsOf(device, isGrey);
  const resources: BookResource[] = [];
  const types = new Map<string, ImageMediaType>();
  for (const given of shown) {
    signal?.throwIfAborted();
    const { resource, newType, refusal } = await fitOne(given, needs);
    resources.push(resource);
    if (newType) types.set(resource.id, newType);
    if (refusal !== undefined) {
      const name = story.resources[resource.id]?.name ?? resource.href;
      report.add('image-unfitted', unfitted(name, device, refusal));
    }
  }
  return { resources, story: types.size > 0 ? withTypes(story, types) : story };
}

const unfitted = (name: string, device: DeviceProfile, refusal: string): string =>
  `The image \`${name}\` could not be made to fit ${device.name} (${refusal}), so the book holds it as it is; the device may not show it. Save it anew as a JPEG or PNG. What the device shows: ${device.sources.join('; ')}.`;

interface Outcome {
  readonly resource: BookResource;
  /** Left out where it is what it was. */
  readonly newType?: ImageMediaType;
  /** Why the picture stays as it is though it should not. */
  readonly refusal?: string;
}

async function fitOne(resource: BookResource, needs: PictureNeeds): Promise<Outcome> {
  const facts = pictureFacts(resource.bytes);
  if (!facts) return { resource, refusal: 'its head cannot be read' };
  if (isReady(facts, needs)) return { resource };
  try {
    const { bytes, mediaType } = await fitPicture(resource.bytes, facts.mediaType, needs);
    const href = resource.href.replace(/[^.]*$/, EXTENSIONS[mediaType]);
    const fitted = { ...resource, href, mediaType, bytes };
    return { resource: fitted, ...(mediaType !== resource.mediaType && { newType: mediaType }) };
  } catch (cause) {
    return { resource, refusal: cause instanceof Error ? (cause.message.trim().split('\n')[0] ?? '') : String(cause) };
  }
}

/** The story with its pictures’ new types: a book that is read back looks for what its record names. */
function withTypes(story: Story, types: ReadonlyMap<string, ImageMediaType>): Story {
  const resources = Object.entries(story.resources).map(([id, resource]) => {
    const mediaType = types.get(id);
    return [id, mediaType ? { ...resource, mediaType } : resource] as const;
  });
  return { ...story, resources: Object.fromEntries(resources) };
}
