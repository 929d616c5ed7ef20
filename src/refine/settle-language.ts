import type { Report } from '../diagnostics/report.js';
import type { Block, Metadata, Receipt, Story } from '../model/story.js';
import { blocksText, ownRuns, plainText, walkBlocks, walkSections } from '../model/visit.js';
import { detectLanguage, languageTag } from '../text/language.js';
import type { RefineStep } from './step.js';

/** The story with a BCP 47 language: the declared one, else the one that its text is recognised to be in, else `und`. */
export const settleLanguage: RefineStep = {
  name: 'settle-language',
  refine: async (story, _options, report) => {
    if (isSettled(story.metadata)) return story;
    const declared = declaredLanguage(story.metadata, report);
    if (declared !== undefined && !isDoubtful(story.metadata)) return withLanguage(story, declared);
    const { tag, confidence } = await detectLanguage(sampleText(story));
    if (declared !== undefined) {
      if (confidence < SURE || tag === 'und' || areAlike(tag, declared)) return withLanguage(story, declared);
      const message = `The file says that it is in \`${declared}\`, but its text is in \`${tag}\`, which the book now says. If that is wrong, use \`--set language=${declared}\`.`;
      report.add('language-corrected', message, story.metadata.receipts.language);
    } else announce(story.metadata, tag, confidence, report);
    const { title } = story.metadata.receipts;
    const file = title?.file ?? Object.values<Receipt>(story.metadata.receipts)[0]?.file;
    const receipt: Receipt = { ...(file !== undefined && { file }), line: 1, column: 1, how: 'text', confidence };
    return withLanguage(story, tag, receipt);
  },
};

/** True when no language could be told before: what was refined since might tip the same guess over, and be no surer. */
const isSettled = ({ language, receipts }: Metadata): boolean =>
  language === 'und' && receipts.language?.how === 'text';

/** From how sure a reading of the text is on, it goes before what a tool wrote into the file. */
const SURE = 0.95;

/** What tools write by themselves, whatever the story is in: the language of the tool's own user. */
const isDoubtful = ({ receipts }: Metadata): boolean =>
  receipts.language !== undefined && WRITTEN_BY_TOOLS.has(receipts.language.how);

const WRITTEN_BY_TOOLS: ReadonlySet<string> = new Set(['HTML meta', 'package document', 'document properties']);

/** Languages that a text may be taken for each other of: to correct one by the other would be a guess. */
const ALIKE: readonly ReadonlySet<string>[] = [
  new Set(['no', 'nb', 'nn', 'da']),
  new Set(['sr', 'hr', 'bs', 'sh']),
  new Set(['id', 'ms']),
  new Set(['cs', 'sk']),
  new Set(['pt', 'gl']),
  new Set(['zh', 'yue', 'lzh', 'ja']),
];

function areAlike(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((tag) => tag.split('-')[0]);
  return a === b || ALIKE.some((group) => group.has(a) && group.has(b));
}

function declaredLanguage({ language, receipts }: Metadata, report: Report): string | undefined {
  if (language === undefined || language === 'und') return undefined;
  const tag = languageTag(language);
  if (tag === undefined) {
    const message = `\`${language}\` is no language that storybind knows. Write a tag such as \`en\` or \`pt-BR\`.`;
    report.add('language-invalid', message, receipts.language);
  }
  return tag;
}

/** Says what was guessed; a guess that was made before is not repeated. */
function announce({ language }: Metadata, tag: string, confidence: number, report: Report): void {
  if (language === tag) return;
  if (tag === 'und') {
    const message =
      'The story states no language, and its text is too short or too strange to tell. Write `language: en` (or what it is) at its top.';
    report.add('language-unknown', message);
    return;
  }
  const sure = `${Math.round(confidence * 100)} % sure`;
  report.add(
    'language-guessed',
    `The text is in \`${tag}\` (${sure}). If it is not, write \`language: …\` at its top.`,
  );
}

function withLanguage(story: Story, language: string, receipt?: Receipt): Story {
  const { receipts } = story.metadata;
  return {
    ...story,
    metadata: { ...story.metadata, language, receipts: receipt ? { ...receipts, language: receipt } : receipts },
  };
}

const MOST_SAMPLES = 400;
const LONGEST_SAMPLE = 1_000;
const SHORT = 400;

/** Text from all over the story; of a very short one also its title and summary. */
function sampleText({ metadata, sections }: Story): string {
  const blocks: Block[] = [];
  for (const section of walkSections(sections)) for (const block of walkBlocks(section.blocks)) blocks.push(block);
  const step = Math.max(1, blocks.length / MOST_SAMPLES);
  const samples: string[] = [];
  for (let index = 0; index < blocks.length; index += step) {
    const block = blocks[Math.floor(index)] as Block;
    for (const run of ownRuns(block)) samples.push(plainText(run).slice(0, LONGEST_SAMPLE));
  }
  const text = samples.join('\n');
  return text.length >= SHORT ? text : [text, blocksText(metadata.summary), metadata.title ?? ''].join('\n');
}
