import { createHash } from 'node:crypto';

/** The bytes of a made-up book: of its size, the same each time, unlike any other’s and unlike its other versions’. */
export function textOf({ name, key = name, version, size }) {
  const seed = `${key} ${version} `;
  const pages = [];
  for (let length = 0, page = 0; length < size; page += 1) {
    const text = createHash('sha512').update(`${seed}${page}`).digest('base64');
    pages.push(text);
    length += text.length;
  }
  return Buffer.from(pages.join('').slice(0, size));
}
