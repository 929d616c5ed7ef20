// Text into the bytes of any encoding that TextDecoder knows: its tables, turned round.

const tables = new Map();

/** What windows-1252 has from 0x80 on (`_` is none): Node 20's decoder takes it for ISO 8859-1. */
const WESTERN = '€_‚ƒ„…†‡ˆ‰Š‹Œ_Ž__‘’“”•–—˜™š›œ_žŸ';

/** The text's bytes in the encoding: `windows-1251`, `shift_jis`, `utf-16le` … Throws where it has no such character. */
export function encode(text, encoding) {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(encoding);
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

function tableOf(encoding) {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map();
  const decoder = new TextDecoder(encoding, { fatal: true });
  const add = (bytes) => {
    const text = tryDecode(decoder, bytes);
    if (text?.length === 1 && !table.has(text)) table.set(text, bytes);
  };
  if (encoding === 'windows-1252') {
    for (const [at, one] of [...WESTERN].entries()) if (one !== '_') table.set(one, Buffer.from([0x80 + at]));
  }
  for (let byte = 0; byte < 256; byte++) add(Buffer.from([byte]));
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) add(Buffer.from([lead, trail]));
  }
  tables.set(encoding, table);
  return table;
}

function tryDecode(decoder, bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
