import type { BrowserModelAnswer, BrowserModelApi } from '#core/contracts/browser-model-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { AbortSignalLike, Complete, Outcome } from '#core/model/model-call.ts';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { askedWith, settleParameters } from '#core/providers/settle-parameters.ts';
import { failed } from '#llm/call-failure.ts';
import type { Refusals } from '#llm/fetch-model.ts';
import { finishReply } from '#llm/finish-reply.ts';
import { readBrowserFailure } from './read-browser-failure.ts';

/**
 * Chrome's built-in model, asked through the page, where alone it exists; `page` is null where the
 * page offers none. Web pages can set neither sampling nor a token limit, and it tells no usage;
 * stops are applied here. Tried against a stand-in only.
 */
export function createBrowserModel(
  page: BrowserModelApi | null,
  connection: ModelConnection,
  refusals?: Refusals,
): Complete {
  let calls = 0;
  let refused = refusals?.known ?? [];
  return async (call, signal) => {
    if (page === null) return failed('browser-model', 'This browser has no built-in model.');
    if (signal.aborted) return cancelled;
    calls += 1;
    const { sent, dropped } = settleParameters(call, capabilitiesOf(connection, refused));
    const { prompt } = askedWith(call, sent);
    const question = { id: calls, prompt, schema: sent.schema?.schema };
    const answer = await ask(page, question, connection, signal);
    if (answer.kind === 'gave-up') return answer.outcome;
    if (answer.kind === 'failed') {
      // Whether it was the schema, or the model is not supported at all, shows without the schema.
      if (sent.schema === undefined || !refusesSchema.includes(answer.name)) {
        return readBrowserFailure(answer);
      }
      refused = [...refused, 'response_format'];
      refusals?.onChange(refused);
      const { message } = answer;
      return failed('refused-parameter', message, { parameter: 'response_format', isMended: true });
    }
    const { text } = answer;
    return finishReply({ text, finishReason: 'stop', usage: undefined, dropped, body: text });
  };
}

/** With these a browser turns a schema down that its model can’t be held to. */
const refusesSchema: readonly string[] = ['NotSupportedError', 'TypeError'];

type Asked = BrowserModelAnswer | { readonly kind: 'gave-up'; readonly outcome: Outcome };

const cancelled = failed('cancelled', 'The call was cancelled.');

interface Question {
  readonly id: number;
  readonly prompt: string;
  readonly schema: Readonly<Record<string, unknown>> | undefined;
}

/** Asks the page and gives up at the deadline or with the caller; the session is then ended. */
function ask(
  page: BrowserModelApi,
  { id, prompt, schema }: Question,
  { timeoutMs }: ModelConnection,
  signal: AbortSignalLike,
): Promise<Asked> {
  return new Promise((resolve) => {
    const settle = (asked: Asked): void => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', abort);
      resolve(asked);
    };
    const giveUp = (outcome: Outcome): void => {
      void page.cancel(id);
      settle({ kind: 'gave-up', outcome });
    };
    const abort = (): void => giveUp(cancelled);
    const seconds = Math.round(timeoutMs / 1000);
    const deadline = setTimeout(
      () => giveUp(failed('timed-out', `No answer within ${seconds} seconds.`)),
      timeoutMs,
    );
    signal.addEventListener('abort', abort, { once: true });
    page
      .prompt(id, prompt, schema)
      .then(settle, (error: unknown) =>
        settle({ kind: 'failed', name: 'Error', message: String(error) }),
      );
  });
}
