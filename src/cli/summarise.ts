import type { Counts } from '../inspect.js';
import { counted } from './ui.js';

/** `1 chapter · 1,388 words · 3 scene breaks`. */
export function summarise({ chapters, words, sceneBreaks, images, footnotes }: Counts): string {
  const parts = [
    counted(chapters, 'chapter'),
    counted(words, 'word'),
    ...(sceneBreaks > 0 ? [counted(sceneBreaks, 'scene break')] : []),
    ...(images > 0 ? [counted(images, 'image')] : []),
    ...(footnotes > 0 ? [counted(footnotes, 'footnote')] : []),
  ];
  return parts.join(' · ');
}
