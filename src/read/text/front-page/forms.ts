/** How title pages word what they state. */

const BYLINE =
  /^[\s(["*_~-]*((?:(?:original(?:ly)?|story|text|words|a|an|as|written|fan|short|fiction|tale|novel|novella|poem|play|series)\s+){0,4}(?:by|par|por|di|av)|von|de|door|af|автор:?|מאת:?|بقلم:?|作者|文)(?:\s*:\s*|\s+)(?=\S)(.{2,90}?)[\s\]"*_~]*$/iu;

/** Words that mean `by`, and open other lines as well: `De brugwachter` is no byline. */
const SMALL_BY = /^(?:par|por|di|av|von|de|door|af)$/iu;

/** The line says who wrote the story, or that the next one does. */
export const isByline = (text: string): boolean => bylineName(text) !== undefined || isByAlone(text);

/** `by Ann Lee`, `A short story by Ann Lee`, `von Ann Lee`: the name. */
export function bylineName(text: string): string | undefined {
  const [, by = '', name] = BYLINE.exec(text) ?? [];
  return name !== undefined && SMALL_BY.test(by) && /^\p{Ll}/u.test(name) ? undefined : name;
}

/** `by` with the name on the next line. */
const BY_ALONE =
  /^[-~\s]*(?:(?:written\s+|a\s+story\s+|story\s+)?by|von|par|por|di|de|van|door|av|af|מאת|بقلم)\s*:?[-~\s]*$/iu;

export const isByAlone = (text: string): boolean => BY_ALONE.test(text);

export const RIGHTS = /^(?:\(c\)|©|copyright\b|\(?copyleft|all rights reserved|copr\.)/iu;

/** `Copyright (c) 1990 by Ann Lee. All rights reserved.`: the name. */
export const RIGHTS_HOLDER =
  /(?:(?:\(c\)|©|copyright)[\s,:]*)+(?:\d{4}(?:\s*[-–,&]\s*\d{2,4})*)?[\s,:]*(?:by\s+)?([\p{Lu}][\p{L}\p{M}.'’ -]{3,40}?)(?:[\s,.]*(?:\d{4}|all rights.*)?)?[.\s]*$/iu;

/** `The Ferry - Ann Lee`. */
export const TITLE_DASH_AUTHOR = /^(.{2,60}?)\s+[-–—]{1,2}\s+(.{5,40})$/u;

/** `The Ferry, by Ann Lee`. */
export const TITLE_BY_AUTHOR = /^(.{2,90}?)(?:,|\s+[-–—])?\s+by:?\s+(.{3,60}?)$/iu;

/** A year in brackets at a line’s end. */
export const YEAR = /\s*[[(]\s*(\d{4})\s*[\])]\.?$/u;

/** `Translated from the Danish by K. Lund`: what was done, and by whom. */
export const CONTRIBUTOR =
  /^[\s(["*_-]*(translated|edited|illustrated|illustrations|translation)\b.{0,60}?\bby:?\s+(.{3,60}?)[\s)\]"*_.]*$/iu;

export const RELEASED = /^[[(]?(?:released|written|posted|published|first published|completed|dated?|updated)\b:?\s*/iu;

export const DEDICATION = /^(?:to|for|für|dedicated to|in memory of|à|pour|посвящается)\s+\p{Lu}/iu;

/** Where more of its kind may be had. */
export const ADDRESS = /\b\d{3}[-.]\d{3}[-.]\d{4}\b|www\.|https?:|@\S+\.\S+/iu;

/** Who passed the file on. */
export const BANNER = new RegExp(`${ADDRESS.source}|\\b(?:bbs|sysop|baud|modem|ftp|downloaded)\\b`, 'iu');

/** A line that says what it is. */
export const isStatement = (text: string): boolean =>
  bylineName(text) !== undefined || RIGHTS.test(text) || YEAR.test(text);
