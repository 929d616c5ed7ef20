const LANGUAGE = '(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})';
const SCRIPT = '(?:-[a-z]{4})?';
const REGION = '(?:-(?:[a-z]{2}|[0-9]{3}))?';
const VARIANT = '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3})){0,20}';
const EXTENSION = '(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8}){1,20}){0,10}';
const PRIVATE = '(?:-x(?:-[a-z0-9]{1,8}){1,20})?';
const WELL_FORMED = new RegExp(`^${LANGUAGE}${SCRIPT}${REGION}${VARIANT}${EXTENSION}${PRIVATE}$`, 'i');
const OTHERS = /^(?:x(?:-[a-z0-9]{1,8}){1,20}|i-[a-z]{3,8}|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)|zh-min(?:-nan)?)$/i;

/** Whether a language tag is well-formed. RFC 5646 §2.1, the registered oddities included. */
export function isLanguageTag(tag: string): boolean {
  return tag.length <= 100 && (WELL_FORMED.test(tag) || OTHERS.test(tag));
}
