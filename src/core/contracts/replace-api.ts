import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { PackedSplices } from '#core/replace/packed-splices.ts';
import type { ReplaceField, ReplaceRule } from '#core/replace/replace-rule.ts';

/** A text that a rule would change. */
export interface ReplaceExample {
  readonly taskId: TaskId;
  readonly field: ReplaceField;
  /** Place of its instance, from 0; absent for the instruction. */
  readonly instance?: number;
  readonly before: string;
  readonly after: string;
}

/** What a rule would change. */
export interface ReplacePreview {
  /** Pieces found in the tasks that would be changed. */
  readonly places: number;
  readonly packed: PackedSplices;
  /** The first fifty texts. */
  readonly examples: readonly ReplaceExample[];
  /** Tasks left alone because an instruction or output would be empty. */
  readonly emptied: number;
  /** Seeds that it was found in: they are edited on their own page. */
  readonly seeds: number;
}

export interface ReplaceFailure {
  readonly kind: 'bad-rule' | 'storage';
  readonly message: string;
}

/** Looks for what a rule would change, in a worker that can be ended: a pattern may take for ever. */
export interface ReplaceApi {
  /** `onProgress` hears the share done, 0–1, after every group of tasks. */
  find(
    id: ProjectId,
    tasks: readonly TaskId[],
    rule: ReplaceRule,
    onProgress: (share: number) => void,
  ): Promise<Result<ReplacePreview, ReplaceFailure>>;
}
