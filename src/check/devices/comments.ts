import type { Publication } from '../../container/publication.js';
import type { XmlDocument } from '../../container/xml-tree.js';
import { documentsOf, NCX_TYPE, SVG_TYPE, XHTML_TYPE } from '../content.js';
import { shorten } from '../schema/vocabulary.js';
import type { DeviceRule } from './device-rule.js';

/** XML 1.0 #sec-comments: `--` may not stand inside of a comment, nor may one end in `--->`. */
export const comments: DeviceRule = {
  code: 'preflight-comment',
  name: 'comments',
  source: 'cs249r_book#1148; XML 1.0 #sec-comments',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    for (const document of xmlDocuments(book)) {
      for (const { body, offset } of commentsOf(document.text)) {
        if (!isBad(body)) continue;
        const quoted = `\`<!--${shorten(body)}-->\``;
        const remedy = isEndCertain(body) ? 'Take it out.' : 'Readers end it at different places: say where it ends.';
        const message = `the comment ${quoted} holds \`--\`; Send-to-Kindle refuses such books (E999). ${remedy}`;
        add(message, { document, offset }, isEndCertain(body));
      }
    }
  },
};

function xmlDocuments(book: Publication): readonly XmlDocument[] {
  const pages = [XHTML_TYPE, NCX_TYPE, SVG_TYPE].flatMap((type) => documentsOf(book, type, 'all'));
  return [...book.packages.map(({ document }) => document), ...pages.map(({ document }) => document)];
}

const isBad = (body: string): boolean => body.includes('--') || body.endsWith('-');

/** HTML #sec-comments ends one at `--!>`, `<!-->` and `<!--->`, and SGML at `-- >`: what follows there may be text that is read. */
const isEndCertain = (body: string): boolean => !/^-?>|--!>|--\s+>/u.test(body);

/** Comments that are at fault, and that end at the same place for every reader. */
export const isDroppable = (body: string): boolean => isBad(body) && isEndCertain(body);

const OPENING = /<!--|<!\[CDATA\[|<\?/g;
const CLOSING: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** What stands in comments, up to the first `-->` of each, as lenient readers have it. */
export function* commentsOf(text: string): Generator<{ readonly body: string; readonly offset: number }> {
  const opening = new RegExp(OPENING);
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const [sign] = found;
    const end = text.indexOf(CLOSING[sign] ?? '', opening.lastIndex);
    if (end < 0) return;
    if (sign === '<!--') yield { body: text.slice(opening.lastIndex, end), offset: found.index };
    opening.lastIndex = end;
  }
}
