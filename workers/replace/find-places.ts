import type { ReplaceExample, ReplacePreview } from '#core/contracts/replace-api.ts';
import { textOf } from '#core/model/task-text.ts';
import type { Task } from '#core/model/task.ts';
import { SplicePacker } from '#core/replace/packed-splices.ts';
import type { CompiledRule, ReplaceField } from '#core/replace/replace-rule.ts';
import { fieldOf, splicedText, splicesIn, textsOf, type Splice } from '#core/replace/splices.ts';
import { problemsOf } from '#core/review/task-draft.ts';

const mostExamples = 50;

/** Goes through tasks and collects what a rule would change. */
export class PlaceFinder {
  readonly #rule: CompiledRule;
  readonly #fields: readonly ReplaceField[];
  readonly #packer = new SplicePacker();
  readonly #examples: ReplaceExample[] = [];
  #places = 0;
  #emptied = 0;
  #seeds = 0;

  constructor(rule: CompiledRule, fields: readonly ReplaceField[]) {
    this.#rule = rule;
    this.#fields = fields;
  }

  look(task: Task): void {
    const splices = splicesIn(task, this.#fields, this.#rule);
    if (splices.length === 0) return;
    if (task.origin === 'seed') {
      this.#seeds += 1;
      return;
    }
    const after = splicedText(textOf(task), splices);
    if (problemsOf(after).length > 0) {
      this.#emptied += 1;
      return;
    }
    this.#packer.add(task, splices);
    this.#places += splices.length;
    if (this.#examples.length < mostExamples) this.#show(task, splices, textsOf(after));
  }

  get preview(): ReplacePreview {
    return {
      ...{ places: this.#places, packed: this.#packer.finish(), examples: this.#examples },
      ...{ emptied: this.#emptied, seeds: this.#seeds },
    };
  }

  #show(task: Task, splices: readonly Splice[], after: readonly string[]): void {
    const before = textsOf(textOf(task));
    for (const field of new Set(splices.map((each) => each.field))) {
      if (this.#examples.length >= mostExamples) return;
      this.#examples.push({
        ...{ taskId: task.id, field: fieldOf(field) },
        ...(field > 0 && { instance: Math.floor((field - 1) / 2) }),
        ...{ before: before[field] ?? '', after: after[field] ?? '' },
      });
    }
  }
}
