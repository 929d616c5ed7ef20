import type { StoryDate } from '../../model/story.js';
import { readDate, saysOnlyDate } from '../../text/dates.js';
import { placeOf, type Reading, setOnce, withConfidence } from './reading.js';
import { readStatus } from './values.js';

/** `Completed: 6/29/08` says when, and that it is; `Completed: yes` only that it is. */
export function readCompletedField(reading: Reading): boolean {
  if (readDate(reading.value).kind === 'none') {
    const isStatus = readStatusField(reading);
    if (!isStatus && /\d/u.test(reading.value)) sayInvalidDate(reading);
    return isStatus;
  }
  reading.metadata.set('status', 'complete', reading.receipt);
  return setDate('completed', reading);
}

/** `Complete`, `WIP`; with the date of completion where the value has one. */
export function readStatusField(reading: Reading): boolean {
  const status = readStatus(reading.value, reading.label);
  if (status === undefined) return false;
  reading.metadata.set('status', status, reading.receipt);
  const date = readDate(reading.value);
  if (status === 'complete' && date.kind === 'date') return setDate('completed', reading);
  return date.kind === 'none' && reading.value.length <= 24;
}

/** Sets a date as precise as the value states it; says what cannot be read, or in two ways. */
export function setDate(field: 'published' | 'updated' | 'completed', reading: Reading): boolean {
  const date = readDate(reading.value);
  switch (date.kind) {
    case 'date':
      return (
        setOnce(field, date.iso as StoryDate, withConfidence(reading, date.confidence)) && saysOnlyDate(reading.value)
      );
    case 'ambiguous':
      reading.report.add(
        'date-ambiguous',
        `\`${reading.value}\` can be read with the day or the month first, so it was left out. Write it as \`2008-06-29\`.`,
        placeOf(reading.receipt),
      );
      return false;
    case 'none':
      if (/\d/u.test(reading.value)) sayInvalidDate(reading);
      return false;
    default:
      return date satisfies never;
  }
}

function sayInvalidDate(reading: Reading): void {
  const message = `\`${reading.value}\` is no date that storybind understands. Write it as \`2008-06-29\`.`;
  reading.report.add('date-invalid', message, placeOf(reading.receipt));
}
