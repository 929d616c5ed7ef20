import type { Random } from './random.js';

/** One small defect (or harmless change) made somewhere in a text; undefined when the text has no place for it. */
export interface Mutator {
  readonly name: string;
  readonly mutate: (text: string, random: Random) => string | undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Tag extends Span {
  readonly name: string;
}

const TAG = /<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"]*")*)\s*\/?>/g;
const ATTRIBUTE = /\s([\w:.-]+)="([^"]*)"/g;

const tagsOf = (text: string): readonly Tag[] =>
  [...text.matchAll(TAG)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));

/** From `<` to the end of the matching end tag. */
function elementAt(text: string, tag: Tag): Span {
  if (text[tag.end - 2] === '/') return tag;
  const pattern = new RegExp(`<(/?)${tag.name}(?=[\\s/>])[^>]*?(/?)>`, 'g');
  pattern.lastIndex = tag.start;
  let depth = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[1]) depth--;
    else if (!match[2]) depth++;
    if (depth === 0) return { start: tag.start, end: pattern.lastIndex };
  }
  return tag;
}

function replace(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function pickAttribute(
  text: string,
  random: Random,
): (Span & { readonly name: string; readonly value: string }) | undefined {
  const tags = tagsOf(text).filter((tag) => text.slice(tag.start, tag.end).includes('="'));
  if (tags.length === 0) return undefined;
  const tag = random.pick(tags);
  const [...attributes] = text.slice(tag.start, tag.end).matchAll(ATTRIBUTE);
  const match = random.pick(attributes);
  const start = tag.start + match.index;
  return { start, end: start + match[0].length, name: match[1] ?? '', value: match[2] ?? '' };
}

const BAD_VALUES = [
  '',
  'zz',
  'two words',
  '#nowhere',
  'nowhere.xhtml',
  'http://example.org/x',
  '1',
  '-1',
  'yes',
  '2008-06-29',
  'a:b',
  '%zz',
  'x.y',
];
const BAD_TEXTS = [
  '',
  ' ',
  'x',
  'en_US',
  'english',
  '2008',
  '29/06/2008',
  '2008-06-29T00:00:00',
  '2008-13-45',
  'urn:uuid:1234',
  'none',
  'http://example.org/',
  '&#160;',
  'a b',
  '-1',
];
const ATTRIBUTES = [
  'id="nav"',
  'class="x"',
  'href="x"',
  'foo="bar"',
  'lang="en"',
  'role="note"',
  'epub:type="chapter"',
  'hidden="hidden"',
  'align="left"',
  'style="x"',
  'title="x"',
  'src="x.png"',
  'width="10%"',
  'name="x"',
  'type="x"',
  'dir="up"',
  'xml:lang="e_n"',
  'tabindex="a"',
  'properties="nav"',
  'linear="maybe"',
  'playOrder="1"',
];
const NAMES = [
  'div',
  'p',
  'span',
  'section',
  'li',
  'ul',
  'a',
  'em',
  'table',
  'tr',
  'td',
  'h2',
  'center',
  'font',
  'foo',
  'meta',
  'item',
  'text',
  'nav',
  'aside',
  'dd',
  'br',
  'img',
];

const characterMutators: readonly Mutator[] = [
  {
    name: 'delete a character',
    mutate: (text, random) => {
      const at = random.below(text.length);
      return text.slice(0, at) + text.slice(at + 1);
    },
  },
  {
    name: 'insert a character',
    mutate: (text, random) => {
      const at = random.below(text.length);
      return (
        text.slice(0, at) +
        random.pick([
          '&',
          '<',
          '>',
          '"',
          "'",
          'x',
          ' ',
          '/',
          '=',
          ':',
          '\u0001',
          '&nbsp;',
          '&#0;',
          ']]>',
          '--',
          '{',
          '}',
          ';',
        ]) +
        text.slice(at)
      );
    },
  },
];

/** What can be done to any XML. */
export const XML_MUTATORS: readonly Mutator[] = [
  ...characterMutators,
  {
    name: 'delete an attribute',
    mutate: (text, random) => {
      const attribute = pickAttribute(text, random);
      return attribute && replace(text, attribute, '');
    },
  },
  {
    name: 'change an attribute',
    mutate: (text, random) => {
      const attribute = pickAttribute(text, random);
      return attribute && replace(text, attribute, ` ${attribute.name}="${random.pick(BAD_VALUES)}"`);
    },
  },
  {
    name: 'misspell an attribute',
    mutate: (text, random) => {
      const attribute = pickAttribute(text, random);
      return attribute && replace(text, attribute, ` ${attribute.name}s="${attribute.value}"`);
    },
  },
  {
    name: 'spoil an attribute',
    mutate: (text, random) => {
      const attribute = pickAttribute(text, random);
      if (!attribute) return undefined;
      const at = random.below(attribute.value.length + 1);
      const value = `${attribute.value.slice(0, at)}${random.pick(['x', ' ', '#', '?q', '/', '.', '_', '..'])}${attribute.value.slice(at)}`;
      return replace(text, attribute, ` ${attribute.name}="${value}"`);
    },
  },
  {
    name: 'borrow a value',
    mutate: (text, random) => {
      const [one, other] = [pickAttribute(text, random), pickAttribute(text, random)];
      return one && other && replace(text, one, ` ${one.name}="${other.value}"`);
    },
  },
  {
    name: 'add an attribute',
    mutate: (text, random) => {
      const tag = random.pick(tagsOf(text));
      const at = tag.start + 1 + tag.name.length;
      return `${text.slice(0, at)} ${random.pick(ATTRIBUTES)}${text.slice(at)}`;
    },
  },
  {
    name: 'delete an element',
    mutate: (text, random) => replace(text, elementAt(text, random.pick(tagsOf(text))), ''),
  },
  {
    name: 'repeat an element',
    mutate: (text, random) => {
      const element = elementAt(text, random.pick(tagsOf(text)));
      return text.slice(0, element.end) + text.slice(element.start);
    },
  },
  {
    name: 'move an element',
    mutate: (text, random) => {
      const tags = tagsOf(text);
      const element = elementAt(text, random.pick(tags));
      const moved = text.slice(element.start, element.end);
      const rest = replace(text, element, '');
      const places = tagsOf(rest);
      if (places.length === 0) return undefined;
      const place = random.pick(places);
      return rest.slice(0, place.end) + moved + rest.slice(place.end);
    },
  },
  {
    name: 'unwrap an element',
    mutate: (text, random) => {
      const tag = random.pick(tagsOf(text));
      const element = elementAt(text, tag);
      if (element.end === tag.end) return undefined;
      const inner = text.slice(tag.end, element.end).replace(/<\/[^<]*>$/, '');
      return replace(text, element, inner);
    },
  },
  {
    name: 'rename an element',
    mutate: (text, random) => {
      const tag = random.pick(tagsOf(text));
      const element = elementAt(text, tag);
      const name = random.pick(NAMES);
      const inner = text.slice(element.start + 1 + tag.name.length, element.end);
      return replace(text, element, `<${name}${inner.replace(new RegExp(`</${tag.name}\\s*>$`), `</${name}>`)}`);
    },
  },
  {
    name: 'wrap an element',
    mutate: (text, random) => {
      const element = elementAt(text, random.pick(tagsOf(text)));
      const name = random.pick(NAMES);
      return replace(text, element, `<${name}>${text.slice(element.start, element.end)}</${name}>`);
    },
  },
  {
    name: 'empty an element',
    mutate: (text, random) => {
      const tag = random.pick(tagsOf(text));
      const element = elementAt(text, tag);
      const end = text.lastIndexOf('</', element.end);
      return end < tag.end ? undefined : text.slice(0, tag.end) + text.slice(end);
    },
  },
  {
    name: 'add text',
    mutate: (text, random) => {
      const tag = random.pick(tagsOf(text));
      return `${text.slice(0, tag.end)}stray${text.slice(tag.end)}`;
    },
  },
  {
    name: 'change a text',
    mutate: (text, random) => {
      const spans = [...text.matchAll(/>([^<>]*[^<>\s][^<>]*)</g)];
      if (spans.length === 0) return undefined;
      const span = random.pick(spans);
      const start = span.index + 1;
      return replace(text, { start, end: start + (span[1] ?? '').length }, random.pick(BAD_TEXTS));
    },
  },
  {
    name: 'delete an end tag',
    mutate: (text, random) => {
      const ends = [...text.matchAll(/<\/[\w:.-]+>/g)];
      const end = random.pick(ends);
      return replace(text, { start: end.index, end: end.index + end[0].length }, '');
    },
  },
  {
    name: 'change the prologue',
    mutate: (text, random) => {
      const changes: readonly ((text: string) => string)[] = [
        (one) => one.replace('utf-8', 'iso-8859-1'),
        (one) => one.replace('version="1.0"', 'version="1.1"'),
        (one) => `\n${one}`,
        (one) =>
          one.replace(
            /<!DOCTYPE html>/,
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
          ),
        (one) => one.replace(/xmlns="[^"]*"/, ''),
        (one) => one.replace(/xmlns="[^"]*"/, 'xmlns="http://example.org/"'),
        (one) => one.replace(/<\?xml[^>]*>\s*/, ''),
        (one) => `${one}<!-- end -->`,
        (one) => `${one}<p/>`,
      ];
      return random.pick(changes)(text);
    },
  },
];

/** Inserts one of the lines before the end tag of one of the elements that may hold it. */
const inserter = (name: string, parent: RegExp, lines: readonly string[]): Mutator => ({
  name,
  mutate: (text, random) => {
    const ends = [...text.matchAll(parent)];
    if (ends.length === 0) return undefined;
    const at = random.pick(ends).index;
    return `${text.slice(0, at)}${random.pick(lines)}\n${text.slice(at)}`;
  },
});

const METADATA_LINES = [
  '<meta property="foo">x</meta>',
  '<meta property="foo:bar">x</meta>',
  '<meta property="schema:foo">x</meta>',
  '<meta property="dcterms:modified">2008-06-29T00:00:00Z</meta>',
  '<meta property="dcterms:modified" refines="#title">2008</meta>',
  '<meta property="rendition:layout">fixed</meta>',
  '<meta property="rendition:layout">pre-paginated</meta>',
  '<meta property="rendition:flow">paginated</meta>',
  '<meta property="rendition:foo">x</meta>',
  '<meta property="media:duration">x</meta>',
  '<meta property="title-type">main</meta>',
  '<meta property="title-type" refines="#title">main</meta>',
  '<meta property="title-type" refines="#author">main</meta>',
  '<meta property="role" refines="#title">aut</meta>',
  '<meta property="role" refines="#author">foo</meta>',
  '<meta property="file-as" refines="#author">x</meta>',
  '<meta property="file-as" refines="#gone">x</meta>',
  '<meta property="display-seq" refines="#title">1</meta>',
  '<meta property="alternate-script" refines="#author" xml:lang="ja">x</meta>',
  '<meta property="identifier-type" refines="#book-id">15</meta>',
  '<meta property="identifier-type" refines="#title">15</meta>',
  '<meta property="source-of">pagination</meta>',
  '<meta property="group-position">x</meta>',
  '<meta property="collection-type" refines="#title">series</meta>',
  '<meta property="belongs-to-collection" refines="#title">x</meta>',
  '<meta property="authority" refines="#title">x</meta>',
  '<meta property="term" refines="#title">x</meta>',
  '<meta name="x"/>',
  '<meta content="x"/>',
  '<meta name="generator" content="x"/>',
  '<meta property="a b">x</meta>',
  '<meta property="">x</meta>',
  '<meta property="role" refines="author">aut</meta>',
  '<meta property="a11y:certifiedBy">x</meta>',
  '<meta property="a11y:foo">x</meta>',
  '<meta property="schema:accessMode"/>',
  '<dc:title>Second</dc:title>',
  '<dc:language>de</dc:language>',
  '<dc:language>not a tag</dc:language>',
  '<dc:date>2009</dc:date>',
  '<dc:foo>x</dc:foo>',
  '<dc:creator/>',
  '<dc:creator> </dc:creator>',
  '<dc:identifier>urn:uuid:x</dc:identifier>',
  '<dc:identifier>x</dc:identifier>',
  '<dc:type>x</dc:type>',
  '<dc:rights foo="x">x</dc:rights>',
  '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="aut">x</dc:creator>',
  '<dc:source>x</dc:source>',
  '<link rel="record" href="gone.xml" media-type="application/xml"/>',
  '<link rel="record" href="http://example.org/x.xml"/>',
  '<link rel="foo" href="http://example.org/x"/>',
  '<link href="http://example.org/x"/>',
  '<link rel="alternate" href="http://example.org/x"/>',
  '<link rel="dcterms:conformsTo" href="http://example.org/x"/>',
  '<link rel="foo:x" href="http://example.org/x"/>',
  '<link rel="voicing" href="http://example.org/x.mp3" media-type="audio/mpeg"/>',
  '<link rel="alternate record" href="http://example.org/x" media-type="x/y"/>',
  '<link rel="record" href="#title" media-type="x/y"/>',
  '<foo/>',
  '<x:foo xmlns:x="http://example.org/">x</x:foo>',
  'stray',
];
const MANIFEST_LINES = [
  '<item id="x" href="gone.xhtml" media-type="application/xhtml+xml"/>',
  '<item id="nav2" href="nav.xhtml" media-type="application/xhtml+xml"/>',
  '<item id="ncx" href="css/book.css" media-type="text/css"/>',
  '<item id="x" href="http://example.org/a.mp3" media-type="audio/mpeg"/>',
  '<item id="x" href="http://example.org/a.xhtml" media-type="application/xhtml+xml"/>',
  '<item id="x" href="package.opf" media-type="application/oebps-package+xml"/>',
  '<item id="x" href="../mimetype" media-type="text/plain"/>',
  '<item id="x" href="../META-INF/container.xml" media-type="application/xml"/>',
  '<item id="x" href="../../x" media-type="text/plain"/>',
  '<item href="gone" media-type="x"/>',
  '<item id="x"/>',
  '<item id="x" href="toc.ncx#x" media-type="application/xml"/>',
  '<reference/>',
  'stray',
];
const SPINE_LINES = [
  '<itemref idref="gone"/>',
  '<itemref idref="css"/>',
  '<itemref idref="map"/>',
  '<itemref idref="ncx"/>',
  '<itemref idref="cover"/>',
  '<itemref/>',
  '<itemref idref="nav" linear="no"/>',
  '<item/>',
  '<itemref idref="cover-image" properties="page-spread-left"/>',
  'stray',
];
const GUIDE_LINES = [
  '<reference type="x" href="gone.xhtml"/>',
  '<reference type="text" href="text/the-rain.xhtml" title="x"/>',
  '<reference href="nav.xhtml"/>',
  '<reference type="x"/>',
  '<reference type="x" href="css/book.css"/>',
  '<reference type="x" href="nav.xhtml#gone"/>',
  '<reference type="x" href="http://example.org/"/>',
];
const PACKAGE_LINES = [
  '<guide/>',
  '<bindings/>',
  '<collection/>',
  '<collection role="index"><link href="nav.xhtml"/></collection>',
  '<collection role="http://example.org/x"><link href="nav.xhtml"/></collection>',
  '<collection role="foo"><metadata><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">x</dc:title></metadata><link href="nav.xhtml"/></collection>',
  '<tours/>',
  '<metadata/>',
  '<spine/>',
  '<foo/>',
];

/** What can be done to a package document beyond that: a line too many. */
export const PACKAGE_MUTATORS: readonly Mutator[] = [
  ...XML_MUTATORS,
  inserter('add metadata', /<\/metadata>/g, METADATA_LINES),
  inserter('add metadata', /<\/metadata>/g, METADATA_LINES),
  inserter('add metadata', /<\/metadata>/g, METADATA_LINES),
  inserter('add an item', /<\/manifest>/g, MANIFEST_LINES),
  inserter('add to the spine', /<\/spine>/g, SPINE_LINES),
  inserter('add to the guide', /<\/guide>/g, GUIDE_LINES),
  inserter('add to the package', /<\/package>/g, PACKAGE_LINES),
];

const NAV_LINES = [
  '<li><a href="gone.xhtml">x</a></li>',
  '<li><a href="text/the-rain.xhtml#gone">x</a></li>',
  '<li><a href="http://example.org/">x</a></li>',
  '<li><a href="text/the-rain.xhtml"></a></li>',
  '<li><span>x</span></li>',
  '<li>x</li>',
  '<li><p>x</p></li>',
  '<li><a href="css/book.css">x</a></li>',
  '<li><a href="images/map.png">x</a></li>',
  '<p>x</p>',
  '<li><a href="text/the-rain.xhtml">x</a><ul><li>y</li></ul></li>',
  '<li><a href="text/the-rain.xhtml">x</a><ol></ol></li>',
  '<li><ol><li><a href="nav.xhtml">x</a></li></ol></li>',
  '<li><a href="text/the-rain.xhtml">x</a><a href="text/the-rain.xhtml">y</a></li>',
  '<li><span> </span><ol><li><a href="nav.xhtml">x</a></li></ol></li>',
  '<li><a href="text/the-rain.xhtml"><img src="images/map.png" alt=""/></a></li>',
  '<li><a epub:type="toc" href="#contents">x</a></li>',
  '<li/>',
  'stray',
];
const NAV_BLOCKS = [
  '<nav epub:type="toc"><ol><li><a href="nav.xhtml">x</a></li></ol></nav>',
  '<nav epub:type="landmarks"><ol><li><a href="nav.xhtml" epub:type="toc">x</a></li></ol></nav>',
  '<nav epub:type="page-list"><ol><li><a href="nav.xhtml">1</a></li></ol></nav>',
  '<nav epub:type="lot"><ol><li><a href="nav.xhtml">1</a></li></ol></nav>',
  '<nav epub:type="foo"><h2>x</h2><ol><li><a href="nav.xhtml">1</a></li></ol></nav>',
  '<nav><p>x</p></nav>',
  '<h2></h2>',
  '<nav epub:type="page-list"><ol><li><a href="nav.xhtml">1</a><ol><li><a href="nav.xhtml">1</a></li></ol></li></ol></nav>',
  '<nav epub:type="toc landmarks"><ol><li><a href="nav.xhtml">x</a></li></ol></nav>',
  '<p>stray</p>',
  '<nav epub:type="lot"><h2> </h2><ol><li><a href="nav.xhtml">1</a></li></ol></nav>',
];

/** What can be done to a navigation document beyond that. */
export const NAV_MUTATORS: readonly Mutator[] = [
  ...XML_MUTATORS,
  inserter('add an entry', /<\/ol>/g, NAV_LINES),
  inserter('add an entry', /<\/ol>/g, NAV_LINES),
  inserter('add a block', /<\/(?:nav|body)>/g, NAV_BLOCKS),
  inserter('add a block', /<\/body>|<nav/g, NAV_BLOCKS),
];

const NCX_LINES = [
  '<navPoint id="x"><navLabel><text>x</text></navLabel><content src="text/gone.xhtml"/></navPoint>',
  '<navPoint id="x" playOrder="5"><navLabel><text>x</text></navLabel><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="x" playOrder="7"><navLabel><text>x</text></navLabel><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="point-1"><navLabel><text>x</text></navLabel><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="x"><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="x"><navLabel><text/></navLabel><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="x"><navLabel><text>x</text></navLabel></navPoint>',
  '<navPoint id="x"><navLabel/><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint><navLabel><text>x</text></navLabel><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="x"><navLabel><text>x</text></navLabel><content src="images/map.png"/></navPoint>',
  '<navPoint id="x"><navLabel><text>x</text></navLabel><content src="text/cover.xhtml#gone"/></navPoint>',
  '<navPoint id="1x"><navLabel><text>x</text></navLabel><content src="text/cover.xhtml"/></navPoint>',
  '<navPoint id="x"><navLabel><text>x</text></navLabel><content src="http://example.org/"/></navPoint>',
  '<foo/>',
  'stray',
];

/** What can be done to an NCX beyond that. */
export const NCX_MUTATORS: readonly Mutator[] = [
  ...XML_MUTATORS,
  inserter('add a point', /<\/navMap>/g, NCX_LINES),
  inserter('add a point', /<\/navMap>/g, NCX_LINES),
  inserter('add to the head', /<\/head>/g, [
    '<meta name="x" content="y"/>',
    '<meta name="dtb:uid" content="x"/>',
    '<meta/>',
    '<foo/>',
    '<link/>',
  ]),
  inserter('add a list', /<\/ncx>/g, [
    '<pageList><pageTarget id="p" type="normal" value="1"><navLabel><text>1</text></navLabel><content src="text/cover.xhtml"/></pageTarget></pageList>',
    '<pageList/>',
    '<navList/>',
    '<navMap/>',
    '<docAuthor><text>x</text></docAuthor>',
  ]),
];

const SNIPPETS = [
  '<p>text<div>block</div></p>',
  '<p>a<p>b</p></p>',
  '<ul>text</ul>',
  '<ul><p>x</p></ul>',
  '<li>x</li>',
  '<dl><dd>x</dd></dl>',
  '<table><td>x</td></table>',
  '<a href="#">x</a>',
  '<a href="#gone">x</a>',
  '<a href="gone.xhtml">x</a>',
  '<a href="the-rain.xhtml#gone">x</a>',
  '<a href="../images/map.png">x</a>',
  '<a href="../css/book.css">x</a>',
  '<a href="http://example.org/a b">x</a>',
  '<a href="foo:bar">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="data:text/html,x">x</a>',
  '<a href="../../../x.xhtml">x</a>',
  '<a href="/x.xhtml">x</a>',
  '<img src="../images/gone.png" alt="x"/>',
  '<img src="" alt="x"/>',
  '<img alt="x"/>',
  '<img src="http://example.org/x.png" alt="x"/>',
  '<img src="../images/map.png"/>',
  '<img src="the-rain.xhtml" alt="x"/>',
  '<script>alert(1)</script>',
  '<script src="gone.js"></script>',
  '<form action="x"><p><input type="text"/></p></form>',
  '<iframe src="the-rain.xhtml"></iframe>',
  '<object data="../images/gone.png" type="image/png"></object>',
  '<video src="gone.mp4"></video>',
  '<audio src="http://example.org/a.mp3" controls="controls"></audio>',
  '<center>x</center>',
  '<font color="red">x</font>',
  '<big>x</big>',
  '<u>x</u>',
  '<acronym>x</acronym>',
  '<tt>x</tt>',
  '<strike>x</strike>',
  '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>',
  '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>',
  '<p style="color: red;">x</p>',
  '<p style="color red">x</p>',
  '<p style="direction: rtl;">x</p>',
  '<p align="center">x</p>',
  '<br clear="all"/>',
  '<hr width="50%"/>',
  '<hr>x</hr>',
  '<br>x</br>',
  '<p id="a b">x</p>',
  '<p id="">x</p>',
  '<p id="the-rain">x</p>',
  '<p lang="english language">x</p>',
  '<p xml:lang="fr" lang="de">x</p>',
  '<p epub:type="foo">x</p>',
  '<p epub:type="foo:bar">x</p>',
  '<p role="foo">x</p>',
  '<section role="doc-footnote"><p>x</p></section>',
  '<p aria-labelledby="gone">x</p>',
  '<p aria-foo="x">x</p>',
  '<p data-="x">x</p>',
  '<p onclick="x()">x</p>',
  '<ruby>x</ruby>',
  '<ruby><rt>x</rt></ruby>',
  '<figure><figcaption>a</figcaption><figcaption>b</figcaption></figure>',
  '<figcaption>x</figcaption>',
  '<caption>x</caption>',
  '<h1><p>x</p></h1>',
  '<em><p>x</p></em>',
  '<span><div>x</div></span>',
  '<a href="#"><a href="#">x</a></a>',
  '<a href="#"><button>x</button></a>',
  '<label><label>x</label></label>',
  '<header><footer>x</footer></header>',
  '<address><address>x</address></address>',
  '<time datetime="yesterday">x</time>',
  '<time>yesterday</time>',
  '<ol start="x"><li>x</li></ol>',
  '<ol type="z"><li>x</li></ol>',
  '<td>x</td>',
  '<table><tr><td colspan="0">x</td></tr></table>',
  '<table border="2"><tr><td>x</td></tr></table>',
  '<table><tr>x</tr></table>',
  '<blockquote cite="a b">x</blockquote>',
  '<q>x</q>',
  '<bdo>x</bdo>',
  '<meta charset="utf-8"/>',
  '<title>x</title>',
  '<style>p { color: red; }</style>',
  '<link rel="stylesheet" href="../css/book.css"/>',
  '<body>x</body>',
  '<html>x</html>',
  '<details>x</details>',
  '<summary>x</summary>',
  '<select><p>x</p></select>',
  '<picture></picture>',
  '<map><area/></map>',
  '<area href="#" alt="x"/>',
  '<legend>x</legend>',
  '<option>x</option>',
  '<source src="x"/>',
  '<epub:switch id="s"><epub:case required-namespace="x"><p>x</p></epub:case><epub:default><p>y</p></epub:default></epub:switch>',
  '<p><!-- a -- b --></p>',
  '<p><![CDATA[x]]></p>',
  '<?xml version="1.0"?>',
  '<p>&copy;</p>',
  '<p>&undefined;</p>',
  '<p>AT&T</p>',
  '<P>x</P>',
  '<p class=x>x</p>',
  '<p hidden>x</p>',
  '<p title="a"title="b">x</p>',
  '<x:p>x</x:p>',
  '<nav epub:type="toc"><p>x</p></nav>',
  '<h7>x</h7>',
  '<wbr/>',
  '<kbd>x</kbd>',
  '<p><hr/></p>',
  '<p><ul><li>x</li></ul></p>',
  '<pre><p>x</p></pre>',
  '<dl><dt>x</dt></dl>',
  '<dl><div><dt>a</dt><dd>b</dd></div></dl>',
  '<ol><li>a</li>text</ol>',
  '<main><main>x</main></main>',
];

/** What can be done to a content document beyond that: a snippet in a random place. */
export const XHTML_MUTATORS: readonly Mutator[] = [
  ...XML_MUTATORS,
  ...Array.from(
    { length: 8 },
    (): Mutator => ({
      name: 'insert a snippet',
      mutate: (text, random) => {
        const body = text.indexOf('<body');
        const ends = [...text.matchAll(/<\/(?:p|h1|h2|ul|ol|blockquote|figure|table|dl|pre|li|td)>/g)].filter(
          ({ index }) => index > body,
        );
        if (ends.length === 0) return undefined;
        const place = random.pick(ends);
        const isAfter = random.below(3) > 0;
        const at = isAfter ? place.index + place[0].length : place.index;
        return text.slice(0, at) + random.pick(SNIPPETS) + text.slice(at);
      },
    }),
  ),
];

const CSS_LINES = [
  'p { color: red',
  'p color: red; }',
  '@import "gone.css";',
  '@import url(http://example.org/x.css);',
  'p { background: url(gone.png); }',
  'p { background: url(http://example.org/x.png); }',
  'p { direction: rtl; }',
  'p { unicode-bidi: embed; }',
  'p { position: fixed; }',
  '@font-face { font-family: x; src: url(gone.otf); }',
  '@font-face { }',
  'p { : red; }',
  'p { color: ; }',
  '.1a { color: red; }',
  '} p { color: red; }',
  'p { content: "open; }',
  '/* open',
  'p > { color: red; }',
  'p,, a { color: red; }',
  '@media { p { color: red; } }',
  '@media print { p { color: red; }',
  'p { color: red;; }',
  '@charset "iso-8859-1";',
  'p { width: calc(1px + 2px); }',
  'p::before { content: "\\201c"; }',
  '@page { margin: 1em; }',
  '@namespace epub "http://www.idpf.org/2007/ops";',
  '[epub|type~="x"] { color: red; }',
  'p { color: red !important; }',
  'p { background: url(); }',
  '#x#y { a: b; }',
  'p[ { a: b; }',
  '@supports (display: grid) { p { color: red; } }',
  'p { -epub-hyphens: auto; }',
  'p { *zoom: 1; }',
  '<p>',
  '<!-- p { color: red; } -->',
  'a:not(.b) { color: red; }',
  'a:: { color: red; }',
  '@foo bar;',
  '@foo { x }',
];

export const CSS_MUTATORS: readonly Mutator[] = [
  ...characterMutators,
  ...Array.from(
    { length: 3 },
    (): Mutator => ({
      name: 'insert a rule',
      mutate: (text, random) => {
        const lines = text.split('\n');
        lines.splice(1 + random.below(lines.length), 0, random.pick(CSS_LINES));
        return lines.join('\n');
      },
    }),
  ),
];
