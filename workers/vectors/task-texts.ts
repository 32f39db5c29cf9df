import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import { effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { textHash } from '#core/pipeline/text-hash.ts';
import { tasksPerPage, type ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { PageFeed } from '#workers/pool/page-feed.ts';

export interface TaskText {
  readonly id: TaskId;
  readonly text: string;
  readonly hash: string;
  readonly isMember: boolean;
}

/** The instructions of a project's tasks as they now stand, following the database. */
export class TaskTexts {
  readonly #pages = new Map<number, readonly TaskText[]>();
  readonly #channel: BroadcastChannel;
  readonly #feed: PageFeed;
  readonly #db: ProjectDb;

  constructor(id: ProjectId, db: ProjectDb, onChanged: () => void) {
    this.#db = db;
    const repository = new ProjectRepository(db);
    this.#feed = new PageFeed({
      read: (pages) => repository.pages(pages),
      apply: (page, tasks) => this.#pages.set(page, tasks.flatMap(textOf)),
      onApplied: onChanged,
    });
    // Listening begins before reading, so that no change falls between the two.
    this.#channel = new BroadcastChannel(projectChannel(id));
    this.#channel.onmessage = ({ data }: MessageEvent<ProjectBroadcast>) => {
      if (data.kind === 'tasks-changed') this.#feed.refresh(data.pages);
    };
  }

  /**
   * Resolves once every task is there, or it was closed. With fewer, embeddings by words would not
   * know which words are rare, and a map would show a part of the pool as if it were all.
   */
  async load(): Promise<void> {
    await this.#feed.load(await this.#db.taskPages.orderBy('page').primaryKeys());
    await this.#feed.loaded;
  }

  /** All texts in order of id; removed seeds and texts without a word character are left out. */
  *all(): Generator<TaskText> {
    const pages = [...this.#pages.keys()].sort((a, b) => a - b);
    for (const page of pages) yield* this.#pages.get(page) ?? [];
  }

  find(id: TaskId): TaskText | undefined {
    const page = Math.floor((id - 1) / tasksPerPage);
    return this.#pages.get(page)?.find((text) => text.id === id);
  }

  close(): void {
    this.#channel.close();
    this.#feed.stop();
  }
}

function textOf(task: Task): TaskText[] {
  if (task.isRemoved === true) return [];
  const text = effectiveInstruction(task);
  if (text.trim() === '') return [];
  return [{ id: task.id, text, hash: textHash(text), isMember: isInPool(task) }];
}
