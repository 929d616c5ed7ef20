import { encodeWindows1252 } from './code-pages.js';

/** What UTF-8's lead bytes for two and three bytes become when they are read as Windows-1252, each before a trailing byte. */
const TRACE =
  /[\u00C2-\u00DF\u00E0-\u00EF\u00F0][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]/u;

/** A closing curly quote whose last byte (0x9D, which Windows-1252 does not assign) was lost on the way. */
const LOST_QUOTE = /â€(?=[\s.,;:!?)\]<*_]|$)/gmu;

/** Text was misread at most this often in a row: `Ã¢â‚¬â„¢` is `’` misread twice. */
const MOST_ROUNDS = 3;

/**
 * The text with its mojibake undone (`cafÃ©` → `café`, `donâ€™t` → `don’t`), or undefined when it has none: as a whole
 * where the whole can be read again, else paragraph by paragraph, so that a file pasted together from two survives.
 */
export function repairMojibake(text: string): string | undefined {
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!TRACE.test(current) && !current.includes('â€')) break;
    const next = readAgain(current) ?? current.split('\n').map(repairLine).join('\n');
    if (next === current) break;
    current = next;
  }
  return current === text ? undefined : current;
}

function repairLine(line: string): string {
  return TRACE.test(line) || line.includes('â€') ? (readAgain(line) ?? line) : line;
}

/** The text encoded as Windows-1252 and decoded as UTF-8, where both succeed and the outcome has no control characters. */
function readAgain(text: string): string | undefined {
  const bytes = encodeWindows1252(text.replace(LOST_QUOTE, 'â€\u009D'));
  if (!bytes) return undefined;
  try {
    const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return hasControls(read) && !hasControls(text) ? undefined : read;
  } catch {
    return undefined;
  }
}

const hasControls = (text: string): boolean => /[\u0080-\u009F]/u.test(text);
