import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import { shownAddress } from '#core/providers/endpoint-check.ts';
import { checkCommand } from './check-command.ts';
import { originOf, tellNetwork, usualAddress, type Situation, type Told } from './tell-network.ts';

/** What a screen says of a failure: what happened, what was kept, what to do. */
export interface Explanation {
  readonly title: string;
  readonly happened: string;
  readonly kept: string;
  readonly doNext: readonly string[];
  /** A shell command that tells possible causes apart. */
  readonly command?: string;
}

const KEPT =
  'Every reply that arrived is stored, and so is every task. The request that failed is kept too: it is sent again when the run goes on.';

/**
 * Puts a failed call into words for the person who asked: by a run (an errand too), which tried
 * several times and can be resumed, or by a single trial.
 */
export function explainFailure(
  failure: CallFailure,
  connection: ModelConnection,
  asking: 'run' | 'trial' = 'run',
): Explanation {
  const isRun = asking === 'run';
  const situation = { connection, isRun, again: isRun ? 'resume' : 'try again' };
  const { title, happened, doNext } = tell(failure, situation);
  const said = failure.message === '' ? '' : ` The server said: “${failure.message}”`;
  const isServersWords = failure.status !== undefined && failure.kind !== 'not-json';
  return {
    title,
    happened: isServersWords ? `${happened}${said}` : happened,
    kept: KEPT,
    doNext,
    ...(needsCommand(failure) && { command: checkCommand(connection) }),
  };
}

function tell(failure: CallFailure, situation: Situation): Told {
  return (
    tellOurs(failure) ??
    tellAccess(failure, situation) ??
    tellNetwork(failure, situation) ??
    tellRequest(failure, situation)
  );
}

function tellOurs({ kind, message }: CallFailure): Told | null {
  if (kind === 'internal') {
    return {
      title: 'Seedbed itself failed',
      happened: `The run stopped because of a defect in this program: “${message}”`,
      doNext: ['Resume to try again.', 'If it comes back, please report it with these words.'],
    };
  }
  if (kind === 'embedding') {
    return {
      title: 'Near-duplicates can’t be looked for now',
      happened: message,
      doNext: [
        'Load the embedding model, then resume.',
        'Or go on without this filter: what comes in then is not held against it.',
      ],
    };
  }
  if (kind !== 'storage') return null;
  return {
    title: 'This browser could not store the replies',
    happened: `The run stopped, because nothing that is paid for may be lost. The browser said: “${message}”`,
    doNext: [
      'Free space on this device, or let this site store more, then resume.',
      'Everything stored so far can be reviewed, exported and backed up.',
    ],
  };
}

function tellAccess(
  { kind, status, message }: CallFailure,
  { connection, again }: Situation,
): Told | null {
  const { model } = connection;
  const baseUrl = shownAddress(connection.baseUrl);
  switch (kind) {
    case 'bad-key':
      return {
        title: 'The key was not accepted',
        // Without an answer it was this program that did not send it.
        happened: status === undefined ? message : `${originOf(baseUrl)} refused the key.`,
        doNext: [
          'Paste the key again: it must belong to this provider and still be valid.',
          'Check that the address is the one that the key is for.',
        ],
      };
    case 'no-credit':
      return {
        title: 'The account has no credit left',
        happened:
          'The provider will not answer until the account is paid up or its limit is raised.',
        doNext: [`Add credit with the provider, then ${again}.`, 'Or use another key or model.'],
      };
    case 'forbidden':
      return {
        title: 'This key may not use the model',
        happened: `Access to ${model} was denied.`,
        doNext: [
          'Give the key the right to use the model, or choose another model.',
          'Some providers let an organisation forbid calls from web pages, or do not serve every country: the server’s words above tell.',
        ],
      };
    case 'unknown-model':
      return {
        title: `There is no model “${model}” here`,
        happened: `${originOf(baseUrl)} does not know a model of this name.`,
        doNext: [
          'Check the spelling of the model name.',
          'For a local server: load or pull the model first.',
        ],
      };
    case 'wrong-endpoint':
      return tellEndpoint(connection);
    case 'wrong-address':
      return {
        title: 'Nothing answers at this address',
        happened:
          status === undefined
            ? message
            : `The server is there, but it has no such path under ${baseUrl}.`,
        doNext: [
          `Check the address; ${usualAddress(connection)}.`,
          'Check whether the server offers chat or text completions.',
        ],
      };
    default:
      return null;
  }
}

function tellEndpoint({ model, api, baseUrl }: ModelConnection): Told {
  const origin = originOf(baseUrl);
  if (api === 'completions') {
    return {
      title: `${model} is a chat model`,
      happened: `${origin} does not let it complete text.`,
      doNext: ['Set Endpoint to Chat, in the settings of the model.', 'Or choose a base model.'],
    };
  }
  return {
    title: `${model} is no chat model`,
    happened: `${origin} lets it complete text only.`,
    doNext: [
      'Set Endpoint to Text completion, in the settings of the model.',
      'Or choose a chat model.',
    ],
  };
}

function tellRequest(
  { kind, parameter }: CallFailure,
  { connection: { model }, isRun, again }: Situation,
): Told {
  switch (kind) {
    case 'rate-limited':
      return {
        title: 'The provider asks to slow down',
        happened: 'Calls came faster than the account allows.',
        doNext: [
          isRun
            ? 'Nothing: the run waits and goes on by itself.'
            : 'Wait a little, then try again.',
        ],
      };
    case 'context-overflow':
      return {
        title: 'The prompt is too long for the model',
        happened: `${model} cannot take the prompt together with the reply that is asked for.`,
        doNext: [
          'Choose a model with a longer context, or lower the tokens a reply and the demonstrations under Advanced.',
        ],
      };
    case 'refused-parameter':
      return {
        title: `The model refuses ${parameter ?? 'a parameter'}`,
        happened: 'Leaving it out did not help.',
        doNext: ['Choose another model, or change this number under Advanced.'],
      };
    case 'server-error':
    case 'error-in-reply':
      return {
        title: 'The provider has trouble',
        happened: isRun
          ? 'Several calls in a row ended in an error on its side.'
          : 'The call ended in an error on its side.',
        doNext: [`Wait a while, then ${again}.`, 'Or choose another model.'],
      };
    case 'empty-reply':
      return {
        title: 'The model sends empty replies',
        happened: 'Nothing came back that could be used.',
        doNext: ['Try another model, or more tokens a reply: some think first and then run out.'],
      };
    default:
      return {
        title: 'The request was refused',
        happened: 'The server did not accept the call.',
        doNext: [`Check model, address and the numbers under Advanced, then ${again}.`],
      };
  }
}

function needsCommand({ kind }: CallFailure): boolean {
  return kind === 'unreachable' || kind === 'local-network';
}
