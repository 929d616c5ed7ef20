export type SceneBreakVerdict = 'break' | 'ambiguous' | 'text';

/** Whether a line or paragraph that stands alone marks a change of scene. `…` and `?` alone are dialogue: `text`. */
export function judgeSceneBreak(_line: string): SceneBreakVerdict {
  return 'text';
}
