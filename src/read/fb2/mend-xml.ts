/** The names of HTML that FictionBooks use though XML does not know them. */
const NAMED: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  shy: '\u00ad',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  copy: '©',
  deg: '°',
  sect: '§',
  bull: '•',
  middot: '·',
};

const REFERENCE = /&(?:#\d{1,7};|#x[\da-fA-F]{1,6};|([A-Za-z][A-Za-z0-9]{0,30});)?/g;

/**
 * The text with those flaws mended that take nothing from it: an `&` that stands for itself, HTML’s names of characters,
 * and the prefix of links left undeclared. Other flaws stay.
 */
export function mendXml(text: string): string {
  return withLinkPrefix(withReferences(text));
}

/** In CDATA an `&` is itself, and declared entities have values: such files are left alone. */
function withReferences(text: string): string {
  if (text.includes('<![CDATA[') || text.includes('<!ENTITY')) return text;
  return text.replace(REFERENCE, (whole, name: string | undefined) => {
    if (whole === '&') return '&amp;';
    if (name === undefined || /^(?:lt|gt|amp|quot|apos)$/.test(name)) return whole;
    return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? `&amp;${whole.slice(1)}`;
  });
}

/** `l:href` or `xlink:href` without its declaration. */
function withLinkPrefix(text: string): string {
  const root = /<FictionBook(?=[\s>])[^<>]{0,2000}>/.exec(text.slice(0, 10_000))?.[0];
  if (root === undefined) return text;
  const prefixes = ['l', 'xlink'].filter(
    (prefix) => text.includes(` ${prefix}:href=`) && !text.includes(`xmlns:${prefix}=`),
  );
  const declarations = prefixes.map((prefix) => ` xmlns:${prefix}="http://www.w3.org/1999/xlink"`).join('');
  return text.replace('<FictionBook', () => `<FictionBook${declarations}`);
}
