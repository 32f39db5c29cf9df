import type { BrowserModelAnswer } from '#core/contracts/browser-model-api.ts';
import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { failed } from '#llm/call-failure.ts';

/** What the names of the Prompt API's exceptions mean; source: Prompt API draft, MDN. */
const kinds: Readonly<Record<string, CallFailureKind>> = {
  AbortError: 'cancelled',
  // `initialPrompts` or the prompt do not fit the context window.
  QuotaExceededError: 'context-overflow',
  // A download needs a click, or a policy of the page or the company forbids the model.
  NotAllowedError: 'browser-model',
  // No model for these languages, this device, or this browser.
  NotSupportedError: 'browser-model',
  // The download of the model broke off.
  NetworkError: 'browser-model',
  InvalidStateError: 'server-error',
  OperationError: 'server-error',
  UnknownError: 'server-error',
};

/** The outcome of a prompt that the built-in model did not answer. */
export function readBrowserFailure({
  name,
  message,
}: BrowserModelAnswer & { kind: 'failed' }): Outcome {
  // The model's safety filter withholds its output by this error.
  if (name === 'NotReadableError')
    return { kind: 'reply', text: '', finishReason: 'content-filter' };
  return failed(kinds[name] ?? 'server-error', message === '' ? name : message);
}
