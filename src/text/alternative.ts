const FILE_NAME = /^\S{1,200}\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?)$/i;
const EMPTY_WORDS =
  /^(?:alt|bild|figure|graphic|illustration|image|imagen|img|photo|pic|picture|untitled|unknown)[\s\d._-]{0,20}$/i;

/** Whether the text alternative can stand for its image: no file's name, no `image 1`. An empty one marks decoration. */
export function isMeaningfulAlternative(text: string): boolean {
  const alternative = text.trim();
  return !FILE_NAME.test(alternative) && !EMPTY_WORDS.test(alternative);
}
