import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import { providerOf } from '#core/providers/provider-table.ts';
import { checkCommand } from './check-command.ts';

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

/** Puts a failed call into words for the person who started the run. */
export function explainFailure(failure: CallFailure, connection: ModelConnection): Explanation {
  const { title, happened, doNext } = tell(failure, connection);
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

type Told = Pick<Explanation, 'title' | 'happened' | 'doNext'>;

function tell(failure: CallFailure, connection: ModelConnection): Told {
  return (
    tellOurs(failure) ??
    tellAccess(failure, connection) ??
    tellNetwork(failure, connection) ??
    tellRequest(failure, connection)
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

function tellAccess({ kind }: CallFailure, connection: ModelConnection): Told | null {
  const { model, baseUrl } = connection;
  switch (kind) {
    case 'bad-key':
      return {
        title: 'The key was not accepted',
        happened: `${originOf(baseUrl)} refused the key.`,
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
        doNext: ['Add credit with the provider, then resume.', 'Or use another key or model.'],
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
    case 'wrong-address':
      return {
        title: 'Nothing answers at this address',
        happened: `The server is there, but it has no such path under ${baseUrl}.`,
        doNext: [
          `Check the address; ${usualAddress(connection)}.`,
          'Check whether the server offers chat or text completions.',
        ],
      };
    default:
      return null;
  }
}

function tellNetwork(
  { kind, evidence, message, mayLackPermission = false }: CallFailure,
  connection: ModelConnection,
): Told | null {
  const { baseUrl, timeoutMs } = connection;
  switch (kind) {
    case 'unreachable':
      return tellUnreachable(connection, mayLackPermission);
    case 'offline':
      return {
        title: 'This browser is offline',
        happened: 'There is no network. The run goes on by itself when it is back.',
        doNext: ['Check the network connection.'],
      };
    case 'local-network':
      return {
        title: 'The browser keeps this page from reaching your machine',
        happened: `A page from the web may call ${originOf(baseUrl)} only with your permission.`,
        doNext: [
          'Allow local network access for this site in the address bar or the site settings, then resume.',
          'Or run Seedbed on your own machine with npm start.',
        ],
      };
    case 'browser-model':
      return {
        title: 'The browser’s built-in model is not ready',
        happened: `The browser said: “${message}”`,
        doNext: [
          'It is part of Chrome on larger desktop computers; open the model section of Generate and prepare it there: the browser downloads it once.',
          'Or choose another model.',
        ],
      };
    case 'timed-out':
      return {
        title: 'The model took too long',
        happened: `Several calls in a row had no answer within ${Math.round(timeoutMs / 1000)} seconds.`,
        doNext: ['Allow more time a call, or fewer calls at once, then resume.'],
      };
    case 'cut-connection':
      return {
        title: 'Replies broke off',
        happened: 'Several replies in a row ended in the middle, so none of them was used.',
        doNext: ['Check the connection or the server’s log, then resume.'],
      };
    case 'not-json':
      return {
        title: 'The answer is not from a model',
        happened: /<html|<!doctype/i.test(evidence ?? '')
          ? 'A web page came back where a model’s reply was expected. A sign-in page of the network (hotel, café, company) does this, and so does an address that leads to a website.'
          : 'What came back is not in the form of an API.',
        doNext: [
          'Open any website in a new tab: if a sign-in page appears, sign in and resume.',
          `Check the address ${baseUrl}; ${usualAddress(connection)}.`,
        ],
      };
    default:
      return null;
  }
}

/** A browser gives one error for several causes; the command tells them apart. */
function tellUnreachable(connection: ModelConnection, mayLackPermission: boolean): Told {
  const permission = mayLackPermission
    ? '; the browser keeps a page from the web away from your machine and its network'
    : '';
  return {
    title: 'The endpoint could not be reached',
    happened: `The browser got no readable answer from ${originOf(connection.baseUrl)}. It cannot tell apart: the server is not running or the address is wrong; the server does not allow calls from web pages (CORS), on errors such as a wrong key perhaps only; the network is down${permission}.`,
    doNext: [
      'Run the command below in a terminal. If it answers, the server lacks CORS headers for this page; if it says 401, the key is wrong; if it fails, the server or the address is at fault.',
      setUpAdvice(connection),
      ...(mayLackPermission
        ? [
            'If the browser asks whether this site may reach devices of your network, allow it; or run Seedbed on your own machine with npm start.',
          ]
        : []),
    ],
  };
}

function tellRequest({ kind, parameter }: CallFailure, { model }: ModelConnection): Told {
  switch (kind) {
    case 'rate-limited':
      return {
        title: 'The provider asks to slow down',
        happened: 'Calls came faster than the account allows.',
        doNext: ['Nothing: the run waits and goes on by itself.'],
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
        happened: 'Several calls in a row ended in an error on its side.',
        doNext: ['Wait a while, then resume.', 'Or choose another model.'],
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
        doNext: ['Check model, address and the numbers under Advanced, then resume.'],
      };
  }
}

/** Where the chosen provider is usually found. */
function usualAddress(connection: ModelConnection): string {
  const { baseUrl } = providerOf(connection);
  return baseUrl === '' ? 'it usually ends in /v1' : `it usually is ${baseUrl}`;
}

/** What servers need before they let pages in: that of the chosen one, else of those where it is common. */
function setUpAdvice(connection: ModelConnection): string {
  const { setUp, label, cors, id } = providerOf(connection);
  if (id === 'custom') {
    return 'For Ollama on a hosted page: start it with OLLAMA_ORIGINS set to this page’s address. For LM Studio: switch CORS on in its server settings.';
  }
  return setUp ?? `What is known of ${label} and calls from web pages: ${cors}`;
}

function originOf(baseUrl: string): string {
  const origin = /^[a-z]+:\/\/[^/]+/i.exec(baseUrl)?.[0];
  return origin ?? 'The endpoint';
}

function needsCommand({ kind }: CallFailure): boolean {
  return kind === 'unreachable' || kind === 'local-network';
}
