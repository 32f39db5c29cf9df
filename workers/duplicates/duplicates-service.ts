import type { DuplicatesApi, DuplicatesFailure } from '#core/contracts/duplicates-api.ts';
import type { IndexSettings } from '#core/contracts/similarity-api.ts';
import type { NearPairs } from '#core/contracts/vectors-api.ts';
import type { KeepChoice } from '#core/duplicates/decide-group.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { createPairScan } from '#workers/similarity/pair-scan.ts';
import { Throttle } from '#workers/throttle.ts';
import { FoundGroups, membersByText } from './found-groups.ts';
import { PoolMembers } from './pool-members.ts';
import { ThinnedGroups } from './thinned-groups.ts';

/** Pairs that are held: more would be groups of thousands, which nobody looks through. */
const mostPairs = 500_000;
const changeIntervalMs = 500;

interface Thinned {
  readonly choice: string;
  readonly groups: ThinnedGroups;
}

/** `DuplicatesApi` in this realm. */
export class DuplicatesService implements DuplicatesApi {
  readonly #scan = createPairScan();
  #members: PoolMembers | null = null;
  #found: FoundGroups | null = null;
  #thinned: Thinned | null = null;
  #listener: () => void = () => undefined;
  readonly #changes = new Throttle(() => this.#listener(), changeIntervalMs);

  async open(id: ProjectId): Promise<{ members: number }> {
    this.close();
    const members = new PoolMembers(id, () => {
      this.#thinned = null;
      this.#changes.request();
    });
    this.#members = members;
    await members.load();
    return { members: members.size };
  }

  async findByWords(
    settings: IndexSettings,
    onShare: (share: number) => void,
  ): Promise<Result<null, DuplicatesFailure>> {
    if (this.#members === null) return failure({ kind: 'not-open' });
    const texts = membersByText(this.#members.all());
    const items = Array.from(texts, ([text, [id = 0]]) => ({ id, text }));
    const report = await this.#scan.findPairs(items, settings, mostPairs, onShare);
    if (!report.ok) return report;
    const { above, pairs } = report.value;
    if (above > mostPairs) return failure({ kind: 'too-many-pairs', pairs: above });
    this.#take(
      new FoundGroups(texts, {
        first: Int32Array.from(pairs, ({ first }) => first),
        second: Int32Array.from(pairs, ({ second }) => second),
        scores: Float64Array.from(pairs, ({ score }) => score),
        found: above,
      }),
    );
    return success(null);
  }

  takePairs(pairs: NearPairs): Promise<Result<null, DuplicatesFailure>> {
    const members = this.#members;
    if (members === null) return Promise.resolve(failure({ kind: 'not-open' }));
    if (pairs.found > pairs.first.length) {
      return Promise.resolve(failure({ kind: 'too-many-pairs', pairs: pairs.found }));
    }
    this.#take(new FoundGroups(membersByText(members.all()), pairs));
    return Promise.resolve(success(null));
  }

  cancel(): Promise<void> {
    return this.#scan.cancelPairs();
  }

  summary(choice: KeepChoice) {
    return Promise.resolve(this.#thin(choice)?.summary ?? null);
  }

  groups(choice: KeepChoice, from: number, to: number, most: number) {
    return Promise.resolve(this.#thin(choice)?.list(from, to, most) ?? []);
  }

  group(choice: KeepChoice, key: number, most: number) {
    return Promise.resolve(this.#thin(choice)?.find(key, most) ?? null);
  }

  toReject(choice: KeepChoice, key: number | null) {
    return Promise.resolve(this.#thin(choice)?.toReject(key) ?? []);
  }

  onChange(listener: () => void): Promise<void> {
    this.#listener = listener;
    return Promise.resolve();
  }

  /** Lets go of the open project. */
  close(): void {
    this.#changes.stop();
    this.#members?.close();
    this.#members = null;
    this.#found = null;
    this.#thinned = null;
  }

  #take(found: FoundGroups): void {
    this.#found = found;
    this.#thinned = null;
  }

  /** Made once for every choice and state of the tasks. */
  #thin(choice: KeepChoice): ThinnedGroups | null {
    if (this.#found === null || this.#members === null) return null;
    const name = JSON.stringify(choice);
    if (this.#thinned?.choice !== name) {
      const groups = new ThinnedGroups(this.#found, this.#members, choice);
      this.#thinned = { choice: name, groups };
    }
    return this.#thinned.groups;
  }
}
