import type { Machine } from './machine.js';

/** A place where a device’s files may be. */
export interface Mount {
  readonly root: string;
  /** The block device, where the system tells. */
  readonly source?: string;
  /** The name that people know it by. */
  readonly label: string;
  readonly isReadOnly: boolean;
}

/** Where removable storage is mounted: what the system itself tells, without native code. */
export async function findMounts(machine: Machine): Promise<readonly Mount[]> {
  if (machine.platform === 'win32') return driveLetters(machine);
  if (machine.platform === 'darwin') return volumes(machine);
  return parseMounts((await machine.readText('/proc/mounts')) ?? '');
}

/** What e-readers show: FAT and exFAT, by the kernel or by FUSE. No others are looked into: a network’s may never answer. */
const FILE_SYSTEMS = /^(?:vfat|exfat|msdos|fuseblk|fuse\.(?:fusefat|exfat(?:-fuse)?|mount\.exfat.*))$/u;

/** The lines of `/proc/mounts` (fstab(5)): source, root, type, options; blanks in octal. */
function parseMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line): readonly Mount[] => {
    const [source, root, type, options] = line.split(' ').map(unescaped);
    if (source === undefined || root === undefined || type === undefined || options === undefined) return [];
    if (!FILE_SYSTEMS.test(type)) return [];
    return [{ root, source, label: lastPart(root), isReadOnly: options.split(',').includes('ro') }];
  });
}

const unescaped = (field: string): string =>
  field.replace(/\\([0-7]{3})/gu, (_match, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Whether one can be written to shows when it is tried. */
const volumes = (machine: Machine): readonly Mount[] =>
  (machine.names('/Volumes') ?? []).map((label) => ({ root: `/Volumes/${label}`, label, isReadOnly: false }));

const driveLetters = (machine: Machine): readonly Mount[] =>
  [...'DEFGHIJKLMNOPQRSTUVWXYZ']
    .map((letter) => `${letter}:\\`)
    .filter((root) => machine.isFolder(root))
    .map((root) => ({ root, label: root.slice(0, 2), isReadOnly: false }));

const lastPart = (path: string): string => path.split(/[/\\]/u).findLast((part) => part !== '') ?? path;
