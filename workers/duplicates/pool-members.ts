import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import type { MemberFacts } from '#core/duplicates/keep-rule.ts';
import { effectiveInstances, effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { PageFeed } from '#workers/pool/page-feed.ts';

export interface PoolMember extends MemberFacts {
  readonly text: string;
}

/** The members of a project's pool as they now stand, following the database; reads only. */
export class PoolMembers {
  readonly #members = new Map<TaskId, PoolMember>();
  readonly #db: ProjectDb;
  readonly #channel: BroadcastChannel;
  readonly #feed: PageFeed;
  readonly #loaded: Promise<void>;

  constructor(id: ProjectId, onChanged: () => void) {
    this.#db = new ProjectDb(id);
    const repository = new ProjectRepository(this.#db);
    let finish: () => void = () => undefined;
    this.#loaded = new Promise((resolve) => (finish = resolve));
    this.#feed = new PageFeed({
      read: (pages) => repository.pages(pages),
      apply: (page, tasks) => this.#replace(page, tasks),
      onApplied: () => {
        if (!this.#feed.isLoading) finish();
        onChanged();
      },
    });
    // Listening begins before reading, so that no change falls between the two.
    this.#channel = new BroadcastChannel(projectChannel(id));
    this.#channel.onmessage = ({ data }: MessageEvent<ProjectBroadcast>) => {
      if (data.kind === 'tasks-changed') this.#feed.refresh(data.pages);
    };
  }

  /** Resolves once every task is there. */
  async load(): Promise<void> {
    await this.#feed.load(await this.#db.taskPages.orderBy('page').primaryKeys());
    await this.#loaded;
  }

  get size(): number {
    return this.#members.size;
  }

  find(id: TaskId): PoolMember | undefined {
    return this.#members.get(id);
  }

  /** All members in order of id. */
  all(): PoolMember[] {
    return [...this.#members.values()].sort((a, b) => a.id - b.id);
  }

  close(): void {
    this.#channel.close();
    this.#feed.stop();
    this.#db.close();
  }

  #replace(page: number, tasks: readonly Task[]): void {
    const end = (page + 1) * tasksPerPage;
    for (let id = page * tasksPerPage + 1; id <= end; id += 1) this.#members.delete(id);
    for (const task of tasks) if (isInPool(task)) this.#members.set(task.id, memberOf(task));
  }
}

function memberOf(task: Task): PoolMember {
  const text = effectiveInstruction(task);
  const instances = effectiveInstances(task);
  return {
    id: task.id,
    text,
    length: instances.reduce(
      (sum, { input, output }) => sum + input.length + output.length,
      text.length,
    ),
    rating: task.human?.rating ?? null,
    isAccepted: task.human?.verdict === 'accepted',
    isSeed: task.origin === 'seed',
  };
}
