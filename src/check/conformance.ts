import { characterEntities } from 'character-entities';
import type { Code } from '../diagnostics/codes.js';
import { type Diagnostic, diagnostic } from '../diagnostics/report.js';

const CODE_OF = {
  fatal: 'epubcheck-error',
  error: 'epubcheck-error',
  warning: 'epubcheck-warning',
} as const satisfies Record<string, Code>;

const LARGEST = 256 * 1024 * 1024;

/** Messages that are wrong about books that the official EPUBCheck passes; our own rules cover what they mean. */
const MISTAKEN: readonly { readonly id: string; readonly message: RegExp }[] = [
  // EPUBCheck lets documents that only show an SVG image have the property; epubcheck-ts 0.7 does not.
  { id: 'OPF-015', message: /"svg"/ },
  // It asks documents to declare what their style sheets fetch,
  // takes language names of five to eight letters for malformed, text fragments for ids, and `//host` for a path.
  { id: 'OPF-014', message: /remote/ },
  { id: 'OPF-092', message: /./ },
  { id: 'RSC-005', message: /Anchors within nav/ },
  { id: 'CSS-008', message: /./ },
  { id: 'RSC-012', message: /#:~:/ },
  { id: 'RSC-026', message: /Absolute paths/ },
  { id: 'RSC-007', message: /: \/[^/]/ },
  // It takes the landmark that leads to an index for the index, and letter groups in one for several indexes.
  { id: 'RSC-005', message: /An "index" must contain one and only one/ },
];

/**
 * Whether the message is about one of HTML's names of characters: it does not read the document types that define them,
 * and our own parser tells where there is none. Names that HTML has not either are faults still.
 */
function isNameOfHtml(id: string, message: string): boolean {
  const name = id === 'RSC-016' ? /Entity '(\w+)' not defined/.exec(message)?.[1] : undefined;
  return name !== undefined && Object.hasOwn(characterEntities, name);
}

/**
 * What @likecoin/epubcheck-ts finds beyond our own findings: where one of our errors stands on the same line of the
 * same file, its message would say the same again.
 */
export async function checkConformance(
  bytes: Uint8Array,
  ours: readonly Diagnostic[],
  book?: string,
): Promise<readonly Diagnostic[]> {
  if (bytes.length > LARGEST) return [];
  const { EpubCheck } = await import('@likecoin/epubcheck-ts');
  const known = new Set(ours.filter(({ severity }) => severity === 'error').map(placeKey));
  const found: Diagnostic[] = [];
  for (const { id, severity, message, location } of (await EpubCheck.validate(bytes)).messages) {
    const code = Object.hasOwn(CODE_OF, severity) ? CODE_OF[severity as keyof typeof CODE_OF] : undefined;
    if (code === undefined || isMistaken(id, message)) continue;
    const file = [book, location?.path].filter((part) => part !== undefined && part !== '').join('/');
    const one = diagnostic(code, `${id}: ${message}`, {
      ...(file !== '' && { file }),
      ...(location?.line !== undefined &&
        location.line > 0 && { line: location.line, column: Math.max(1, location.column ?? 1) }),
    });
    if (!known.has(placeKey(one))) found.push(one);
  }
  return found;
}

const isMistaken = (id: string, message: string): boolean =>
  isNameOfHtml(id, message) || MISTAKEN.some((one) => one.id === id && one.message.test(message));

function placeKey({ file, line }: Diagnostic): string {
  return `${file ?? ''}:${line ?? ''}`;
}
