import type { ProjectSnapshot, RunActivity } from '#core/contracts/project-api.ts';
import type { RunState } from '#core/model/run.ts';
import { formatClock } from '#ui/format/times.ts';

export interface EngineWords {
  /** One or two words: what the engine is doing. */
  readonly state: string;
  /** More, where there is room. */
  readonly detail: string;
  readonly tone: 'good' | 'plain' | 'warning' | 'bad';
}

const resting: Readonly<Record<Exclude<RunState, 'running'>, Omit<EngineWords, 'detail'>>> = {
  paused: { state: 'Paused', tone: 'plain' },
  'waiting-for-key': { state: 'Waiting for a key', tone: 'warning' },
  'waiting-for-model': { state: 'Waiting for the embedding model', tone: 'warning' },
  blocked: { state: 'Blocked', tone: 'bad' },
  stalled: { state: 'Stalled', tone: 'warning' },
  capped: { state: 'Cap reached', tone: 'warning' },
  stopped: { state: 'Stopped', tone: 'plain' },
  done: { state: 'Done', tone: 'good' },
};

/** What the engine of a project is doing, in the words of the top bar. */
export function engineWords(snapshot: ProjectSnapshot): EngineWords {
  const { run, activity } = snapshot;
  if (!run) return { state: 'Idle', detail: '', tone: 'plain' };
  if (run.state === 'done' && run.stopsAfterInstructions) {
    return { state: 'Waiting for your review', detail: '', tone: 'plain' };
  }
  if (run.state !== 'running') return { ...resting[run.state], detail: '' };
  return activity ? workingWords(activity) : { state: 'Starting', detail: '', tone: 'good' };
}

function workingWords({ inFlight, limit, wait }: RunActivity): EngineWords {
  const detail = `${inFlight} in flight · limit ${limit}`;
  switch (wait?.kind) {
    case 'offline':
      return { state: 'Offline', detail: 'goes on by itself', tone: 'warning' };
    case 'rate-limited':
      return { state: `Waiting until ${formatClock(wait.until)}`, detail, tone: 'warning' };
    case 'retrying':
      return { state: 'Trying again', detail, tone: 'warning' };
    case undefined:
      return { state: 'Running', detail, tone: 'good' };
  }
}
