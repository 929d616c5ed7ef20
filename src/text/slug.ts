/** A name in `[a-z0-9-]`, at most 60 characters, from any text; a short hash where the script has no Latin form. */
export function slug(_text: string): string {
  return '';
}
