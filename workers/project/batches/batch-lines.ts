import { shardLine } from '#core/batch/shard-line.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelCall, Step } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { settleParameters } from '#core/providers/settle-parameters.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { requestBody } from '#llm/openai/request-body.ts';
import type { ProjectRepository } from '#data/project-repository.ts';
import { modelMemorySettings } from '#workers/project/runs/model-memory-settings.ts';
import { prefixReader } from '#workers/project/runs/open-requests-of.ts';

/** Writes lines of batch files for the requests of one run. */
export type LineWriter = (request: ModelRequest) => Promise<string>;

/** How a batch puts questions: always in OpenAI's form, whatever the run itself spoke. */
export interface BatchForm {
  readonly connection: ModelConnection;
  /** Parameters that the model is known to refuse. */
  readonly refused: readonly string[];
}

/** The form of a step's batches. `model`: its name where the batch will run. */
export async function batchFormOf(run: Run, step: Step, model: string): Promise<BatchForm> {
  const connection = {
    ...connectionOf(run, step),
    provider: 'openai-compatible',
    model,
  } as const;
  const { refused } = await modelMemorySettings.recall(connection);
  return { connection, refused };
}

/** A writer of lines; the same request always gives the same line. */
export function lineWriter(run: Run, form: BatchForm, repository: ProjectRepository): LineWriter {
  const prefixOf = prefixReader(repository);
  const capabilities = capabilitiesOf(form.connection, form.refused);
  return async (request) => {
    const call = callOf(run, request, await prefixOf(request));
    const { sent } = settleParameters(call, capabilities);
    return shardLine(
      request,
      requestBody({ call, model: form.connection.model, sent, capabilities }),
    );
  };
}

/** What of the recipe a batch leaves out for a request. */
export function droppedBy(form: BatchForm, call: ModelCall): readonly string[] {
  return settleParameters(call, capabilitiesOf(form.connection, form.refused)).dropped;
}

/** The call that a request stands for, keyed as its first try from here would be. */
export function callOf(run: Run, request: ModelRequest, prefix: string): ModelCall {
  const { step, api, decoding, promptTail, id } = request;
  const seed = Math.floor(keyedRandom(run.seed, 'call', `${id}/0`)() * 2 ** 31);
  return { step, api, prompt: prefix + promptTail, decoding, seed };
}
