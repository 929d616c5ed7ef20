import { StoryError } from '../diagnostics/report.js';

/** What the surroundings say: resolved once, at the edge. */
export interface Environment {
  /** SOURCE_DATE_EPOCH, in seconds since 1970. */
  readonly sourceDateEpoch?: number;
  /** STORYBIND_DEBUG: defects show where they happened. */
  readonly isDebugging: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Year 9999, the last that `dcterms:modified` can say in four digits. */
const LAST_SECOND = 253_402_300_799;

/** The environment of the variables. Throws `setting-invalid` for a SOURCE_DATE_EPOCH that is none. */
export function readEnvironment(variables: Variables): Environment {
  const stated = variables['SOURCE_DATE_EPOCH'];
  const isDebugging = isDebuggingIn(variables);
  if (stated === undefined || stated === '') return { isDebugging };
  const sourceDateEpoch = Number(stated);
  if (!/^\d{1,12}$/.test(stated) || sourceDateEpoch > LAST_SECOND) {
    const message = `SOURCE_DATE_EPOCH is \`${stated}\`. Give it in whole seconds since 1970, or unset it.`;
    throw new StoryError('setting-invalid', message);
  }
  return { sourceDateEpoch, isDebugging };
}

export const isDebuggingIn = (variables: Variables): boolean => Boolean(variables['STORYBIND_DEBUG']);

/** Whether lines for people may be coloured: at a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says no. */
export function wantsColour(stream: { readonly isTTY?: boolean }, variables: Variables): boolean {
  return stream.isTTY === true && !variables['NO_COLOR'] && variables['TERM'] !== 'dumb';
}
