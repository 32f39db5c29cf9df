import type { LogSeq } from '#core/model/ids.ts';
import type { LogEntry } from '#core/model/log.ts';
import { oneLine } from '#core/text/one-line.ts';
import { isPersonEvent, type PersonEvent } from './fold-person.ts';

/** A person's event at its place in the log. */
export type PersonEntry = LogEntry & PersonEvent;

/** Which of a person's events can be undone and redone now, the next one last. */
export class UndoStack {
  readonly #done: PersonEntry[] = [];
  readonly #undone: PersonEntry[] = [];

  /** Takes the log's next entry into account. */
  note(entry: LogEntry): void {
    if (!isPersonEvent(entry)) return;
    if (entry.kind === 'undone') this.#move(this.#done, this.#undone, entry);
    else if (entry.kind === 'redone') this.#move(this.#undone, this.#done, entry);
    else {
      this.#done.push(entry);
      this.#undone.length = 0;
    }
  }

  get nextUndo(): PersonEntry | null {
    return this.#done.at(-1) ?? null;
  }

  get nextRedo(): PersonEntry | null {
    return this.#undone.at(-1) ?? null;
  }

  /** What can be undone and redone, newest first, `most` of each at most. */
  recent(most: number): { readonly done: PersonEntry[]; readonly undone: PersonEntry[] } {
    const newest = (entries: PersonEntry[]): PersonEntry[] => entries.slice(-most).toReversed();
    return { done: newest(this.#done), undone: newest(this.#undone) };
  }

  #move(from: PersonEntry[], to: PersonEntry[], entry: { targetSeq: LogSeq }): void {
    const index = from.findLastIndex(({ seq }) => seq === entry.targetSeq);
    if (index >= 0) to.push(...from.splice(index, 1));
  }
}

/** What an event did, in plain words, for "Undo: …". */
export function describeEvent(event: PersonEvent): string {
  switch (event.kind) {
    case 'seeds-added':
      return event.seeds.length === 1
        ? 'Added one seed'
        : `Added ${event.seeds.length.toLocaleString('en')} seeds`;
    case 'seed-edited':
      return `Edited seed “${oneLine(event.seed.name || event.seed.instruction)}”`;
    case 'seeds-removed':
      return event.ids.length === 1
        ? 'Removed one seed'
        : `Removed ${event.ids.length.toLocaleString('en')} seeds`;
    case 'imported':
      return event.rows === 1
        ? `Imported one task from ${event.source}`
        : `Imported ${event.rows.toLocaleString('en')} tasks from ${event.source}`;
    case 'verdict':
    case 'marked':
    case 'edited-many':
    case 'replaced-many':
    case 'proposals-refused':
      return event.label;
    case 'edited':
      return event.edit === null
        ? `Restored the text of task ${event.id}`
        : `Edited task ${event.id}`;
    case 'replayed':
      return 'Replayed the stored replies under other rules';
    case 'undone':
      return 'Undid a change';
    case 'redone':
      return 'Redid a change';
  }
}
