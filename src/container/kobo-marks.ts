/**
 * True of what KEPUB puts around sentences, images and the whole text. A book says the same without: who judges or reads the
 * story looks through it.
 */
export function isKoboMark(name: string, attributes: readonly string[]): boolean {
  if (name === 'span') return attributes.length === 4 && stated(attributes, 'class') === 'koboSpan';
  if (name !== 'div' || attributes.length !== 2) return false;
  const id = stated(attributes, 'id');
  return id === 'book-columns' || id === 'book-inner';
}

/** Of attributes as `name, value, name, value …`. */
function stated(attributes: readonly string[], name: string): string | undefined {
  if (attributes[0] === name) return attributes[1];
  return attributes[2] === name ? attributes[3] : undefined;
}
