/** What lies at a path of a device. */
export interface Found {
  /** False for a folder and for whatever else is no plain file. */
  readonly isFile: boolean;
  /** In bytes, of a file. */
  readonly size: number;
}

/**
 * The files of a device, by their paths below its root, with slashes. What a device holds is not to be trusted: no path
 * leads out of it, whatever its links say. A device that answers no more is a fault, and never an empty folder.
 */
export interface DeviceFiles {
  /** Undefined where nothing lies at the path. */
  readonly look: (path: string) => Promise<Found | undefined>;
  /** SHA-256 in hex of what is read back from the device; undefined where there is no such file. */
  readonly hash: (path: string) => Promise<string | undefined>;
  /** The bytes of a small file; undefined where there is none, or where it is larger than the limit. */
  readonly read: (path: string, limit: number) => Promise<Uint8Array | undefined>;
  /** The file whole or not at all, and compared with what was sent: by its bytes, over MTP by its size. What stood there is replaced. */
  readonly put: (path: string, bytes: Uint8Array, signal?: AbortSignal) => Promise<void>;
  /** Takes a file away; it is no fault when it is not there. */
  readonly remove: (path: string) => Promise<void>;
  /** Takes away a folder with all that is in it. */
  readonly removeFolder: (path: string) => Promise<void>;
  /** Takes away the folder where nothing is left in it. */
  readonly removeEmpty: (path: string) => Promise<void>;
  /** The names in a folder, hidden ones too; none where there is no such folder. */
  readonly names: (folder: string) => Promise<readonly string[]>;
  /** Bytes that are free; undefined where that cannot be known. */
  readonly free: () => Promise<number | undefined>;
}

/** The beginning and end of the names of files that are being written: left over where a device was pulled out. */
const PART = /^\.storybind-[\w-]+\.part$/;

export const partName = (id: string): string => `.storybind-${id}.part`;
export const isPartName = (name: string): boolean => PART.test(name);

/** The folder of a path, empty for the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const joinPath = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');
