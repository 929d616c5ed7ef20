export interface Label {
  readonly language: string;
  readonly chapters: number;
  readonly [field: string]: unknown;
}

export interface LabelledStory {
  /** Its path below stories/, or `variations/…`. */
  readonly name: string;
  readonly format: string;
  readonly label: Label;
  readonly bytes?: Uint8Array;
  readonly path?: string;
  readonly members?: Readonly<Record<string, Uint8Array>>;
}

export const storiesFolder: string;
export function formatOf(name: string): string;
export function readLabels(): Readonly<Record<string, Label>>;
export function loadCorpus(): Promise<readonly LabelledStory[]>;
