/** A label and its value inside another field's value. */
export interface InnerField {
  readonly label: string;
  readonly value: string;
}

const LABELS =
  /(?:^|\s)(?:[-–|•]\s)?(published|updated|completed|packaged|words|word count|chapters|status|reviews|favs|follows|favorites|language|genres?|kudos|hits|bookmarks|comments|complete|id|rated|rating)\s?:\s*(?=\S)/giu;
const LONGEST = 800;

/**
 * The value and the fields that follow it in one line, as archives write their statistics:
 * `2008-06-29 Updated: 2009-01-01 Words: 1,234 Chapters: 3/?`.
 */
export function splitStatsLine(value: string): { readonly value: string; readonly fields: readonly InnerField[] } {
  if (value.length > LONGEST) return { value, fields: [] };
  if (!/[:：]/.test(value)) return { value: withoutDash(value), fields: [] };
  const matches = [...value.matchAll(LABELS)];
  const fields = matches.map((match, index) => ({
    label: match[1] ?? '',
    value: withoutDash(value.slice(match.index + match[0].length, matches[index + 1]?.index)),
  }));
  return { value: withoutDash(value.slice(0, matches[0]?.index)), fields };
}

function withoutDash(text: string): string {
  return text
    .trim()
    .replace(/\s[-–|•]$/u, '')
    .trim();
}

export interface StoryLine {
  readonly rating: string;
  readonly language: string;
  readonly genres: readonly string[];
  readonly characters: string;
}

const GENRES: ReadonlySet<string> = new Set(
  'adventure angst crime drama family fantasy friendship general horror humor hurt/comfort mystery parody poetry romance sci-fi spiritual supernatural suspense tragedy western'.split(
    ' ',
  ),
);

/** `Fiction T - English - Drama/Romance - Ann W., Ben L.`: how fanfiction.net words a story's first line. */
export function readStoryLine(value: string, isLanguage: (name: string) => boolean): StoryLine | undefined {
  const [rating = '', language = '', ...others] = value.split(/\s[-–]\s/u).map((part) => part.trim());
  if (others.length > 2 || !isLanguage(language)) return undefined;
  const parts = (others[0] ?? '')
    .replace(/hurt\/comfort/giu, 'Hurt+Comfort')
    .split('/')
    .map((one) => one.replace('+', '/'));
  const isGenres = parts.every((one) => GENRES.has(one.toLowerCase()));
  if (others.length === 2 && !isGenres) return undefined;
  return { rating, language, genres: isGenres ? parts : [], characters: (isGenres ? others[1] : others[0]) ?? '' };
}
