import { isPersonEvent } from '#core/fold/fold-person.ts';
import type { PersonEntry } from '#core/fold/undo-stack.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { AttemptId, RequestId } from '#core/model/ids.ts';
import type { ProjectRepository } from '#data/project-repository.ts';

/** When a reply took effect. */
export interface AppliedAt {
  readonly attemptId: AttemptId;
  readonly seq: number;
  readonly at: number;
}

// So many entries are read at a time, so that nothing else waits for a long log.
const entriesAtOnce = 5_000;

/** The log as histories ask for it: read once, when first asked, then only what has come since. */
export class LogBook {
  readonly #repository: ProjectRepository;
  readonly #applied = new Map<RequestId, AppliedAt>();
  readonly #people = new Map<number, PersonEntry>();
  #lastSeq = 0;
  #reading: Promise<void> | null = null;

  constructor(repository: ProjectRepository) {
    this.#repository = repository;
  }

  /** Reads what has been added; works while another tab writes. */
  catchUp(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** What people did, in order. */
  get people(): Iterable<PersonEntry> {
    return this.#people.values();
  }

  personEntry(seq: number): PersonEntry | undefined {
    return this.#people.get(seq);
  }

  /** Undefined where no reply to the request has taken effect. */
  appliedAt(requestId: RequestId): AppliedAt | undefined {
    return this.#applied.get(requestId);
  }

  async #read(): Promise<void> {
    for (;;) {
      const entries = await this.#repository.logAfter(this.#lastSeq, entriesAtOnce);
      for (const entry of entries) this.#note(entry);
      if (entries.length < entriesAtOnce) return;
    }
  }

  #note(entry: LogEntry): void {
    this.#lastSeq = entry.seq;
    if (isPersonEvent(entry)) this.#people.set(entry.seq, entry);
    else if (entry.kind === 'applied') {
      const { requestId, attemptId, seq, at } = entry;
      this.#applied.set(requestId, { attemptId, seq, at });
    }
  }
}
