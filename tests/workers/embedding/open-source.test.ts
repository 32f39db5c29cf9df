import { expect, test } from 'vitest';
import { openSource } from '#workers/embedding/open-source.ts';

const never = new AbortController().signal;

/** Picked files whose content is their own path; answers what is read under a path. */
function reader(paths: readonly string[]): (path: string) => Promise<string> {
  const files = paths.map((path) => ({ path, file: new Blob([path]) }));
  const source = openSource({ kind: 'files', name: 'mine', files });
  return async (path) => new Response((await source.open(path, never)).body).text();
}

test('of a picked folder the files beside the tokeniser are taken, wherever they are listed', async () => {
  const read = reader([
    'mini/1_Pooling/config.json',
    'mini/2_Dense/config.json',
    'mini/config.json',
    'mini/onnx/config.json',
    'mini/onnx/model.onnx',
    'mini/tokenizer.json',
  ]);
  expect(await read('config.json')).toBe('mini/config.json');
  expect(await read('1_Pooling/config.json')).toBe('mini/1_Pooling/config.json');
  expect(await read('onnx/model.onnx')).toBe('mini/onnx/model.onnx');
});

test('the folder of the tokeniser wins over a shorter path; without one the shortest path does', async () => {
  const deep = reader(['all/config.json', 'all/model/config.json', 'all/model/tokenizer.json']);
  expect(await deep('config.json')).toBe('all/model/config.json');
  const bare = reader(['all/1_Pooling/config.json', 'all/config.json']);
  expect(await bare('config.json')).toBe('all/config.json');
});

test('of files picked one by one the folders may be missing', async () => {
  const read = reader(['model.onnx', 'config.json', 'tokenizer.json']);
  expect(await read('onnx/model.onnx')).toBe('model.onnx');
  await expect(async () => read('tokenizer_config.json')).rejects.toThrow(
    'It is not among the 3 files picked.',
  );
});
