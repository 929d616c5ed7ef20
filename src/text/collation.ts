/** The order in which the language's readers look things up: numbers as they count, accents and case where all else is equal. */
export function collatorFor(language: string, options: Intl.CollatorOptions = {}): Intl.Collator {
  const [tag = 'und'] = supported(language);
  return new Intl.Collator(tag, { numeric: true, ...options });
}

function supported(language: string): readonly string[] {
  try {
    return Intl.Collator.supportedLocalesOf(language);
  } catch {
    return [];
  }
}

/** Articles that a title is not looked up by, as libraries have it. Those that are also a word of another kind are left out. */
const ARTICLES: Readonly<Record<string, RegExp>> = {
  en: /^(?:the|an?)\s+/iu,
  fr: /^(?:(?:le|la|les|une?)\s+|l['’]\s*)/iu,
  de: /^(?:der|die|das|eine?)\s+/iu,
  es: /^(?:el|la|los|las|una?)\s+/iu,
  it: /^(?:(?:il|lo|la|gli|le|uno|una|un)\s+|(?:l|un)['’]\s*)/iu,
  pt: /^(?:o|os|as|uma?)\s+/iu,
  nl: /^(?:de|het|een)\s+/iu,
};

/** What a title is looked up by: `The Salt Road` → `Salt Road`. Marks before the first letter go too. */
export function filingTitle(title: string, language: string): string {
  const plain = title.replace(/^[^\p{L}\p{N}]+/u, '');
  const article = ARTICLES[language.split('-')[0] ?? ''];
  return (article && plain.replace(article, '')) || plain || title;
}
