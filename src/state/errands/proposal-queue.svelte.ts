import type { Proposal, ProposalItem } from '#core/contracts/errand-api.ts';
import type { ErrandId } from '#core/model/ids.ts';
import type { ProjectErrands } from '#state/project/project-errands.ts';

type QueuePorts = Pick<ProjectErrands, 'proposals' | 'proposal' | 'accept' | 'refuse'>;

/** The proposals of an errand, one at a time, for a person to decide on. */
export class ProposalQueue {
  readonly #errandId: ErrandId;
  readonly #errands: QueuePorts;
  #items = $state.raw<readonly ProposalItem[] | null>(null);
  #place = $state.raw(0);
  #shown = $state.raw<Proposal | null>(null);
  #failure = $state.raw<string | null>(null);
  #said = $state.raw('');
  #isBusy = $state(false);

  constructor(errandId: ErrandId, errands: QueuePorts) {
    this.#errandId = errandId;
    this.#errands = errands;
  }

  /** Null until they are there. */
  get items(): readonly ProposalItem[] | null {
    return this.#items;
  }

  /** Place of the one that is shown, from 0. */
  get place(): number {
    return this.#place;
  }

  get shown(): Proposal | null {
    return this.#shown;
  }

  get failure(): string | null {
    return this.#failure;
  }

  /** What was last done, for those who hear the page. */
  get said(): string {
    return this.#said;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  count(...statuses: ProposalItem['status'][]): number {
    return (this.#items ?? []).filter(({ status }) => statuses.includes(status)).length;
  }

  /** Reads all proposals and shows the first that waits. */
  async open(): Promise<void> {
    if (!(await this.#read())) return;
    const first = this.#items?.findIndex(({ status }) => status === 'waiting') ?? -1;
    await this.#show(Math.max(0, first));
  }

  /** Reads again what is shown: something was undone, or a task changed. */
  async refresh(): Promise<void> {
    if (this.#isBusy || this.#items === null) return;
    if (await this.#read()) await this.#show(this.#place);
  }

  async move(by: number): Promise<void> {
    await this.#show(this.#place + by);
  }

  /** Decides on the one that is shown and goes on to the next that waits. */
  async decide(verb: 'accept' | 'refuse'): Promise<void> {
    const { shown } = this;
    if (shown === null || this.#isBusy) return;
    if (shown.status !== 'waiting' && !(shown.status === 'outdated' && verb === 'refuse')) return;
    await this.#decideOn(verb, [shown.taskId]);
  }

  async decideAll(verb: 'accept' | 'refuse'): Promise<void> {
    await this.#decideOn(verb, null);
  }

  async #decideOn(verb: 'accept' | 'refuse', ids: readonly number[] | null): Promise<void> {
    this.#isBusy = true;
    const answer = await this.#errands[verb](this.#errandId, ids);
    if (answer.ok) this.#said = answer.value.label;
    this.#failure = answer.ok ? null : answer.error.message;
    if (answer.ok && (await this.#read())) await this.#show(this.#nextWaiting());
    // Not before the next one is in sight: a key pressed sooner would be meant for the one before.
    this.#isBusy = false;
  }

  #nextWaiting(): number {
    const items = this.#items ?? [];
    const after = items.findIndex(
      ({ status }, place) => place > this.#place && status === 'waiting',
    );
    if (after >= 0) return after;
    const first = items.findIndex(({ status }) => status === 'waiting');
    return first >= 0 ? first : this.#place;
  }

  async #read(): Promise<boolean> {
    const answer = await this.#errands.proposals(this.#errandId);
    if (answer.ok) this.#items = answer.value;
    else this.#failure = answer.error.message;
    return answer.ok;
  }

  async #show(place: number): Promise<void> {
    const items = this.#items ?? [];
    this.#place = Math.max(0, Math.min(place, items.length - 1));
    const item = items[this.#place];
    if (item === undefined) return;
    const answer = await this.#errands.proposal(this.#errandId, item.taskId);
    // Another one may have been asked for meanwhile.
    if (this.#items?.[this.#place]?.taskId !== item.taskId) return;
    if (answer.ok) this.#shown = answer.value;
    else this.#failure = answer.error.message;
  }
}
