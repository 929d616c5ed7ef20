import { attribute, childNamed, childrenNamed, textOf } from '../container/xml-query.js';
import type { XmlElement } from '../container/xml-tree.js';
import type { Report } from '../diagnostics/report.js';
import { readBodyTitle } from './fb2/body-title.js';
import { readDescription } from './fb2/description.js';
import { contentOf, hrefOf, type Surroundings } from './fb2/elements.js';
import { sceneGaps } from './fb2/gaps.js';
import { isNoteBody, NoteShelf } from './fb2/notes.js';
import { openFictionBook } from './fb2/open.js';
import { looksLikeFictionBook } from './fb2/sniff.js';
import { recognise } from './images.js';
import { DEFAULT_LIMITS } from './limits.js';
import { MetadataBuilder } from './metadata-builder.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { storyOfTree } from './tree-story.js';
import { type Content, placesOf, rootOf } from './xml-hast.js';

/** FictionBook 2, plain or zipped: description, bodies, notes, images inside the file. */
export const fb2Reader: Reader = {
  name: 'fb2',
  extensions: ['fb2', 'fbz'],
  sniff: looksLikeFictionBook,
  read: readFictionBook,
};

async function readFictionBook(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  const { document, root, encoding } = openFictionBook(source, options.limits ?? DEFAULT_LIMITS, report);
  options.signal?.throwIfAborted();
  const metadata = new MetadataBuilder();
  const bodies = childrenNamed(root, 'body');
  const noteBodies = bodies.slice(1).filter(isNoteBody);
  const notes = new NoteShelf(document, noteBodies);
  const around: Surroundings = {
    placeOf: placesOf(document),
    depth: 0,
    isQuoted: false,
    gaps: sceneGaps(document),
    noteOf: (link) => notes.anchorOf(link),
    isNote: (section) => notes.isNote(section),
  };
  await readDescription(root, { metadata, report, around });
  const texts = bodies.filter((body) => !noteBodies.includes(body));
  const context = { metadata, report, around, isOnly: texts.length === 1 };
  const content = texts.flatMap((body) => bodyContent(body, context));
  const tree = rootOf([...content, ...notes.content(around, report)], report);
  options.signal?.throwIfAborted();
  const { language } = metadata.metadata;
  const sibling = binariesOf(source, root);
  const { story, files } = await storyOfTree({
    tree,
    source: { ...source, sibling },
    metadata,
    report,
    ...options,
    funnel: { isEmptyAltMissing: true, ...(language !== undefined && { language }) },
  });
  const coverPath = await readCoverPath(root, sibling);
  return { story, files, reader: 'fb2', encoding, ...(coverPath !== undefined && { wishes: { coverPath } }), sibling };
}

function bodyContent(body: XmlElement, context: Parameters<typeof readBodyTitle>[1]): Content {
  return body.children.flatMap((child): Content => {
    if (typeof child !== 'string' && child.name === 'title') return readBodyTitle(child, context);
    return contentOf({ ...body, children: [child] }, context.around);
  });
}

type Sibling = NonNullable<Source['sibling']>;

/** The images that the file holds, then the files beside it. */
function binariesOf(source: Source, root: XmlElement): Sibling {
  const binaries = new Map(childrenNamed(root, 'binary').map((binary) => [attribute(binary, 'id'), binary]));
  return async (path) => {
    const binary = binaries.get(path);
    return binary ? new Uint8Array(Buffer.from(textOf(binary), 'base64')) : source.sibling?.(path);
  };
}

/** The id of the binary that is the cover, where it is an image that a book may hold. */
async function readCoverPath(root: XmlElement, sibling: Sibling): Promise<string | undefined> {
  const info = childNamed(childNamed(root, 'description'), 'title-info');
  const image = childNamed(childNamed(info, 'coverpage'), 'image');
  const path = (image && hrefOf(image))?.replace(/^#/, '') ?? '';
  const bytes = path === '' ? undefined : await sibling(path);
  return bytes && recognise(bytes)?.mediaType ? path : undefined;
}
