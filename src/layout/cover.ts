import { type Report, StoryError } from '../diagnostics/report.js';
import type { Cover } from '../model/book.js';
import { authorNames } from '../model/creators.js';
import type { Metadata } from '../model/story.js';
import { fitAsJpeg, type PictureNeeds } from '../pictures/fit-picture.js';
import { fitCover } from './cover/fit-cover.js';
import { namesInWords } from './dates.js';
import { fill, type LayoutWords } from './words/words.js';

export interface CoverContext {
  readonly title: string;
  readonly language: string;
  readonly identifier: string;
  readonly metadata: Metadata;
  readonly words: LayoutWords;
}

const HREF = 'images/cover.jpg';

/**
 * The cover: the user's own image fitted, or one drawn; undefined when there shall be none or it cannot be drawn. With a
 * device's needs, within its screen.
 */
export async function coverFor(
  wish: boolean | Uint8Array,
  context: CoverContext,
  report: Report,
  needs?: PictureNeeds,
): Promise<Cover | undefined> {
  if (wish === false) return undefined;
  const image = wish === true ? await drawn(context, report, needs) : await fitCover(wish, report, needs);
  if (!image) return undefined;
  const { bytes, width, height } = image;
  return { bytes, width, height, href: HREF, mediaType: 'image/jpeg', alt: alternative(context) };
}

type Image = Pick<Cover, 'bytes' | 'width' | 'height'>;

async function drawn(
  { title, language, identifier, metadata }: CoverContext,
  report: Report,
  needs: PictureNeeds | undefined,
): Promise<Image | undefined> {
  const [series] = metadata.series;
  try {
    const { drawCover } = await import('./cover/draw-cover.js');
    const { bytes, width, height, unset } = await drawCover({
      title,
      creators: authorNames(metadata),
      ...(series && { series }),
      language,
      identity: identifier,
    });
    for (const text of unset) {
      report.add(
        'cover-script',
        `No font that comes with storybind has every letter of \`${text}\`, so the cover does not show it. Bring a cover of your own with \`--cover FILE\`.`,
      );
    }
    return needs?.screen || needs?.isGrey ? await fitAsJpeg(await bytes, needs) : { bytes, width, height };
  } catch (cause) {
    if (cause instanceof StoryError) throw cause;
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    report.add(
      'cover-unavailable',
      `The cover could not be drawn (${reason}); the book has none. Bring one with \`--cover FILE\`.`,
    );
    return undefined;
  }
}

function alternative({ title, language, metadata, words }: CoverContext): string {
  const names = authorNames(metadata);
  return names.length > 0
    ? fill(words.coverOfBy, { title, names: namesInWords(names, language) })
    : fill(words.coverOf, { title });
}
