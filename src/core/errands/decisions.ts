import type { ErrandId, LogSeq, TaskId } from '#core/model/ids.ts';
import type { LogEntry } from '#core/model/log.ts';

/** What a person made of a proposal. */
export type Decision = 'accepted' | 'refused';

type DecisionEntry = Extract<LogEntry, { kind: 'edited-many' | 'proposals-refused' }>;

/** Which proposals people accepted or refused: a fold over the log, undone steps left out. */
export class Decisions {
  readonly #entries = new Map<LogSeq, DecisionEntry>();
  readonly #undone = new Set<LogSeq>();
  readonly #folded = new Map<ErrandId, ReadonlyMap<TaskId, Decision>>();

  /** Takes the log’s next entry into account. */
  note(entry: LogEntry): void {
    if (entry.kind === 'undone' || entry.kind === 'redone') {
      const target = this.#entries.get(entry.targetSeq);
      if (target === undefined) return;
      if (entry.kind === 'undone') this.#undone.add(target.seq);
      else this.#undone.delete(target.seq);
      this.#forget(target);
    } else if (entry.kind === 'proposals-refused' || isOfErrand(entry)) {
      this.#entries.set(entry.seq, entry);
      this.#forget(entry);
    }
  }

  /** The decisions about the proposals of an errand, by task. */
  of(errandId: ErrandId): ReadonlyMap<TaskId, Decision> {
    const known = this.#folded.get(errandId) ?? this.#fold(errandId);
    this.#folded.set(errandId, known);
    return known;
  }

  #fold(errandId: ErrandId): Map<TaskId, Decision> {
    const decisions = new Map<TaskId, Decision>();
    for (const entry of this.#entries.values()) {
      if (entry.errandId !== errandId || this.#undone.has(entry.seq)) continue;
      if (entry.kind === 'edited-many') {
        for (const { id } of entry.edits) decisions.set(id, 'accepted');
      } else for (const id of entry.ids) decisions.set(id, 'refused');
    }
    return decisions;
  }

  #forget({ errandId }: DecisionEntry): void {
    if (errandId !== undefined) this.#folded.delete(errandId);
  }
}

function isOfErrand(entry: LogEntry): entry is Extract<LogEntry, { kind: 'edited-many' }> {
  return entry.kind === 'edited-many' && entry.errandId !== undefined;
}
