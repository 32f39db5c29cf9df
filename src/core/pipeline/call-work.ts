import type { Caps } from '#core/budget/budget.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import { ActiveTime } from './active-time.ts';
import { CallDesk } from './call-desk.ts';
import { countCall } from './count-call.ts';
import type { DeskPorts, DeskSetting, Settled, Spender } from './desk-setting.ts';
import type { SettledProbe } from './lane-probes.ts';
import type { Lane } from './lanes.ts';
import type { Askable } from './open-requests.ts';
import { PendingChanges } from './pending-changes.ts';
import type { RunPorts } from './ports.ts';
import { learnReasoning } from './room-to-reason.ts';
import type { RunControl } from './run-control.ts';
import type { RunEvent } from './run-events.ts';
import { isWantedToRun, workLoop, type Cancel, type Round } from './work-loop.ts';

/** A stored run or errand, as far as its calls go. */
type PaidWork = Spender & Pick<Run, 'activeMs'>;

type SentEvent = Extract<RunEvent, { kind: 'sent' }>;

/** What a run and an errand have of their own. */
interface Setting<W extends PaidWork, R extends Askable> {
  readonly row: W;
  readonly lanes: readonly Lane[];
  readonly open: DeskSetting<R>['open'];
  readonly ports: DeskPorts & Pick<RunPorts, 'waitUntil'>;
  readonly control: RunControl;
  readonly cancel: Cancel;
  readonly isWanted: DeskSetting<R>['isWanted'];
  readonly showsFewer: DeskSetting<R>['showsFewer'];
  /** Whether sending more would be of no use, whoever wants it. */
  readonly isHindered: () => boolean;
  /** Whether a lane has anything to ask, planned or not. */
  readonly hasWork: (lane: Lane) => boolean;
  /** Stores the row alone. */
  readonly store: (row: W) => Promise<void>;
}

/** What came back since it was last asked: to be stored with the row, and what follows from it. */
interface CameBack<R extends Askable> {
  readonly settled: readonly Settled<R>[];
  readonly events: readonly RunEvent[];
}

/** The part of a run that an errand has too: calls by the row’s rules, and what they leave in it. */
export class CallWork<W extends PaidWork, R extends Askable> {
  row: W;
  readonly desk: CallDesk<R>;
  readonly #setting: Setting<W, R>;
  readonly #changes = new PendingChanges<W>();
  readonly #activeTime: ActiveTime;

  constructor(setting: Setting<W, R>) {
    const { row, lanes, open, ports, cancel, isWanted, showsFewer } = setting;
    this.#setting = setting;
    this.row = row;
    this.desk = new CallDesk({
      ...{ run: row, lanes, open, ports, isWanted, showsFewer },
      cancel: cancel.signal,
      maySend: () => this.mayGoOn,
    });
    this.#activeTime = new ActiveTime(() => ports.now());
  }

  /** Goes round until nothing is in flight and nothing more is to be done, or may be. */
  goRound<E>(round: Omit<Round<E>, 'mayGoOn'>): AsyncGenerator<E> {
    const { control, ports } = this.#setting;
    const mayGoOn = (): boolean => this.mayGoOn;
    return workLoop<R, E>({ desk: this.desk, control, ports }, { ...round, mayGoOn });
  }

  /** Whether more may be sent. */
  get mayGoOn(): boolean {
    const { control, cancel, isHindered } = this.#setting;
    const isWanted = isWantedToRun(control, cancel);
    return isWanted && this.desk.failure === undefined && !isHindered();
  }

  /** Makes a change at the next moment when nothing would put the older state back. */
  change(change: (row: W) => W): void {
    this.#changes.add(change);
    this.#setting.control.nudge();
  }

  /** Changes the caps while the work goes on; calls in flight are let be. */
  setCaps(caps: Caps): void {
    this.desk.setCaps(caps);
    this.change((row) => ({ ...row, caps }));
  }

  /** Stores what a person changed meanwhile; false where nothing did. */
  async commitChanges(): Promise<boolean> {
    if (!this.#changes.hasAny) return false;
    this.row = this.#changes.applyTo(this.row);
    await this.commit(this.#setting.store);
    return true;
  }

  /** Adds what passed since the last time to the time at work. */
  addTime(): void {
    this.row = this.#activeTime.addTo(this.row);
  }

  /** Commits the row with something: it then says what will not be sent before the next commit. */
  async commit(write: (row: W) => Promise<void>, coming: readonly R[] = []): Promise<void> {
    const { window, probes } = this.desk;
    const unsent = window.narrow(this.#setting.ports.now(), coming);
    const { rows } = probes;
    this.row = { ...this.row, unsent, ...(rows.length > 0 && { probes: rows }) };
    await write(this.row);
    window.release(unsent);
  }

  /** Stores the row for whoever goes on: what was cancelled is booked by now, and nothing is out. */
  async leave(): Promise<void> {
    await this.#setting.store({ ...this.row, unsent: this.#setting.open.waiting });
  }

  /** Sends what fits: first what is open from before, then what `plan` commits as long as it can. */
  async *fill(plan: (now: number) => Promise<boolean>): AsyncGenerator<SentEvent> {
    const now = this.#setting.ports.now();
    const sent = this.desk.sendReady(now);
    if (await this.#release(now)) sent.push(...this.desk.sendReady(now));
    while (this.desk.cap === null && (await plan(now))) sent.push(...this.desk.sendReady(now));
    const hasProbed = await this.#probe(now);
    if (sent.length > 0 || hasProbed) {
      yield { kind: 'sent', requests: sent, inFlight: this.desk.inFlight };
    }
  }

  /** Lets what is held back be sent, where a free slot waits for it. */
  async #release(now: number): Promise<boolean> {
    if (!this.desk.window.isInTheWay(now)) return false;
    await this.commit(this.#setting.store);
    return true;
  }

  /** Asks models of which nothing is known a short question, once that is committed. */
  async #probe(now: number): Promise<boolean> {
    const lanes = this.desk.reserveProbes(now, this.#setting.hasWork);
    if (lanes.length === 0) return false;
    await this.commit(this.#setting.store);
    this.desk.probes.send(lanes);
    return true;
  }

  /** Counts what came back into the row, before anything is made of it; the next commit must store it. */
  takeBack(): CameBack<R> {
    const settled = this.desk.takeSettled();
    this.desk.window.holdBack(settled.map(({ attempt }) => attempt.requestId));
    const probes = this.desk.probes.takeSettled();
    const events = [
      ...settled.flatMap((each) => [...this.desk.sort(each)]),
      ...probes.flatMap((each) => [...this.desk.sortProbe(each)]),
    ];
    const attempts = settled.map(({ attempt }) => attempt);
    const calls = [...attempts, ...probes].reduce(countCall, this.row.calls);
    this.addTime();
    this.row = { ...this.row, calls, spent: this.desk.spent };
    this.#learn(settled, probes);
    return { settled, events };
  }

  /** Makes room from now on for a model whose reply showed that it reasons first. */
  #learn(settled: readonly Settled<R>[], probes: readonly SettledProbe[]): void {
    const told = [
      ...settled.map(({ open, attempt: { outcome } }) => ({ step: open.request.step, outcome })),
      ...probes,
    ];
    for (const { step, outcome } of told) {
      const connection = connectionOf(this.row, step);
      const learnt = learnReasoning(this.row, connection, outcome);
      if (learnt === null) continue;
      this.row = learnt;
      this.#setting.ports.models.noteReasonsFirst(connection);
    }
  }
}
