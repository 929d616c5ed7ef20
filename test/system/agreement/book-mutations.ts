import { type BookFiles, members, packBook } from '../../books/mutations/good-book.js';
import { type Member, packZip } from '../../support/zip.js';
import {
  CSS_MUTATORS,
  type Mutator,
  NAV_MUTATORS,
  NCX_MUTATORS,
  PACKAGE_MUTATORS,
  XHTML_MUTATORS,
  XML_MUTATORS,
} from './mutators.js';
import type { Random } from './random.js';

/** A book with one random change. */
export interface MutatedBook {
  readonly label: string;
  readonly bytes: Uint8Array;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One change, in a place that the seed decides: mostly in content documents and the package, as defects are in life. */
export function mutateBook(files: BookFiles, random: Random): MutatedBook {
  for (;;) {
    const dice = random.below(100);
    const made =
      dice < 45
        ? mutateText(files, random, /\/text\/.*\.xhtml$/, XHTML_MUTATORS)
        : dice < 65
          ? mutateText(files, random, /\.opf$/, PACKAGE_MUTATORS)
          : dice < 76
            ? mutateText(files, random, /nav\.xhtml$/, NAV_MUTATORS)
            : dice < 84
              ? mutateText(files, random, /\.ncx$/, NCX_MUTATORS)
              : dice < 90
                ? mutateText(files, random, /\.css$/, CSS_MUTATORS)
                : dice < 92
                  ? mutateText(files, random, /container\.xml$/, XML_MUTATORS)
                  : mutateContainer(files, random);
    if (made !== undefined) return made;
  }
}

function mutateText(
  files: BookFiles,
  random: Random,
  path: RegExp,
  mutators: readonly Mutator[],
): MutatedBook | undefined {
  const name = random.pick([...files.keys()].filter((one) => path.test(one)));
  const text = decode(files.get(name) as Uint8Array);
  const mutator = random.pick(mutators);
  const changed = mutator.mutate(text, random);
  if (changed === undefined || changed === text) return undefined;
  let start = 0;
  while (text[start] === changed[start]) start++;
  const shown = JSON.stringify(changed.slice(Math.max(0, start - 25), start + 45));
  return { label: `${name}: ${mutator.name}: ${shown}`, bytes: packBook(new Map(files).set(name, encode(changed))) };
}

type ContainerMutation = (list: Member[], random: Random) => string;

const pickPath = (list: readonly Member[], random: Random): number => 1 + random.below(list.length - 1);

const CONTAINER_MUTATIONS: readonly ContainerMutation[] = [
  (list, random) => `remove ${list.splice(pickPath(list, random), 1)[0]?.path}`,
  (list, random) => {
    const at = pickPath(list, random);
    const member = list[at] as Member;
    list[at] = {
      ...member,
      path: random.pick([
        `${member.path}x`,
        member.path.replace('EPUB', 'epub'),
        `${member.path}.`,
        `a:${member.path}`,
      ]),
    };
    return `rename ${member.path} to ${list[at]?.path}`;
  },
  (list, random) => {
    const member = list[pickPath(list, random)] as Member;
    const path = random.pick([member.path, member.path.toUpperCase()]);
    list.push({ ...member, path });
    return `repeat ${member.path} as ${path}`;
  },
  (list) => `mimetype last ${list.push(list.shift() as Member)}`,
  (list) => `mimetype removed ${list.shift()?.path}`,
  (list, random) => {
    const text = random.pick([
      'application/epub+zip\n',
      'application/zip',
      ' application/epub+zip',
      'application/epub',
      '',
    ]);
    list[0] = { path: 'mimetype', bytes: encode(text), isStored: true };
    return `mimetype says ${JSON.stringify(text)}`;
  },
  (list) => {
    list[0] = { ...(list[0] as Member), extra: new Uint8Array([1, 2, 0, 0]) };
    return 'mimetype with an extra field';
  },
  (list, random) => {
    const images = list.flatMap(({ path }, index) => (/\.(?:jpg|png)$/.test(path) ? [index] : []));
    const at = random.pick(images);
    const member = list[at] as Member;
    const [how, bytes] = random.pick([
      ['emptied', new Uint8Array()],
      ['text', encode('not an image')],
      ['cut', member.bytes.subarray(0, 20)],
      ['a PNG head', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
      ['a GIF', encode('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;')],
    ] as const);
    list[at] = { ...member, bytes };
    return `${member.path} ${how}`;
  },
  (list, random) => {
    const at = pickPath(list, random);
    const member = list[at] as Member;
    list[at] = { ...member, bytes: new Uint8Array() };
    return `${member.path} emptied`;
  },
  (list, random) => {
    const texts = list.flatMap(({ path }, index) => (/\.(?:xhtml|opf|ncx|css)$/.test(path) ? [index] : []));
    const at = random.pick(texts);
    const member = list[at] as Member;
    const text = decode(member.bytes);
    const [how, bytes] = random.pick([
      ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
      ['in Latin-1', new Uint8Array(Buffer.from(text.replace('utf-8', 'iso-8859-1'), 'latin1'))],
      ['with a BOM', encode(`\ufeff${text}`)],
      ['cut off', encode(text.slice(0, text.length >> 1))],
    ] as const);
    list[at] = { ...member, bytes };
    return `${member.path} ${how}`;
  },
  (list, random) => {
    const path = random.pick([
      'EPUB/stray.txt',
      'META-INF/stray.xml',
      'EPUB/a b.txt',
      'EPUB/a?.txt',
      'EPUB/é.txt',
      'EPUB/a*.txt',
    ]);
    list.push({ path, bytes: encode('stray') });
    return `${path} added`;
  },
  (list, random) => {
    const at = pickPath(list, random);
    const member = list[at] as Member;
    list[at] = { ...member, crc: 1 };
    return `${member.path} with a wrong checksum`;
  },
];

function mutateContainer(files: BookFiles, random: Random): MutatedBook {
  const list = [...members(files)];
  const how = random.pick(CONTAINER_MUTATIONS)(list, random);
  return { label: `container: ${how}`, bytes: packZip(list) };
}
