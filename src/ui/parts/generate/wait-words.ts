import type { RunActivity } from '#core/contracts/run-api.ts';
import type { Run } from '#core/model/run.ts';
import { stepsOf } from '#core/model/step-connection.ts';
import { stepHeldUntil } from '#core/pipeline/lanes.ts';
import { formatCount } from '#ui/format/numbers.ts';
import { formatClock } from '#ui/format/times.ts';
import { stepNames } from './batch-words.ts';

const dayMs = 24 * 60 * 60_000;
// A shorter wait is part of the work; a longer one is a pause.
const longWaitMs = 60_000;

/** Why a running run sends nothing at `now` (ms since 1970), and until when; null where it does. */
export function waitWords(run: Run, activity: RunActivity | null, now: number): string | null {
  const { wait, embedding } = activity ?? {};
  if (embedding !== undefined) {
    const { done, total } = embedding;
    return `Embedding the pool for the second filter: ${formatCount(done)} of ${formatCount(total)} tasks.`;
  }
  if (wait?.kind === 'offline') return `${wait.message} Goes on by itself.`;
  const steps = stepsOf(run.recipe);
  const held = steps.filter((step) => stepHeldUntil(run, step) > now);
  const earliest = Math.min(...held.map((step) => stepHeldUntil(run, step)));
  const isAllHeld = held.length === steps.length;
  const until = Math.max(wait?.until ?? 0, isAllHeld ? earliest : 0);
  const why = wait?.message ?? 'The provider asked to wait.';
  if (until > now) {
    return until - now > longWaitMs
      ? `Paused until ${clockWords(until, now)}. ${why} Goes on by itself, after a reload too.`
      : `${why} Goes on at ${clockWords(until, now)}.`;
  }
  if (held.length === 0) return null;
  const names = held.map((step) => stepNames[step]).join(', ');
  return `${names}: paused until ${clockWords(earliest, now)}, because its provider asked to wait.`;
}

/** Whether a provider asked for a wait that is worth writing down, and it is not over at `now`. */
export function isHeld(run: Run, now: number): boolean {
  return stepsOf(run.recipe).some((step) => stepHeldUntil(run, step) > now);
}

/** 14:05, with the day where that is another one. */
function clockWords(until: number, now: number): string {
  const isOtherDay = new Date(until).getDate() !== new Date(now).getDate();
  if (until - now < dayMs && !isOtherDay) return formatClock(until);
  const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' }).format(until);
  return `${formatClock(until)} on ${day}`;
}
