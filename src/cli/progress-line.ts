import { counted } from './ui.js';

export interface Progress {
  readonly done: number;
  readonly failed: number;
  /** How many there are in all. */
  readonly due: number;
  /** Since the start. */
  readonly milliseconds: number;
}

const WIDTH = 24;

/** `███████░░░░░░ 812 of 2,210 · 3 failed · 96/s · 14 s left`. */
export function progressLine({ done, failed, due, milliseconds }: Progress): string {
  const share = due === 0 ? 1 : done / due;
  const full = Math.round(share * WIDTH);
  const rate = done / Math.max(milliseconds / 1000, 0.001);
  const parts = [
    `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${grouped(done)} of ${grouped(due)}`,
    ...(failed > 0 ? [counted(failed, 'failed', 'failed')] : []),
    `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s`,
    ...(done > 0 && done < due ? [`${timeLeft((due - done) / rate)} left`] : []),
  ];
  return parts.join(' · ');
}

const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** Of so many seconds: `14 s`, `3 min`, `2 h 5 min`. */
function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
