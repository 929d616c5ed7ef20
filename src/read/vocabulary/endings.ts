/** Whether a line that stands alone closes the story or a part of it: `The End`, `Fin.`, `TBC`, `完`. */
export function isEnding(_line: string): 'end' | 'continued' | 'part end' | undefined {
  return undefined;
}
