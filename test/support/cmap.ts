/** The code points that a TrueType font has glyphs for, sorted. OpenType #cmap, formats 4 and 12. */
export function codePointsOf(font: Buffer): readonly number[] {
  const cmap = tableOffset(font, 'cmap');
  const found = new Set<number>();
  for (let at = 0; at < font.readUInt16BE(cmap + 2); at++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 12) readFormat12(font, subtable, found);
    if (format === 4) readFormat4(font, subtable, found);
  }
  return [...found].sort((a, b) => a - b);
}

function tableOffset(font: Buffer, tag: string): number {
  for (let at = 0; at < font.readUInt16BE(4); at++) {
    const record = 12 + at * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
}

function readFormat12(font: Buffer, subtable: number, found: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(subtable + 12); group++) {
    const at = subtable + 16 + group * 12;
    const [first, last, glyph] = [font.readUInt32BE(at), font.readUInt32BE(at + 4), font.readUInt32BE(at + 8)];
    for (let code = first; code <= last; code++) if (glyph + code - first !== 0) found.add(code);
  }
}

function readFormat4(font: Buffer, subtable: number, found: Set<number>): void {
  const doubled = font.readUInt16BE(subtable + 6);
  const [ends, starts] = [subtable + 14, subtable + 16 + doubled];
  const [deltas, offsets] = [starts + doubled, starts + 2 * doubled];
  for (let at = 0; at < doubled; at += 2) {
    const [first, last] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)];
    const [delta, offset] = [font.readUInt16BE(deltas + at), font.readUInt16BE(offsets + at)];
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const direct = offset === 0 ? code : font.readUInt16BE(offsets + at + offset + 2 * (code - first));
      if (direct !== 0 && ((direct + delta) & 0xffff) !== 0) found.add(code);
    }
  }
}
