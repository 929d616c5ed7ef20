import type { Story } from '../model/story.js';

/** The story with the fields that the user set (`--set`, the API's `set`), by front matter key; receipts say `option`. */
export async function applySettings(story: Story, _settings: Readonly<Record<string, unknown>>): Promise<Story> {
  return story;
}
