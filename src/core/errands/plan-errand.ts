import { idsIn } from '#core/batch/id-ranges.ts';
import type { Errand, ErrandRequest } from '#core/model/errand.ts';
import type { RequestId, TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import type { OpenRequest } from '#core/pipeline/open-requests.ts';
import { errandTokens } from '#core/pipeline/room-to-reason.ts';
import { errandPrompt } from '#core/prompts/errand-prompt.ts';
import { isFit } from './choose-tasks.ts';
import { replySchemaOf } from './reply-schema.ts';
import { basisOf } from './task-basis.ts';

/** The next requests of an errand, ready to be sent, and the errand after they are committed. */
export interface PlannedErrand {
  readonly opened: readonly OpenRequest<ErrandRequest>[];
  readonly errand: Errand;
}

interface PlanPorts {
  task(id: TaskId): Task | undefined;
  nextRequestId(): RequestId;
  now(): number;
}

/** The tasks of an errand in the order in which they are asked about. */
export function todoOf(errand: Pick<Errand, 'todo'>): readonly TaskId[] {
  return [...idsIn(errand.todo)];
}

/** Takes the next `most` tasks; those that cannot be asked about are skipped and counted. */
export function planErrand(
  errand: Errand,
  todo: readonly TaskId[],
  most: number,
  ports: PlanPorts,
): PlannedErrand {
  const opened: OpenRequest<ErrandRequest>[] = [];
  let { next, skipped } = errand;
  while (opened.length < most && next < todo.length) {
    const task = ports.task(todo[next] ?? 0);
    if (isFit(task, errand.kind)) opened.push(requestFor(errand, task, next, ports));
    else skipped += 1;
    next += 1;
  }
  return { opened, errand: { ...errand, next, skipped } };
}

function requestFor(
  errand: Errand,
  task: Task,
  index: number,
  ports: PlanPorts,
): OpenRequest<ErrandRequest> {
  const { prefix, tail } = errandPrompt(errand, task);
  const { decoding, connection } = errand;
  const request: ErrandRequest = {
    id: ports.nextRequestId(),
    errandId: errand.id,
    step: errand.kind,
    index,
    taskId: task.id,
    basis: basisOf(task),
    api: errand.connection.api,
    promptTail: tail,
    decoding: { ...decoding, maxTokens: errandTokens(decoding.maxTokens, connection) },
    createdAt: ports.now(),
  };
  const schema = replySchemaOf(errand);
  return {
    ...{ request, prompt: prefix + tail, tries: 0, failed: {}, notBefore: 0 },
    ...(schema && { schema }),
  };
}
