/**
 * The languages that Amazon lists for Kindle books (kdp.amazon.com/help/topic/G200673300, of September 2022, as
 * innocenat/kindle-epub-fix quotes it): ISO 639-1, and ISO 639-2 or 639-3 where there is no shorter code.
 */
const LISTED: ReadonlySet<string> = new Set(
  (
    'af ar br ca co cy da de en es eu fi fr frr fy ga gd gl gsw gu gv hi is it ja kw lb ml mr nb nl nn oc pl pt rm ' +
    'sco stq sv ta zh'
  ).split(' '),
);

/** ISO 639-2 as the list has it beside them: the same languages, and Norwegian without saying which. */
const LISTED_LONG: ReadonlySet<string> = new Set(
  (
    'afr ara baq bre cat chi cor cos cym dan deu dut eng eus fin fra fre fry ger gla gle glg glv guj hin ice isl ita ' +
    'jpn ltz mal mar nld nno nob nor oci por roh spa swe tam wel zho'
  ).split(' '),
);

/** Whether Amazon’s list has the language of the tag; its region and script are not looked at. */
export function isKindleLanguage(tag: string): boolean {
  const primary = tag.split('-')[0]?.toLowerCase() ?? '';
  // `no` is the short form of `nor`.
  return LISTED.has(primary) || LISTED_LONG.has(primary) || primary === 'no';
}
