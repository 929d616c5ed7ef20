export interface SeedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** By reader. A folder has members and no bytes. */
export interface Seeds {
  readonly [reader: string]: readonly (Partial<SeedFile> & { readonly members?: readonly SeedFile[] })[];
}

export interface FuzzCase {
  readonly index: number;
  readonly reader: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly members?: readonly SeedFile[];
  readonly sibling?: (path: string) => Promise<Uint8Array | undefined>;
  /** How the input was made. */
  readonly steps: readonly string[];
  readonly options: { readonly cover?: boolean };
}

export const READER_NAMES: readonly string[];
export function readerOf(index: number): string;
export function makeCase(seeds: Seeds, seed: number, index: number): Promise<FuzzCase>;
