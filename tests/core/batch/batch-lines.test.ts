import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customIdOf, parseCustomId } from '#core/batch/custom-id.ts';
import { idsIn, toRanges } from '#core/batch/id-ranges.ts';
import { readResultLine } from '#core/batch/result-line.ts';
import { shardFileName, shardLine } from '#core/batch/shard-line.ts';
import type { ModelRequest } from '#core/model/request.ts';
import { modernRecipe } from '#core/recipes/modern.ts';

const request: ModelRequest = {
  id: 8812,
  runId: 3,
  step: 'instance',
  index: 7,
  round: 0,
  taskId: 12,
  isClassification: false,
  api: 'chat',
  model: 'scripted',
  prefixHash: 'abc',
  promptTail: 'Task: sing\n',
  decoding: modernRecipe.generation,
  createdAt: 1_700_000_000_000,
};

const anId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const aRequest = fc
  .record({
    id: anId,
    runId: anId,
    promptTail: fc.string({ unit: 'binary' }),
    createdAt: fc.nat(),
  })
  .map((fields): ModelRequest => ({ ...request, ...fields }));

describe('a custom_id', () => {
  it('names run and request, and is read back', () => {
    expect(customIdOf(request)).toMatch(/^seedbed-r3-q8812-[0-9a-z]{6}$/);
    fc.assert(
      fc.property(aRequest, (each) => {
        const name = parseCustomId(customIdOf(each));
        expect(name).toMatchObject({ runId: each.runId, requestId: each.id });
      }),
    );
  });

  it('tells requests of two projects apart that have the same numbers', () => {
    const other = { ...request, promptTail: 'Task: hum\n' };
    const later = { ...request, createdAt: request.createdAt + 1 };
    const ids = [request, other, later].map(customIdOf);
    expect(new Set(ids).size).toBe(3);
    expect(customIdOf({ ...request })).toBe(ids[0]);
  });

  it.each([
    '',
    'request-1',
    'seedbed-r3-q8812',
    'seedbed-r03-q8812-abcdef',
    'seedbed-r0-q8812-abcdef',
    'seedbed-r3-q8812-abcde',
    'seedbed-r3-q8812-ABCDEF',
    'seedbed-r3-q8812-abcdef ',
    'xseedbed-r3-q8812-abcdef',
    'seedbed-r3-q8812-abcdef\n',
    'seedbed-r3-q-8812-abcdef',
    'seedbed-r9999999999999999-q1-abcdef',
  ])('is refused where it is another: %j', (text) => {
    expect(parseCustomId(text)).toBeNull();
  });

  it('is never read from what only looks like one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = parseCustomId(text);
        if (name === null) return;
        expect(text).toBe(`seedbed-r${name.runId}-q${name.requestId}-${name.mark}`);
      }),
    );
  });
});

describe('ranges of ids', () => {
  it('hold the same ids, each once, in as few ranges as can be', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (ids) => {
        const ranges = toRanges(ids);
        expect([...idsIn(ranges)]).toEqual([...new Set(ids)].sort((a, b) => a - b));
        ranges.slice(1).forEach(([first], index) => {
          expect(first).toBeGreaterThan((ranges[index]?.[1] ?? 0) + 1);
        });
      }),
    );
  });
});

describe('a line of a batch file', () => {
  it('holds what OpenAI’s form asks for, on one line', () => {
    const line = shardLine(request, { model: 'm', messages: [{ role: 'user', content: 'a\nb' }] });
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toEqual({
      custom_id: customIdOf(request),
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'm', messages: [{ role: 'user', content: 'a\nb' }] },
    });
    const completion = shardLine({ ...request, api: 'completions' }, {});
    expect(completion).toContain('"/v1/completions"');
  });

  it('stands in a file whose name sorts', () => {
    const names = [0, 9, 99].map((index) => shardFileName(request, index, 100));
    expect(names[0]).toBe('seedbed-r3-instance-001-of-100.jsonl');
    expect([...names].sort()).toEqual(names);
  });
});

const id = customIdOf(request);
const read = (value: unknown): unknown => readResultLine(JSON.stringify(value));

describe('a line of a result file', () => {
  const body = { choices: [{ message: { content: 'Yes' }, finish_reason: 'stop' }] };

  it('is an answer in the form of OpenAI, and in that of vLLM', () => {
    const answer = { runId: 3, requestId: 8812, kind: 'answer', status: 200, body };
    const openAi = { id: 'batch_req_1', custom_id: id, error: null };
    expect(
      read({ ...openAi, response: { status_code: 200, request_id: 'r', body } }),
    ).toMatchObject({ ok: true, value: answer });
    const vllm = { id: 'vllm-1', custom_id: id, error: null };
    expect(
      read({ ...vllm, response: { status_code: 200, request_id: 'vllm-batch-1', body } }),
    ).toMatchObject({ ok: true, value: answer });
  });

  it('is an error with its words, wherever a server puts them', () => {
    const error = (line: object): unknown => read({ custom_id: id, ...line });
    const failed = (status: number | null, message: string): object => ({
      ok: true,
      value: { requestId: 8812, kind: 'error', status, message },
    });
    // OpenAI: a request that never ran.
    expect(
      error({ response: null, error: { code: 'batch_expired', message: 'Not run in time.' } }),
    ).toMatchObject(failed(null, 'Not run in time.'));
    // vLLM: an error answer under `error`, or plain words, and no body.
    expect(
      error({
        response: { status_code: 400, request_id: 'r', body: null },
        error: { error: { message: 'Too long.', type: 'BadRequestError' } },
      }),
    ).toMatchObject(failed(400, 'Too long.'));
    expect(
      error({ response: { status_code: 400 }, error: 'Only chat is supported.' }),
    ).toMatchObject(failed(400, 'Only chat is supported.'));
    // OpenAI’s error file: the answer of the API itself.
    expect(
      error({ response: { status_code: 429, body: { error: { message: 'Slow.' } } }, error: null }),
    ).toMatchObject({ ok: true, value: { kind: 'answer', status: 429 } });
  });

  it.each([
    [{ response: { status_code: 200, body } }, /no “custom_id”/],
    [{ custom_id: 12, response: { status_code: 200, body } }, /no “custom_id”/],
    [{ custom_id: 'theirs-1', response: { status_code: 200, body } }, /not one that Seedbed/],
    [{ custom_id: id }, /neither/],
    [{ custom_id: id, response: null, error: null }, /neither/],
    [{ custom_id: id, response: { body } }, /status_code/],
    [{ custom_id: id, response: { status_code: '200', body } }, /status_code/],
    [{ custom_id: id, response: { status_code: 200 } }, /Nothing where the “body”/],
    [{ custom_id: id, response: { status_code: 200, body: 'Yes' } }, /Text where the “body”/],
  ])('is refused with a reason: %j', (value, reason) => {
    expect(read(value)).toMatchObject({
      ok: false,
      error: expect.stringMatching(reason) as string,
    });
  });

  it('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(readResultLine(text).ok).toBe(false);
      }),
    );
    const part = fc.oneof(fc.jsonValue(), fc.constant(body));
    fc.assert(
      fc.property(part, part, (response, error) => {
        const line = readResultLine(JSON.stringify({ custom_id: id, response, error }));
        if (line.ok && line.value.kind === 'error') expect(line.value.message).not.toBe('');
      }),
    );
  });

  it('takes no members from a prototype', () => {
    const text = `{"custom_id":"${id}","__proto__":{"response":{"status_code":200,"body":{}}}}`;
    expect(readResultLine(text).ok).toBe(false);
  });
});
