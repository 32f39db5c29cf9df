import type { RunActivity } from '#core/contracts/project-api.ts';
import type { Run } from '#core/model/run.ts';
import { formatClock } from '#ui/format/times.ts';

const dayMs = 24 * 60 * 60_000;
// A shorter wait is part of the work; a longer one is a pause.
const longWaitMs = 60_000;

/** Why a running run sends nothing at `now` (ms since 1970), and until when; null where it does. */
export function waitWords(run: Run, activity: RunActivity | null, now: number): string | null {
  const { wait } = activity ?? {};
  if (wait?.kind === 'offline') return `${wait.message} Goes on by itself.`;
  const until = Math.max(wait?.until ?? 0, run.heldUntil ?? 0);
  if (until <= now) return null;
  const why = wait?.message ?? 'The provider asked to wait.';
  return until - now > longWaitMs
    ? `Paused until ${clockWords(until, now)}. ${why} Goes on by itself, after a reload too.`
    : `${why} Goes on at ${clockWords(until, now)}.`;
}

/** 14:05, with the day where that is another one. */
function clockWords(until: number, now: number): string {
  const isOtherDay = new Date(until).getDate() !== new Date(now).getDate();
  if (until - now < dayMs && !isOtherDay) return formatClock(until);
  const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' }).format(until);
  return `${formatClock(until)} on ${day}`;
}
