/** Rolls of a die: a number from 0 to below its sides. */
export type Roll = (sides: number) => number;

export interface MadeStory {
  readonly title: string;
  readonly author: string;
  readonly chapters: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
}

export declare function dice(seed: number): Roll;

export declare function makeStory(
  seed: number,
  shape?: { readonly chapters?: number; readonly words?: number },
): MadeStory;

/** The text of the story's file; `width` is that of the lines of plain text. */
export declare const FORMATS: Readonly<Record<'txt' | 'md' | 'html', (story: MadeStory, width?: number) => string>>;

export declare function makeLibrary(
  count: number,
  seed?: number,
): Generator<{ readonly name: string; readonly text: string; readonly id: number }>;
