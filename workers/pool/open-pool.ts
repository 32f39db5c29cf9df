import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { PageFeed } from './page-feed.ts';
import { PoolIndex } from './pool-index.ts';

/** A project's tasks as an index that follows the database; reads only. */
export class OpenPool {
  readonly index = new PoolIndex();
  readonly #db: ProjectDb;
  readonly #channel: BroadcastChannel;
  readonly #feed: PageFeed;

  /** `onApplied` hears of every change that has reached the index. */
  constructor(id: ProjectId, onApplied: () => void) {
    this.#db = new ProjectDb(id);
    const repository = new ProjectRepository(this.#db);
    this.#feed = new PageFeed({
      read: (pages) => repository.pages(pages),
      apply: (page, tasks) =>
        this.index.replace(page * tasksPerPage + 1, (page + 1) * tasksPerPage, tasks),
      onApplied,
    });
    // Listening begins before reading, so that no change falls between the two.
    this.#channel = new BroadcastChannel(projectChannel(id));
    this.#channel.onmessage = ({ data }: MessageEvent<ProjectBroadcast>) => {
      if (data.kind === 'tasks-changed') this.#feed.refresh(data.pages);
    };
  }

  get isLoading(): boolean {
    return this.#feed.isLoading;
  }

  /** Resolves once the newest tasks are there; rejects with Dexie's error where storage fails. */
  async load(): Promise<void> {
    const pages = await this.#db.taskPages.orderBy('page').primaryKeys();
    this.index.reserve(((pages.at(-1) ?? -1) + 1) * tasksPerPage);
    await this.#feed.load(pages);
  }

  close(): void {
    this.#channel.close();
    this.#feed.stop();
    this.#db.close();
  }
}
