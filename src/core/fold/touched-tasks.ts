import type { TaskId } from '#core/model/ids.ts';
import type { PersonEvent } from './fold-person.ts';

/** Whether a person's event changed a task by name; a replay changes all and names none. */
export function touchesTask(event: PersonEvent, id: TaskId): boolean {
  switch (event.kind) {
    case 'seeds-added':
      return id >= event.firstId && id < event.firstId + event.seeds.length;
    case 'imported':
      return id >= event.firstId && id < event.firstId + event.rows;
    case 'seed-edited':
    case 'edited':
      return event.id === id;
    case 'seeds-removed':
    case 'verdict':
    case 'marked':
    case 'proposals-refused':
      return event.ids.includes(id);
    case 'edited-many':
      return event.edits.some((edit) => edit.id === id);
    case 'replaced-many':
      return event.packed.ids.includes(id);
    case 'replayed':
    case 'undone':
    case 'redone':
      return false;
  }
}

/** Whether a step brought tasks in, took seeds out or decided all anew: more than one looks at. */
export function isWholeStep({ kind }: PersonEvent): boolean {
  return ['seeds-added', 'seeds-removed', 'imported', 'replayed'].includes(kind);
}

/** How many tasks an event changed by name; a replay changes all and names none. */
export function touchedCount(event: PersonEvent): number {
  switch (event.kind) {
    case 'seeds-added':
      return event.seeds.length;
    case 'imported':
      return event.rows;
    case 'seed-edited':
    case 'edited':
      return 1;
    case 'seeds-removed':
    case 'verdict':
    case 'marked':
    case 'proposals-refused':
      return event.ids.length;
    case 'edited-many':
      return event.edits.length;
    case 'replaced-many':
      return event.packed.ids.length;
    case 'replayed':
    case 'undone':
    case 'redone':
      return 0;
  }
}

/** The one task that an event is about; undefined where it is about several or none. */
export function onlyTaskOf(event: PersonEvent): TaskId | undefined {
  switch (event.kind) {
    case 'seed-edited':
    case 'edited':
      return event.id;
    case 'seeds-added':
      return event.seeds.length === 1 ? event.firstId : undefined;
    case 'seeds-removed':
    case 'verdict':
    case 'marked':
      return event.ids.length === 1 ? event.ids[0] : undefined;
    case 'edited-many':
      return event.edits.length === 1 ? event.edits[0]?.id : undefined;
    case 'replaced-many':
      return event.packed.ids.length === 1 ? event.packed.ids[0] : undefined;
    default:
      return undefined;
  }
}
