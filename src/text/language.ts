/** The BCP 47 tag that a language's name or tag stands for (`English`, `Deutsch`, `en_GB` → `en`, `de`, `en-GB`), or undefined. */
export function languageTag(_name: string): string | undefined {
  return undefined;
}

export interface LanguageGuess {
  /** BCP 47, `und` where nothing could tell. */
  readonly tag: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** The language of a text by its script and words. Loads its tables only when the script leaves a choice. */
export async function detectLanguage(_text: string): Promise<LanguageGuess> {
  return { tag: 'und', confidence: 0 };
}
