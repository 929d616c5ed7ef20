import { OWN_IMAGES } from '../../model/own-record.js';
import { type Resource, type ResourceId, resourceId, type Story, type StoryFiles } from '../../model/story.js';
import { recognise } from '../images.js';
import type { OwnBook } from './own-book.js';

/** The images of a book of ours: those that its record names, and those that someone has added to its pages. */
export class OwnImages {
  readonly #book: OwnBook;
  readonly #recorded: ReadonlyMap<string, Resource>;
  readonly #resources: Map<ResourceId, Resource>;
  readonly #files = new Map<ResourceId, Uint8Array>();

  constructor(book: OwnBook) {
    this.#book = book;
    const { resources } = book.record;
    this.#resources = new Map(resources.map(({ id, name, mediaType }) => [id, { id, name, mediaType }]));
    this.#recorded = new Map(
      resources.flatMap(({ href, kept, ...resource }) => [
        ...(href === undefined ? [] : [[book.folder + href, resource] as const]),
        ...(kept === undefined ? [] : [[`${OWN_IMAGES}/${kept}`, resource] as const]),
      ]),
    );
    for (const path of this.#recorded.keys()) this.idAt(path);
  }

  /** The image at a path of the container; undefined when there is none that a book may hold. */
  idAt(path: string): ResourceId | undefined {
    const { publication, pack } = this.#book;
    const recorded = this.#recorded.get(path);
    const id = recorded?.id ?? resourceId(path);
    if (this.#files.has(id)) return id;
    const bytes = recorded || pack.itemsByPath.has(path) ? publication.bytesOf(path) : undefined;
    const mediaType = bytes && recognise(bytes)?.mediaType;
    if (!bytes || !mediaType || (recorded && recorded.mediaType !== mediaType)) return undefined;
    if (!recorded && this.#resources.has(id)) return undefined;
    this.#resources.set(id, recorded ?? { id, name: path, mediaType });
    this.#files.set(id, bytes);
    return id;
  }

  get resources(): Story['resources'] {
    return Object.fromEntries(this.#resources);
  }

  get files(): StoryFiles {
    return this.#files;
  }
}
