import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import { shownAddress } from '#core/providers/endpoint-check.ts';
import { providerOf } from '#core/providers/provider-table.ts';

/** What happened and what to do, in words. */
export interface Told {
  readonly title: string;
  readonly happened: string;
  readonly doNext: readonly string[];
}

/** Who asked, and how it is done again. */
export interface Situation {
  readonly connection: ModelConnection;
  /** A run tries several times and waits; a trial is one call. */
  readonly isRun: boolean;
  /** The verb by which it goes on. */
  readonly again: string;
}

/** What is said of a call that got no readable answer; null where another kind of failure was it. */
export function tellNetwork(
  { kind, evidence, message, mayLackPermission }: CallFailure,
  situation: Situation,
): Told | null {
  const { connection, isRun, again } = situation;
  const { timeoutMs } = connection;
  const baseUrl = shownAddress(connection.baseUrl);
  switch (kind) {
    case 'unreachable':
      return tellUnreachable(situation, mayLackPermission === true);
    case 'offline':
      return {
        title: 'This browser is offline',
        happened: isRun
          ? 'There is no network. The run goes on by itself when it is back.'
          : 'There is no network.',
        doNext: ['Check the network connection.'],
      };
    case 'local-network':
      return {
        title: 'The browser keeps this page from reaching your machine',
        happened: `A page from the web may call ${originOf(baseUrl)} only with your permission.`,
        doNext: [
          `Allow local network access for this site in the address bar or the site settings, then ${again}.`,
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
        happened: `${isRun ? 'Several calls in a row' : 'The call'} had no answer within ${Math.round(timeoutMs / 1000)} seconds.`,
        doNext: [
          `Allow more time a call${isRun ? ', or fewer calls at once' : ''}, then ${again}.`,
        ],
      };
    case 'cut-connection':
      return {
        title: isRun ? 'Replies broke off' : 'The reply broke off',
        happened: isRun
          ? 'Several replies in a row ended in the middle, so none of them was used.'
          : 'It ended in the middle.',
        doNext: [`Check the connection or the server’s log, then ${again}.`],
      };
    case 'not-json':
      return tellNoApi(situation, evidence ?? '');
    default:
      return null;
  }
}

function tellNoApi({ connection, again }: Situation, evidence: string): Told {
  return {
    title: 'The answer is not from a model',
    happened: /<html|<!doctype/i.test(evidence)
      ? 'A web page came back where a model’s reply was expected. A sign-in page of the network (hotel, café, company) does this, and so does an address that leads to a website.'
      : 'What came back is not in the form of an API.',
    doNext: [
      `Open any website in a new tab: if a sign-in page appears, sign in and ${again}.`,
      `Check the address ${shownAddress(connection.baseUrl)}; ${usualAddress(connection)}.`,
    ],
  };
}

/** A browser gives one error for several causes; the command tells them apart. */
function tellUnreachable({ connection }: Situation, mayLackPermission: boolean): Told {
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

/** Where the chosen provider is usually found. */
export function usualAddress(connection: ModelConnection): string {
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

/** Scheme, host and port of an address, for people to read. */
export function originOf(baseUrl: string): string {
  const origin = /^[a-z]+:\/\/[^/]+/i.exec(shownAddress(baseUrl))?.[0];
  return origin ?? 'The endpoint';
}
