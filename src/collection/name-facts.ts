import type { NameFacts } from './book-names.js';
import type { CataloguedMetadata } from './catalogue/row.js';

/** What a name template may ask of a story. `place` is its path below the folder that was given, a file’s with extension. */
export function nameFacts(place: string, kind: 'file' | 'folder', metadata: CataloguedMetadata): NameFacts {
  const [author] = metadata.creators;
  const [series] = metadata.series;
  const [fandom] = metadata.fandoms;
  const path = kind === 'file' ? place.replace(/\.[^./]+$/, '') : place;
  const year = (metadata.published ?? metadata.completed ?? metadata.updated)?.slice(0, 4);
  return {
    path,
    ...(metadata.title !== null && { title: metadata.title }),
    ...(author !== undefined && { author }),
    ...(series && { series: series.name }),
    ...(series?.position != null && { position: series.position }),
    ...(metadata.language !== null && { language: metadata.language }),
    ...(fandom !== undefined && { fandom }),
    ...(metadata.rating !== null && { rating: metadata.rating }),
    ...(year !== undefined && { year }),
  };
}
