import { createHash } from 'node:crypto';
import { keyOf } from '../../collection/scan.js';

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/**
 * What the books of a folder have in common on a device: a sync of the folder takes away none but these. Hashed: who finds
 * the device learns nothing of its owner’s folders.
 */
export const scopeOf = (folder: string): string => `${hashed(keyOf(folder))}:`;

/** What a device knows a book by, the same each time. `identity` is the absolute path of what it is made from. */
export const bookKey = (scope: string, identity: string): string => scope + hashed(identity);

/** Whether the key is that of a book made from what lies at the path, whatever folder was named when it was loaded. */
export const isMadeFrom = (key: string, path: string): boolean => key.endsWith(`:${hashed(keyOf(path))}`);
