/** References whose characters matter to where a sentence ends. */
const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};
/** Stands for a character that is none of those. */
const ANY = '\ufffc';
const REFERENCE = /&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{0,31}));/g;

/** What the references of a text stand for, as far as sentences go, and the way back to the text as it is written. */
export interface Resolved {
  readonly text: string;
  /** What was written for these parts of `text`. */
  readonly written: (parts: readonly string[]) => readonly string[];
}

export function resolveReferences(raw: string): Resolved {
  if (!raw.includes('&')) return { text: raw, written: (parts) => parts };
  /** Where references end in the text, and by how much the text is shorter there than what is written. */
  const shifts: { readonly end: number; readonly shift: number }[] = [];
  let shift = 0;
  const text = raw.replace(
    REFERENCE,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined, at: number) => {
      const value = characterOf(decimal, hex, name);
      const start = at - shift;
      shift += whole.length - value.length;
      shifts.push({ end: start + value.length, shift });
      return value;
    },
  );
  return { text, written: (parts) => writtenParts(raw, parts, shifts) };
}

function characterOf(decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? ANY) : ANY;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0x10ffff ? ANY : String.fromCodePoint(code);
}

function writtenParts(
  raw: string,
  parts: readonly string[],
  shifts: readonly { readonly end: number; readonly shift: number }[],
): readonly string[] {
  let start = 0;
  let offset = 0;
  let next = 0;
  let shift = 0;
  return parts.map((part) => {
    offset += part.length;
    for (let one = shifts[next]; one && one.end <= offset; one = shifts[++next]) shift = one.shift;
    const written = raw.slice(start, offset + shift);
    start = offset + shift;
    return written;
  });
}
