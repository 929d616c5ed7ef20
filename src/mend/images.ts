import { editedDocument, mapAttributes } from '../container/markup-edits.js';
import type { Publication } from '../container/publication.js';
import type { DeviceProfile, ImageType } from '../devices/profile.js';
import { fitPicture, type PictureNeeds } from '../pictures/fit-picture.js';
import { pictureFacts } from '../pictures/picture-facts.js';
import type { Changes, Mender, MendRequest } from './mender.js';
import { freeName, renamed } from './names.js';

/** Pictures that are not shown become JPEGs, or PNGs where they are transparent or drawn. */
export const shownTypes: Mender = {
  code: 'preflight-image-type',
  done: 'pictures are of types that are shown',
  mend: (request) => refitted(request, false),
};

/** Pictures are reduced to the smallest screen of those that they exceed. */
export const fittedSizes: Mender = {
  code: 'preflight-image-size',
  done: 'pictures fit the screen',
  mend: (request) => refitted(request, true),
};

const EXTENSIONS = { 'image/jpeg': '.jpg', 'image/png': '.png' } as const;

async function refitted({ book, devices, spots }: MendRequest, isSize: boolean): Promise<Changes> {
  const needs = needsOfAll(devices, isSize);
  const pictures = new Map<string, Refitted>();
  const taken = new Set([...book.files.keys()].map((path) => path.toLowerCase()));
  for (const path of new Set(spots)) {
    if (typeof path !== 'string') continue;
    const picture = await refit(book, path, needs, (name) => taken.has(name.toLowerCase()));
    if (!picture) continue;
    taken.add(picture.name.toLowerCase());
    pictures.set(path, picture);
  }
  const renames = new Map([...pictures].flatMap(([path, { name }]) => (name === path ? [] : [[path, name] as const])));
  const led = renamed(book, renames);
  const files = new Map([...led.files, ...[...pictures].map(([path, { bytes }]) => [path, bytes] as const)]);
  for (const [path, bytes] of retyped(book, pictures, led.files)) files.set(path, bytes);
  return { files, renames };
}

/** What suits all the devices: the types that each shows, the smallest of their screens. */
function needsOfAll(devices: readonly DeviceProfile[], isSize: boolean): PictureNeeds {
  const images = (['image/jpeg', 'image/png'] as const).filter((type) =>
    devices.every((device) => device.images.includes(type)),
  );
  const screens = devices.flatMap(({ screen }) => screen ?? []);
  if (!isSize || screens.length === 0) return { images, isGrey: false };
  const width = Math.min(...screens.map((screen) => screen.width));
  const height = Math.min(...screens.map((screen) => screen.height));
  return { images, isGrey: false, screen: { width, height } };
}

interface Refitted {
  readonly bytes: Uint8Array;
  readonly mediaType: ImageType;
  readonly name: string;
}

/** Undefined where it is no picture that can be read: it stays as it is. */
async function refit(
  book: Publication,
  path: string,
  needs: PictureNeeds,
  isTaken: (name: string) => boolean,
): Promise<Refitted | undefined> {
  const bytes = book.bytesOf(path);
  const facts = bytes && pictureFacts(bytes);
  // Reduced, one that moves would stand still; of a type that is not shown, its first picture is better than none.
  if (!bytes || !facts || (facts.isAnimated && needs.screen)) return undefined;
  try {
    const fitted = await fitPicture(bytes, facts.mediaType, needs);
    const extension = EXTENSIONS[fitted.mediaType];
    const isNamed = facts.mediaType === fitted.mediaType;
    const wanted = isNamed ? path : path.replace(/\.[^./]*$|$/u, extension);
    const name = isNamed ? path : freeName(wanted, isTaken);
    return { bytes: fitted.bytes, mediaType: fitted.mediaType, name };
  } catch {
    return undefined;
  }
}

/** The packages with the new types of the pictures in their manifests. */
function* retyped(
  book: Publication,
  pictures: ReadonlyMap<string, Refitted>,
  led: ReadonlyMap<string, Uint8Array>,
): Generator<readonly [string, Uint8Array]> {
  for (const { path, manifest, document } of book.packages) {
    const types = new Map<string, ImageType>();
    for (const item of manifest) {
      const picture = item.path === undefined ? undefined : pictures.get(item.path);
      if (picture && picture.mediaType !== item.mediaType) types.set(item.id, picture.mediaType);
    }
    const known = led.get(path);
    if (types.size > 0) yield [path, retypedText(known ? new TextDecoder().decode(known) : document.text, types)];
  }
}

/** Items are found by their ids: where links were led elsewhere, no offset holds any more. */
function retypedText(text: string, types: ReadonlyMap<string, ImageType>): Uint8Array {
  const written = text.replace(/<(?:[\w-]+:)?item\b[^>]*>/gu, (tag) => {
    const id = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/u.exec(tag);
    const type = types.get((id?.[1] ?? id?.[2] ?? '').trim());
    return type === undefined
      ? tag
      : mapAttributes(tag, (name, quoted) => (name === 'media-type' ? `"${type}"` : quoted));
  });
  return editedDocument({ text: written }, []);
}
