import type { FuzzCase } from './cases.mjs';

interface Finding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

export interface FuzzLibrary {
  readonly bind: (
    source: Pick<FuzzCase, 'name' | 'bytes' | 'members' | 'sibling'>,
    options: FuzzCase['options'],
  ) => Promise<{ readonly bytes: Uint8Array; readonly isSound: boolean; readonly diagnostics: readonly Finding[] }>;
  readonly check: (book: Uint8Array) => Promise<readonly Finding[]>;
}

export interface Judgement {
  readonly outcome: 'book' | 'refusal' | 'failure';
  readonly code?: string;
  readonly kind?: string;
  readonly problem?: string;
}

export function judge(
  library: FuzzLibrary,
  input: Pick<FuzzCase, 'name' | 'bytes' | 'members' | 'sibling' | 'options'>,
): Promise<Judgement>;
