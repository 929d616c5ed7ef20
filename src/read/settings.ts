import { StoryError } from '../diagnostics/report.js';
import type { Creator, CreatorRole, Metadata, MetadataField, Receipt, Story } from '../model/story.js';
import type { FrontMatterKey } from './front-matter/keys.js';

/** Which roles a key that names people replaces; the others stay. */
const ROLE_OF_KEY: Readonly<Partial<Record<FrontMatterKey, CreatorRole>>> = {
  author: 'aut',
  translator: 'trl',
  illustrator: 'ill',
  editor: 'edt',
};

/** What an empty value leaves of a field that is a list. */
const FIELDS_OF_KEY: Readonly<Partial<Record<FrontMatterKey, MetadataField>>> = {
  fandom: 'fandoms',
  relationship: 'relationships',
  id: 'pinnedId',
  identifier: 'identifiers',
};

/** Keys that say how to bind, not what the story is: they have options of their own. */
const OPTION_KEYS: ReadonlySet<string> = new Set(['cover', 'theme', 'notes']);

/**
 * The story with the fields that the user set (`--set`, the API's `set`), by front matter key; receipts say
 * `option`. An empty value takes the field away. Throws `setting-unknown` and `setting-invalid`.
 */
export async function applySettings(story: Story, settings: Readonly<Record<string, unknown>>): Promise<Story> {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return story;
  const [keys, schema, values] = await Promise.all([
    import('./front-matter/keys.js'),
    import('./front-matter/schema.js'),
    import('./front-matter/values.js'),
  ]);
  let metadata = story.metadata;
  for (const [name, value] of entries) {
    const key = keys.lookUpKey(name);
    if (key === undefined || key === 'tool' || OPTION_KEYS.has(key)) throw unknownSetting(name, keys.suggestKey(name));
    if (value === null || value === '') {
      metadata = clear(metadata, key);
      continue;
    }
    const parsed = schema.parseField(key, value);
    if (!parsed.isValid) throw invalidSetting(name, `should be ${parsed.expected}.`);
    const outcome = values.readValue(key, parsed.value, { separator: /;/, toBlocks: values.plainBlocks });
    if (outcome.problem) throw invalidSetting(name, outcome.problem.message);
    metadata = override(metadata, outcome.metadata ?? {}, ROLE_OF_KEY[key]);
  }
  return { ...story, metadata };
}

const OPTION_RECEIPT: Receipt = { line: 1, column: 1, how: 'option', confidence: 1 };

function override(metadata: Metadata, values: Partial<Metadata>, role: CreatorRole | undefined): Metadata {
  const receipts = Object.fromEntries(Object.keys(values).map((field) => [field, OPTION_RECEIPT]));
  const creators = values.creators && { creators: withRole(metadata.creators, role, values.creators) };
  return { ...metadata, ...values, ...creators, receipts: { ...metadata.receipts, ...receipts } };
}

/** The creators with those of the role replaced; authors come first. */
function withRole(known: readonly Creator[], role: CreatorRole | undefined, stated: readonly Creator[]) {
  const others = known.filter((creator) => creator.role !== role);
  return role === 'aut' ? [...stated, ...others] : [...others, ...stated];
}

function clear(metadata: Metadata, key: FrontMatterKey): Metadata {
  const role = ROLE_OF_KEY[key];
  if (role) return { ...metadata, creators: withRole(metadata.creators, role, []) };
  const field = FIELDS_OF_KEY[key] ?? (key as MetadataField);
  const { [field]: known, ...rest } = metadata;
  const { [field]: _receipt, ...receipts } = metadata.receipts;
  return { ...rest, ...(Array.isArray(known) && { [field]: [] }), receipts } as Metadata;
}

function unknownSetting(name: string, suggestion: string | undefined): StoryError {
  if (OPTION_KEYS.has(name)) {
    return new StoryError('setting-unknown', `\`${name}\` is not set so: it has an option of its own, \`--${name}\`.`);
  }
  const mend = suggestion ? `Did you mean \`${suggestion}\`?` : 'See the front matter keys in the documentation.';
  return new StoryError('setting-unknown', `\`${name}\` is no field that storybind knows. ${mend}`);
}

const invalidSetting = (name: string, message: string): StoryError =>
  new StoryError('setting-invalid', `The value set for \`${name}\`: ${message}`);
