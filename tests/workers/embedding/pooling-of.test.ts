import { expect, test } from 'vitest';
import { openSource } from '#workers/embedding/open-source.ts';
import { poolingOf } from '#workers/embedding/pooling-of.ts';

/** What is read out of a picked folder with these files. */
function read(files: Readonly<Record<string, unknown>>) {
  const picked = Object.entries({ 'tokenizer.json': {}, ...files }).map(([path, content]) => ({
    path: `mini/${path}`,
    file: new Blob([typeof content === 'string' ? content : JSON.stringify(content)]),
  }));
  const source = openSource({ kind: 'files', name: 'mini', files: picked });
  return poolingOf(source, new AbortController().signal);
}

const pooling = (modes: Readonly<Record<string, boolean>>) => ({
  'config.json': { model_type: 'bert' },
  '1_Pooling/config.json': { word_embedding_dimension: 384, ...modes },
});

test('a model says whether the mean counts or the first token', async () => {
  const cls = { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false };
  expect(await read(pooling(cls))).toBe('first');
  const mean = { pooling_mode_cls_token: false, pooling_mode_mean_tokens: true };
  expect(await read(pooling(mean))).toBe('mean');
});

test('where it says nothing, the mean counts', async () => {
  expect(await read({ 'config.json': { model_type: 'bert' } })).toBe('mean');
  expect(await read(pooling({}))).toBe('mean');
});

test('what is not done here, or can’t be read, is refused by name', async () => {
  await expect(read(pooling({ pooling_mode_max_tokens: true }))).rejects.toThrow('max_tokens');
  const both = { pooling_mode_cls_token: true, pooling_mode_mean_tokens: true };
  await expect(read(pooling(both))).rejects.toThrow('cls_token and mean_tokens');
  await expect(read({ '1_Pooling/config.json': '<html>' })).rejects.toThrow('no JSON object');
});
