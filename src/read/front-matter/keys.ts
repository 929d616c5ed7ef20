import { misspellingDistance } from '../vocabulary/distance.js';

/** The metadata keys of front matter and of `--set`, each with the other names that writers and tools give it. */
export const KEY_ALIASES = {
  title: [],
  subtitle: [],
  author: ['authors', 'creator', 'creators', 'by'],
  translator: ['translators', 'translated-by'],
  illustrator: ['illustrators', 'illustrated-by', 'artist'],
  editor: ['editors', 'edited-by'],
  language: ['lang', 'locale'],
  summary: ['description', 'synopsis', 'blurb', 'abstract'],
  published: ['date', 'posted', 'publication-date', 'pubdate'],
  updated: ['modified', 'last-modified', 'lastmod', 'last-updated', 'last-modified-at'],
  completed: ['finished'],
  status: [],
  fandom: ['fandoms'],
  relationship: ['relationships', 'pairing', 'pairings', 'ship', 'ships'],
  characters: ['character'],
  rating: ['rated'],
  warnings: ['warning', 'content-warning', 'content-warnings', 'archive-warning', 'archive-warnings'],
  genres: ['genre'],
  tags: ['tag', 'categories', 'category', 'keywords', 'subject', 'subjects'],
  series: ['belongs-to-collection'],
  source: ['url', 'link', 'canonical-url', 'story-url'],
  publisher: ['archive'],
  rights: ['license', 'licence', 'copyright'],
  disclaimer: [],
  dedication: ['dedicated-to'],
  id: ['uuid', 'guid'],
  identifier: ['identifiers', 'isbn', 'doi'],
  words: ['word-count', 'wordcount'],
  cover: ['cover-image'],
  theme: [],
  notes: ['note', 'authors-note', 'author-note', 'author-notes', 'authors-notes'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FrontMatterKey = keyof typeof KEY_ALIASES;

/** Keys that belong to site generators and other binders: they say nothing about the story. */
const TOOL_KEYS: ReadonlySet<string> = new Set([
  ...['aliases', 'alias', 'author-profile', 'banner', 'bibliography', 'bookcaption', 'class', 'classes', 'classoption'],
  ...['colorlinks', 'comments', 'css', 'cssclass', 'cssclasses', 'date-format', 'documentclass', 'draft', 'epub-fonts'],
  ...['eleventyexcludefromcollections', 'excerpt-separator', 'expirydate', 'featured', 'feed', 'file', 'fontfamily'],
  ...['fontsize', 'footer', 'format', 'geometry', 'has-children', 'has-toc', 'header', 'header-includes', 'ibooks'],
  ...['image', 'images', 'keep-md', 'latex-engine', 'layout', 'linestretch', 'linkcolor', 'lof', 'lot', 'mainfont'],
  ...['mathjax', 'menu', 'nav', 'nav-exclude', 'nav-order', 'navigation', 'noindex', 'numbersections', 'og-image'],
  ...['order', 'output', 'outputs', 'page-progression-direction', 'papersize', 'parent', 'permalink', 'pin', 'pinned'],
  ...['publish', 'publishdate', 'redirect-from', 'redirect-to', 'robots', 'sansfont', 'search-exclude', 'share'],
  ...[
    'sidebar',
    'sitemap',
    'slug',
    'stylesheet',
    'template',
    'thumbnail',
    'titlepage',
    'toc',
    'toc-depth',
    'toc-title',
  ],
  ...['type', 'urlcolor', 'visibility', 'weight'],
]);

/** A key as it is compared: lower case, words joined by single hyphens. `fileAs`, `File_As` → `file-as`. */
export function foldKey(key: string): string {
  return key
    .trim()
    .slice(0, 100)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[\s_-]+/g, '-');
}

const CANONICAL: ReadonlyMap<string, FrontMatterKey> = new Map(
  (Object.keys(KEY_ALIASES) as FrontMatterKey[]).flatMap((key) =>
    [key, ...KEY_ALIASES[key]].map((name) => [name, key] as const),
  ),
);

/** What a key names: one of ours, `tool` for another program's, undefined for neither. */
export function lookUpKey(key: string): FrontMatterKey | 'tool' | undefined {
  const folded = foldKey(key);
  return CANONICAL.get(folded) ?? (TOOL_KEYS.has(folded) ? 'tool' : undefined);
}

/** The known key that a misspelt one most likely meant, or undefined when none is near. */
export function suggestKey(key: string): string | undefined {
  const folded = foldKey(key);
  const limit = folded.length >= 7 ? 2 : 1;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of CANONICAL.keys()) {
    const distance = misspellingDistance(folded, name, limit);
    if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name, distance };
  }
  return best?.name;
}
