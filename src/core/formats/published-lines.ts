import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { FinishReason, TokenUsage } from '#core/model/model-call.ts';
import type { Instance, Task } from '#core/model/task.ts';
import { composeRawInstances } from './compose-raw-instances.ts';
import { readRawInstances } from './raw-instances.ts';

/** A call behind a task, as the published files keep it under `metadata`. */
export interface SourceCall {
  readonly prompt: string;
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly model: string;
  readonly usage?: TokenUsage;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Number of the request, or of its round where the recipe goes in rounds. */
  readonly requestIndex: number;
}

/** What the machine-made files say of a task beyond its own texts. */
export interface TaskSources {
  /** The nearest pool members' instructions with their ROUGE-L F, highest first. */
  readonly mostSimilar: readonly (readonly [instruction: string, score: number])[];
  readonly instructionCall: SourceCall | null;
  readonly typeCall: SourceCall | null;
  readonly instanceCall: SourceCall | null;
}

/** A line of `seed_tasks.jsonl`. */
export function seedTaskLine(task: Task): string {
  return JSON.stringify({
    id: task.seedId ?? `seed_task_${task.id}`,
    name: task.name ?? '',
    instruction: effectiveInstruction(task),
    instances: effectiveInstances(task).map(({ input, output }) => ({ input, output })),
    is_classification: effectiveType(task) ?? false,
  });
}

/** Lines of `all_generated_instances.jsonl`, and of Alpaca's data: one an instance. */
export function instanceLines(task: Task): string[] {
  const instruction = effectiveInstruction(task);
  return effectiveInstances(task).map(({ input, output }) =>
    JSON.stringify({ instruction, input, output }),
  );
}

/**
 * A line of `is_clf_or_not_….jsonl`: the raw reply of step 2; where there is none, or a person
 * decided otherwise, `Yes` or `No` in its stead, and nothing where nobody has said.
 */
export function classificationLine(task: Task, { typeCall }: TaskSources): string {
  const type = effectiveType(task);
  const isRaw = typeCall !== null && type === task.isClassification;
  const told = type === null ? '' : type ? ' Yes' : ' No';
  return JSON.stringify({
    instruction: effectiveInstruction(task),
    is_classification: isRaw ? typeCall.text : told,
  });
}

/** A line of `machine_generated_instructions.jsonl`. */
export function machineInstructionLine(task: Task, sources: TaskSources): string {
  return object([
    ['instruction', JSON.stringify(effectiveInstruction(task))],
    ['most_similar', mostSimilarJson(sources)],
    ['avg_similarity_score', JSON.stringify(task.novelty?.mean ?? null)],
    ['metadata', JSON.stringify(metadataOf(sources.instructionCall))],
    ['request_idx', JSON.stringify(sources.instructionCall?.requestIndex ?? null)],
  ]);
}

/**
 * A line of `machine_generated_instances.jsonl`: the raw reply of step 3, where reading it as the
 * published code does gives what the task holds. Where it does not (a person edited the instances,
 * another recipe read the reply), the instances are written in the form of such a reply.
 */
export function machineInstancesLine(task: Task, sources: TaskSources): string {
  const metadata = metadataOf(sources.instanceCall);
  const reply = sources.instanceCall?.text ?? '';
  const isAsItCame = readsAs(effectiveInstances(task), reply, metadata);
  const raw = isAsItCame ? reply : composeRawInstances(task);
  return object([
    ['instruction', JSON.stringify(effectiveInstruction(task))],
    ['raw_instances', JSON.stringify(raw)],
    ['instance_metadata', JSON.stringify(isAsItCame ? metadata : null)],
    ['instruction_metadata', JSON.stringify(metadataOf(sources.instructionCall))],
    ['most_similar', mostSimilarJson(sources)],
    ['avg_similarity_score', JSON.stringify(task.novelty?.mean ?? null)],
  ]);
}

function readsAs(instances: readonly Instance[], reply: string, metadata: unknown): boolean {
  const read = readRawInstances({ raw_instances: reply, instance_metadata: metadata });
  if (!read.ok || read.value.instances.length !== instances.length) return false;
  return instances.every(({ input, output }, index) => {
    const other = read.value.instances[index];
    return other?.input === input && other.output === output;
  });
}

/** Joined by hand: as an object, texts like `7` would change place and `__proto__` would vanish. */
function mostSimilarJson({ mostSimilar }: TaskSources): string {
  const highest = new Map<string, number>();
  for (const [text, score] of mostSimilar) if (!highest.has(text)) highest.set(text, score);
  return object([...highest].map(([text, score]) => [text, JSON.stringify(score)]));
}

const object = (members: readonly (readonly [name: string, json: string])[]): string =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/** The shape of a completion endpoint's answer, with what is known of it. */
function metadataOf(call: SourceCall | null): unknown {
  if (call === null) return null;
  return {
    prompt: call.prompt,
    response: {
      choices: [{ text: call.text, index: 0, finish_reason: call.finishReason }],
      model: call.model,
      ...(call.usage && {
        usage: {
          prompt_tokens: call.usage.promptTokens,
          completion_tokens: call.usage.completionTokens,
          total_tokens: call.usage.promptTokens + call.usage.completionTokens,
        },
      }),
    },
    created_at: new Date(call.createdAt).toISOString(),
  };
}
