import type { Block } from '../model/story.js';
import { mapStory } from '../model/visit.js';
import type { RefineStep } from './step.js';

/** The story with scene breaks only between scenes: none opens or closes a section, none follows another. */
export const mergeSceneBreaks: RefineStep = {
  name: 'merge-scene-breaks',
  refine: (story) => mapStory(story, { blocks: betweenScenes }),
};

function betweenScenes(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    const last = kept.at(-1);
    if (block.type !== 'sceneBreak') kept.push(block);
    else if (last?.type === 'sceneBreak') kept[kept.length - 1] = last.ornament === undefined ? block : last;
    else if (last) kept.push(block);
  }
  if (kept.at(-1)?.type === 'sceneBreak') kept.pop();
  return kept;
}
