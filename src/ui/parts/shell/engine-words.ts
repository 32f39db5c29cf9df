import type { ProjectSnapshot } from '#core/contracts/project-api.ts';
import type { RunActivity } from '#core/contracts/run-api.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
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
  const { run, activity, errand, errandActivity } = snapshot;
  if (errand?.state === 'running')
    return workingWords(errandActivity ?? noCalls, errandWords[errand.kind]);
  if (!run) return { state: 'Idle', detail: '', tone: 'plain' };
  if (run.state === 'done' && run.stopsAfterInstructions) {
    return { state: 'Waiting for your review', detail: '', tone: 'plain' };
  }
  if (run.state !== 'running') return { ...resting[run.state], detail: '' };
  return activity ? workingWords(activity) : { state: 'Starting', detail: '', tone: 'good' };
}

const errandWords: Readonly<Record<ErrandKind, string>> = {
  judge: 'Judging',
  repair: 'Repairing',
  regenerate: 'Making examples',
};

const noCalls = { inFlight: 0, limit: 0 };

function workingWords(
  {
    inFlight,
    limit,
    wait,
    embedding,
  }: Pick<RunActivity, 'inFlight' | 'limit' | 'wait' | 'embedding'>,
  state = 'Running',
): EngineWords {
  if (embedding !== undefined) return { state: 'Embedding the pool', detail: '', tone: 'good' };
  const detail = `${inFlight} in flight · limit ${limit}`;
  switch (wait?.kind) {
    case 'offline':
      return { state: 'Offline', detail: 'goes on by itself', tone: 'warning' };
    case 'rate-limited':
      return { state: `Waiting until ${formatClock(wait.until)}`, detail, tone: 'warning' };
    case 'retrying':
      return { state: 'Trying again', detail, tone: 'warning' };
    case undefined:
      return { state, detail, tone: 'good' };
  }
}
