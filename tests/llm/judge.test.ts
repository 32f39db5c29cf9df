import { afterEach, describe, expect, it } from 'vitest';
import type { LearntModel } from '#core/providers/learnt-model.ts';
import { createModel } from '#llm/create-model.ts';
import { MemoryErrand, plainTasks } from '#tests/support/memory-errand.ts';
import { ModelServer } from '#tests/support/model-server/model-server.ts';
import type { ScenarioName } from '#tests/support/model-server/scenarios.ts';
import { connectionTo, key, realm, wireNames } from './scripted-model.ts';

let server: ModelServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

/** Takes a JSON schema at every provider. */
const names = { openai: 'gpt-4.1', anthropic: 'claude-haiku-4-5', gemini: 'gemini-2.5-flash' };

const bodies = (): string[] => server?.calls.map(({ body }) => JSON.stringify(body)) ?? [];
const texts = ({ attempts }: MemoryErrand): string[] =>
  [...attempts.values()].flatMap(({ outcome }) => (outcome.kind === 'reply' ? outcome.text : []));

async function judge(
  wire: (typeof wireNames)[number],
  scenario: ScenarioName,
  options: { model?: string; noted?: Map<string, LearntModel> } = {},
): Promise<MemoryErrand> {
  server = await ModelServer.start({ key, scenario });
  const { model = names[wire], noted } = options;
  const connection = connectionTo(server, wire, { model });
  const errand = new MemoryErrand('judge', plainTasks(4), { connection });
  await errand.drive(await createModel(connection, key, 1, realm(noted)));
  expect(errand.errand).toMatchObject({ state: 'done', counts: { scored: 4 } });
  expect(errand.rebuilt()).toEqual(errand.results);
  return errand;
}

describe.each(wireNames)('A judge over %s', (wire) => {
  it('is held to a score and a reason by a schema, and read as JSON', async () => {
    const errand = await judge(wire, 'normal');
    expect(server?.calls).toHaveLength(4);
    for (const body of bodies()) expect(body).toMatch(/one JSON object[^]*"enum":\[1,2,3,4,5\]/);
    expect(bodies().every((body) => body.includes('"additionalProperties":false'))).toBe(true);
    for (const text of texts(errand)) expect(JSON.parse(text)).toHaveProperty('score');
  });

  it('is asked for two lines after the schema was refused once, which is remembered and told', async () => {
    const noted = new Map<string, LearntModel>();
    const errand = await judge(wire, 'refused-schema', { noted });
    expect(server?.calls).toHaveLength(5);
    const [first, ...others] = bodies();
    expect(first).toContain('"additionalProperties":false');
    expect(others.filter((body) => /additionalProperties|one JSON object/.test(body))).toEqual([]);
    expect(noted.get(names[wire])?.refused).toEqual(['response_format']);
    expect(errand.errand.calls).toMatchObject({ sent: 5, failed: 1 });
    for (const text of texts(errand)) expect(text).toMatch(/^Score: \d\nReason: /);
    const dropped = [...errand.attempts.values()].flatMap(({ outcome }) =>
      outcome.kind === 'reply' ? [outcome.dropped ?? []] : [],
    );
    expect(dropped.every((names) => names.includes('response_format'))).toBe(true);

    await server?.stop();
    await judge(wire, 'refused-schema', { noted });
    expect(server?.calls).toHaveLength(4);
  });
});

it('a judge whose model is known to take no schema is asked for two lines from the start', async () => {
  const errand = await judge('gemini', 'refused-schema', { model: 'gemini-2.0-flash' });
  expect(server?.calls).toHaveLength(4);
  expect(bodies().filter((body) => body.includes('responseJsonSchema'))).toEqual([]);
  for (const text of texts(errand)) expect(text).toMatch(/^Score: /);
});
