import { describe, expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import { lanesOf } from '#core/pipeline/lanes.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';

const asks = (model: string, own: Partial<ModelConnection> = {}): ModelConnection => ({
  ...testConnection,
  baseUrl: 'http://localhost:11434/v1',
  maxConcurrent: 6,
  model,
  ...own,
});

const slots = (instruction: ModelConnection, ...[classification, instance]: ModelConnection[]) =>
  lanesOf(
    new MemoryProject(modernRecipe, 1, {
      connection: instruction,
      stepConnections: {
        ...(classification && { classification }),
        ...(instance && { instance }),
      },
    }).run,
  ).map(({ limiter, shared }) => shared?.own ?? limiter.most);

describe('The lanes of a run', () => {
  it('share the connections that a browser opens to one plain-http origin', () => {
    expect(slots(asks('a'), asks('b'), asks('c'))).toEqual([2, 2, 2]);
    expect(slots(asks('a'), asks('b'), asks('b'))).toEqual([3, 3]);
  });

  it('leave what one of them does not want to the others', () => {
    expect(slots(asks('a'), asks('b', { maxConcurrent: 1 }), asks('c'))).toEqual([2, 1, 3]);
  });

  it('count another path of the same origin in, and no other origin', () => {
    const path = asks('b', { baseUrl: 'http://LOCALHOST:11434/other/v1' });
    expect(slots(asks('a'), path)).toEqual([3, 3]);
    const port = asks('b', { baseUrl: 'http://localhost:1234/v1' });
    expect(slots(asks('a'), port)).toEqual([6, 6]);
  });

  it('over https, which goes by HTTP/2, and alone have all that was asked for', () => {
    const hosted = { baseUrl: 'https://x.example/v1', maxConcurrent: 32 };
    expect(slots(asks('a', hosted), asks('b', hosted))).toEqual([32, 32]);
    expect(slots(asks('a'))).toEqual([6]);
  });
});
