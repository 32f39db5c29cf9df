import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { generate } from 'selfsigned';
import { keyedRandom, type Random } from '#core/random/keyed-random.ts';

/** When a call was open, in milliseconds of `performance.now`. */
export interface Span {
  readonly step: 'instruction' | 'later';
  readonly from: number;
  readonly to: number;
}

/** How long replies take. */
export interface Pace {
  /** Median of a lognormal distribution; 0: at once. */
  readonly medianMs: number;
  readonly sigma: number;
  /** Share of calls that never get an answer. */
  readonly hangs: number;
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * A model server over HTTP/2, so that a browser holds 32 calls open at once. Items are random words,
 * which no pool is near to.
 */
export class ModelOverH2 {
  readonly spans: Span[] = [];
  readonly #server: Http2SecureServer;
  #pace: Pace;
  #calls = 0;

  private constructor(server: Http2SecureServer, pace: Pace) {
    this.#server = server;
    this.#pace = pace;
    server.on('request', (request, response) => void this.#serve(request, response));
  }

  static async start(pace: Pace): Promise<ModelOverH2> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const model = new ModelOverH2(createSecureServer({ key, cert, allowHTTP1: true }), pace);
    await new Promise<void>((resolve) => model.#server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get baseUrl(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Starts measuring anew. */
  reset(pace: Pace): void {
    this.#pace = pace;
    this.spans.length = 0;
  }

  stop(): void {
    this.#server.close();
  }

  async #serve(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end();
      return;
    }
    const from = performance.now();
    const { messages } = JSON.parse(await bodyOf(request)) as { messages: { content: string }[] };
    const prompt = messages[0]?.content ?? '';
    this.#calls += 1;
    const random = keyedRandom(1, 'h2', this.#calls);
    const isStepOne = /items \d+ to \d+ of this list/.test(prompt);
    const step = isStepOne ? 'instruction' : 'later';
    response.once('close', () => this.spans.push({ step, from, to: performance.now() }));
    if (random() < this.#pace.hangs) return;
    await wait(latency(this.#pace, random));
    const content = reply(prompt, isStepOne, random);
    const usage = { prompt_tokens: prompt.length >> 2, completion_tokens: content.length >> 2 };
    const choices = [{ message: { role: 'assistant', content }, finish_reason: 'stop' }];
    response.writeHead(200, { ...cors, 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices, usage }));
  }
}

function latency({ medianMs, sigma }: Pace, random: Random): number {
  // Box and Muller: a normal deviate from two uniform ones.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs * Math.exp(sigma * normal);
}

function reply(prompt: string, isStepOne: boolean, random: Random): string {
  if (isStepOne) {
    return Array.from({ length: 8 }, (_, index) => `${index + 9}. ${sentence(random)}`).join('\n');
  }
  if (prompt.includes('Is it classification?')) return random() < 0.25 ? 'Yes' : 'No';
  return prompt.includes('Class label:')
    ? `Class label: ${word(random)}\n${sentence(random)}\nClass label: ${word(random)}\n${sentence(random)}`
    : `Example 1\nText: ${sentence(random)}\nOutput: ${sentence(random)}`;
}

const sentence = (random: Random): string =>
  `Write ${Array.from({ length: 9 }, () => word(random)).join(' ')}.`;

const word = (random: Random): string => Math.floor(random() * 50_000).toString(36);

async function bodyOf(request: Http2ServerRequest): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
