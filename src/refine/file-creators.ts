import type { Creator } from '../model/story.js';
import { filingName } from '../text/filing-name.js';
import type { RefineStep } from './step.js';

/** The story with each creator's name as libraries file it, where the name says so: `Shelley, Mary`. */
export const fileCreators: RefineStep = {
  name: 'file-creators',
  refine: (story) => {
    const { creators, language = 'und' } = story.metadata;
    const filed = creators.map((creator): Creator => {
      const fileAs = creator.fileAs ?? filingName(creator.name, language);
      return fileAs === undefined ? creator : { ...creator, fileAs };
    });
    return { ...story, metadata: { ...story.metadata, creators: filed } };
  },
};
