import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { composeReply } from './compose-reply.ts';
import { loadCorpus } from './corpus.ts';
import { readPrompt } from './read-prompt.ts';
import { scenarios } from './scenarios.ts';
import type { Answer, ScenarioName } from './scenarios.ts';
import { corsHeaders, sendAnswer, sendJson } from './wire.ts';

/** A model call as the server saw it. Never holds the key. */
export interface LoggedCall {
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
  readonly scenario?: ScenarioName;
}

/** A server on this machine that speaks OpenAI's wire format and says what its scenario calls for. */
export class ModelServer {
  readonly calls: LoggedCall[] = [];
  delayMs: number;
  readonly #options: ModelServerOptions;
  readonly #server: Server;
  #scenario: ScenarioName;
  #callsOfScenario = 0;

  private constructor(options: ModelServerOptions) {
    this.#options = options;
    this.#scenario = options.scenario ?? 'normal';
    this.delayMs = options.delayMs ?? 0;
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

  /** Root of the API, ending in `/v1`. */
  get baseUrl(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server is closed.');
    return `http://127.0.0.1:${address.port}/v1`;
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
    const path = request.url ?? '';
    if (request.method === 'OPTIONS') {
      response.writeHead(204, corsHeaders()).end();
    } else if (request.method === 'GET' && path === '/v1/models') {
      sendJson(response, 200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
    } else if (request.method === 'POST' && /^\/v1\/(chat\/)?completions$/.test(path)) {
      await this.#answerCall(request, response, path.includes('/chat/') ? 'chat' : 'completions');
    } else {
      sendJson(response, 404, { error: { message: `No route ${path}`, type: 'not_found' } });
    }
  }

  async #answerCall(
    request: IncomingMessage,
    response: ServerResponse,
    api: LoggedCall['api'],
  ): Promise<void> {
    const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
    const prompt = promptOf(body);
    const call: LoggedCall = {
      api,
      step: readPrompt(prompt).step,
      prompt,
      body,
      scenario: this.#scenario,
      authorization: this.#judgeKey(request.headers.authorization),
      headerNames: Object.keys(request.headers),
    };
    this.calls.push(call);
    const answer = this.#decide(call);
    await wait(this.delayMs);
    sendAnswer(response, answer, { api, body, text: () => this.#say(prompt, api) });
  }

  #decide({ body, prompt, authorization, scenario }: LoggedCall): Answer {
    const earlier = this.#callsOfScenario;
    this.#callsOfScenario += 1;
    const isHealthy = scenario === 'normal' && this.#options.key !== undefined;
    const played = isHealthy && authorization !== 'right' ? 'wrong-key' : scenario;
    return scenarios[played]({ earlier, body, prompt });
  }

  #judgeKey(header: string | undefined): LoggedCall['authorization'] {
    if (header === undefined) return 'none';
    return header === `Bearer ${this.#options.key ?? ''}` ? 'right' : 'wrong';
  }

  #say(prompt: string, api: LoggedCall['api']): string {
    return composeReply(prompt, api === 'chat', this.#options.seed ?? 1, loadCorpus());
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function promptOf(body: Readonly<Record<string, unknown>>): string {
  if (typeof body['prompt'] === 'string') return body['prompt'];
  const messages = Array.isArray(body['messages']) ? (body['messages'] as unknown[]) : [];
  return messages.map((message) => String((message as { content?: unknown }).content)).join('\n\n');
}
