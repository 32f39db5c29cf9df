import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { composeReply } from './compose-reply.ts';
import { loadCorpus } from './corpus.ts';
import { readPrompt } from './read-prompt.ts';
import { scenarios } from './scenarios.ts';
import type { Answer, ScenarioName } from './scenarios.ts';
import { corsHeaders, sendAnswer, sendJson, tokensOf } from './wire.ts';
import { anthropic } from './wires/anthropic.ts';
import { gemini } from './wires/gemini.ts';
import { openAi } from './wires/openai.ts';
import type { Wire, WireCall, WireName } from './wires/wire.ts';

/** A model call as the server saw it. Never holds the key. */
export interface LoggedCall {
  readonly wire: WireName;
  readonly api: 'chat' | 'completions';
  readonly step: ReturnType<typeof readPrompt>['step'];
  readonly prompt: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly scenario: ScenarioName;
  /** Whether the call carried the key that was expected. */
  readonly authorization: 'none' | 'right' | 'wrong';
  /** Names of all request headers, in lower case. */
  readonly headerNames: readonly string[];
}

export interface ModelServerOptions {
  /** Keys what the model says. */
  readonly seed?: number;
  /** The key that calls must carry; absent: none is asked for. */
  readonly key?: string;
  /** How long a reply takes, in milliseconds. */
  readonly delayMs?: number;
  /** Steps whose replies take longer than the others, in milliseconds. */
  readonly slowSteps?: Readonly<Partial<Record<LoggedCall['step'], number>>>;
  readonly scenario?: ScenarioName;
  /** Answers the short question to an unknown model as ever, and leaves it out of `calls`. */
  readonly sparesProbes?: boolean;
}

const wires: readonly Wire[] = [openAi, anthropic, gemini];

/**
 * A server on this machine that speaks the forms of OpenAI, Anthropic and Gemini, each on its own
 * paths and with its own CORS, and says what its scenario calls for.
 */
export class ModelServer {
  readonly calls: LoggedCall[] = [];
  delayMs: number;
  slowSteps: NonNullable<ModelServerOptions['slowSteps']>;
  readonly #options: ModelServerOptions;
  readonly #server: Server;
  #scenario: ScenarioName;
  #callsOfScenario = 0;

  private constructor(options: ModelServerOptions) {
    this.#options = options;
    this.#scenario = options.scenario ?? 'normal';
    this.delayMs = options.delayMs ?? 0;
    this.slowSteps = options.slowSteps ?? {};
    this.#server = createServer((request, response) => {
      // A page that gives up in the middle of an answer is nothing unusual here.
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: ModelServerOptions = {}): Promise<ModelServer> {
    const server = new ModelServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** Root of the APIs of OpenAI and Anthropic, ending in `/v1`. */
  get baseUrl(): string {
    return `${this.#origin}/v1`;
  }

  /** Root of the Gemini API, ending in `/v1beta`. */
  get geminiUrl(): string {
    return `${this.#origin}/v1beta`;
  }

  get #origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server is closed.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Changes the mood from the next call on. */
  play(scenario: ScenarioName): void {
    this.#scenario = scenario;
    this.#callsOfScenario = 0;
  }

  callsOf(step: LoggedCall['step']): readonly LoggedCall[] {
    return this.calls.filter((call) => call.step === step);
  }

  /** Ends all connections; does nothing the second time. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const wire = wireFor(path, request);
    const headerNames = headerNamesOf(request);
    const cors = corsHeaders(wire, headerNames);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end();
    } else if (request.method === 'GET' && /^\/v1(beta)?\/models$/.test(path)) {
      const isWelcome =
        this.#options.key === undefined || this.#judgeKey(wire, request) === 'right';
      if (isWelcome) sendJson(response, 200, wire.models, cors);
      else sendBody(response, wire, headerNames);
    } else if (request.method === 'POST' && wire.isCall(path)) {
      await this.#answerCall(wire, path, request, response);
    } else {
      sendJson(response, 404, { error: { message: `No route ${path}`, type: 'not_found' } }, cors);
    }
  }

  async #answerCall(
    wire: Wire,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
    const call = wire.readCall(path, body);
    const { api, prompt } = call;
    const headerNames = Object.keys(request.headers);
    const logged: LoggedCall = {
      wire: wire.name,
      api,
      step: readPrompt(prompt).step,
      prompt,
      body,
      scenario: this.#scenario,
      authorization: this.#judgeKey(wire, request),
      headerNames,
    };
    const isSpared = this.#options.sparesProbes === true && logged.step === 'other';
    if (!isSpared) this.calls.push(logged);
    const answer = isSpared ? ({ kind: 'reply' } as const) : this.#decide(logged, wire, call);
    await wait(this.slowSteps[logged.step] ?? this.delayMs);
    const promptTokens = tokensOf(JSON.stringify(body));
    const text = (): string => inForm(this.#say(prompt, api), call);
    sendAnswer(response, answer, { wire, call, headerNames, promptTokens, text });
  }

  #decide(
    { body, prompt, authorization, scenario }: LoggedCall,
    wire: Wire,
    { model, schema }: WireCall,
  ): Answer {
    const earlier = this.#callsOfScenario;
    this.#callsOfScenario += 1;
    const isHealthy = scenario === 'normal' && this.#options.key !== undefined;
    const played = isHealthy && authorization !== 'right' ? 'wrong-key' : scenario;
    return scenarios[played]({ earlier, body, prompt, model, schema, errors: wire.errors });
  }

  #judgeKey(wire: Wire, request: IncomingMessage): LoggedCall['authorization'] {
    const key = wire.keyOf(request.headers);
    if (key === null) return 'none';
    return key === this.#options.key ? 'right' : 'wrong';
  }

  #say(prompt: string, api: LoggedCall['api']): string {
    return composeReply(prompt, api === 'chat', this.#options.seed ?? 1, loadCorpus());
  }
}

/** A judge’s two lines as the object that a schema asks for. */
function inForm(said: string, { schema }: WireCall): string {
  const read = /^Score: (\d+)\nReason: (.*)$/.exec(said);
  if (schema === null || read === null) return said;
  return JSON.stringify({ score: Number(read[1]), reason: read[2] });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Which provider a request means: by its path, and where two share one by its headers. */
function wireFor(path: string, request: IncomingMessage): Wire {
  if (path.startsWith('/v1beta/')) return gemini;
  const isAnthropic = headerNamesOf(request).includes('anthropic-version');
  return wires.find((wire) => wire.isCall(path)) ?? (isAnthropic ? anthropic : openAi);
}

/** The headers of a request, or those that a preflight asks for. */
function headerNamesOf({ headers, method }: IncomingMessage): readonly string[] {
  if (method !== 'OPTIONS') return Object.keys(headers);
  return (headers['access-control-request-headers'] ?? '').split(/\s*,\s*/);
}

function sendBody(response: ServerResponse, wire: Wire, headerNames: readonly string[]): void {
  const { status, body } = wire.errors.wrongKey;
  sendJson(response, status, JSON.parse(body), corsHeaders(wire, headerNames));
}
