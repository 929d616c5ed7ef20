import type { Report } from '../../diagnostics/report.js';
import { Tally } from '../hast/tally.js';
import type { Numbering } from './numbering.js';
import type { DocxPackage, Relationships } from './package.js';
import type { Styles } from './styles.js';
import { xml } from './word-xml.js';

/** What is gathered while the parts of a document are settled. */
export interface Settling {
  readonly styles: Styles;
  readonly numbering: Numbering;
  /** Of the part that is being settled. */
  readonly relationships: Relationships;
  /** The ids of the notes that have a text: `footnote 2`. */
  readonly notes: ReadonlySet<string>;
  /** The bookmarks that links lead to. */
  readonly anchors: ReadonlySet<string>;
  readonly references: References;
  readonly tally: Tally;
  readonly report: Report;
  /** How many characters of body text are of a size, and in a language. */
  readonly sizes: Map<number, number>;
  readonly languages: Map<string, number>;
}

/** The relationships of the settled document: links, and images as notes of where they are. */
interface References {
  readonly link: (address: string) => string;
  readonly image: (image: ImageNote) => string;
  /** The settled package's files for them. */
  readonly files: () => readonly { readonly path: string; readonly text: string }[];
}

/** What stands in an image's place while the document goes through its conversion. */
export interface ImageNote {
  /** An address: a path in the package, or elsewhere. */
  readonly src: string;
  readonly alt?: string;
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function newReferences(): References {
  const links = new Map<string, string>();
  const images = new Map<string, string>();
  const idIn = (known: Map<string, string>, key: string, prefix: string): string => {
    const id = known.get(key) ?? `${prefix}${known.size + 1}`;
    known.set(key, id);
    return id;
  };
  return {
    link: (address) => idIn(links, address, 'link'),
    image: (image) => idIn(images, JSON.stringify(image), 'image'),
    files: () => {
      const written = [
        ...[...links].map(([Target, Id]) =>
          xml('Relationship', { Id, Type: `${TYPES}/hyperlink`, Target, TargetMode: 'External' }),
        ),
        ...[...images.values()].map((Id) =>
          xml('Relationship', { Id, Type: `${TYPES}/image`, Target: `media/${Id}.png` }),
        ),
      ];
      const xmlns = 'http://schemas.openxmlformats.org/package/2006/relationships';
      const relationships = xml('Relationships', { xmlns }, written.join(''));
      return [
        ...['document', 'footnotes', 'endnotes'].map((part) => ({
          path: `word/_rels/${part}.xml.rels`,
          text: relationships,
        })),
        ...[...images].map(([text, id]) => ({ path: `word/media/${id}.png`, text })),
      ];
    },
  };
}

/** The start of the settling of a package's main document. */
export function settlingOf(
  { document }: DocxPackage,
  known: Pick<Settling, 'styles' | 'numbering' | 'notes' | 'anchors' | 'report'>,
): Settling {
  return {
    ...known,
    relationships: document.relationships,
    references: newReferences(),
    tally: new Tally(),
    sizes: new Map(),
    languages: new Map(),
  };
}
