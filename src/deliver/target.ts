import type { DeviceProfile } from '../devices/profile.js';

/** A device that books can be put on, found or named. */
export interface Target {
  readonly profile: DeviceProfile;
  /** `files`: a mounted folder. `mtp`: reached through `gio`. `upload`: reMarkable’s web interface. */
  readonly transport: 'files' | 'mtp' | 'upload';
  /** The folder where the device is mounted, its MTP address (`mtp://…`), or its web address. */
  readonly root: string;
  /** Where books go, below the root, with slashes: `documents`, `storybind`; empty for the root itself. */
  readonly folder: string;
  /** What parts two devices of a kind, for people: `N249…`, the volume’s label. */
  readonly label?: string;
  readonly isReadOnly: boolean;
  /** Bytes; undefined where it cannot be known. */
  readonly free?: number;
}

/** A book that shall lie on a device. */
export interface Loadable {
  /** What the manifest knows it by, the same each time: the story’s key in its collection, else the file’s real path. */
  readonly key: string;
  /** Where it shall lie below the target’s folder, with slashes and extension, portable. Clashes are the loader’s to settle. */
  readonly name: string;
  /** Of what it is made from: while it stays the same, a book that is there is left alone, and `bytes` is not asked for. */
  readonly version: string;
  /** An estimate in bytes, for the space that is needed, before the book is made. */
  readonly size: number;
  readonly bytes: (signal?: AbortSignal) => Promise<Uint8Array>;
}

/** What became of a book: what was done, or with `--dry-run` what would be. */
export interface Placed {
  readonly key: string;
  /** Below the target’s root, with slashes. */
  readonly path: string;
  readonly action: 'added' | 'replaced' | 'unchanged' | 'moved' | 'removed' | 'failed';
  readonly bytes?: number;
  /** Hex, of the bytes on the device. */
  readonly sha256?: string;
}
