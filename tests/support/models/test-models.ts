import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encoderModel } from './encoder-graph.ts';
import {
  miniLmShape,
  randomWeights,
  type EncoderShape,
  type EncoderWeights,
} from './encoder-weights.ts';
import { textFiles } from './model-files.ts';
import { tinyModel, tinyShape, tinyVocabulary } from './tiny-model.ts';
import { wordPieces } from './word-pieces.ts';

/** Raised whenever what is built changes, so that an old copy is not taken for it. */
const version = 1;
const root = join(import.meta.dirname, '..', '..', '..');

export const testModelsFolder = join(
  root,
  'node_modules',
  '.cache',
  'seedbed-models',
  `v${version}`,
);
export type TestModel = 'tiny' | 'minilm-shape';

export const miniLmVocabulary = (): string[] => wordPieces(miniLmShape.vocabulary);
export const miniLmWeights = (): EncoderWeights => randomWeights(miniLmShape, 20_221_220);

/**
 * Folder of a model made by us from nothing, built on first use in a few seconds: `tiny` with known
 * answers, `minilm-shape` with all-MiniLM-L6-v2's sizes and random weights, quantised and not.
 */
export function testModel(name: TestModel): string {
  const folder = join(testModelsFolder, name);
  if (!existsSync(folder)) buildWhole(folder, name === 'tiny' ? tinyFiles() : miniLmFiles());
  return folder;
}

type Files = Readonly<Record<string, Uint8Array | string>>;

function tinyFiles(): Files {
  const model = tinyModel();
  return {
    ...asText(tinyVocabulary, tinyShape),
    'onnx/model.onnx': model,
    'onnx/model_quantized.onnx': model,
  };
}

function miniLmFiles(): Files {
  const weights = miniLmWeights();
  return {
    ...asText(miniLmVocabulary(), miniLmShape),
    'onnx/model.onnx': encoderModel(weights, 'fp32'),
    'onnx/model_quantized.onnx': encoderModel(weights, 'q8'),
  };
}

function asText(vocabulary: readonly string[], shape: EncoderShape): Record<string, string> {
  const files = Object.entries(textFiles(vocabulary, shape));
  return Object.fromEntries(files.map(([name, content]) => [name, JSON.stringify(content)]));
}

/** Several test runs may build at once: each builds aside, the first one to finish wins. */
function buildWhole(folder: string, files: Files): void {
  const aside = `${folder}-${process.pid}`;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(aside, name)), { recursive: true });
    writeFileSync(join(aside, name), content);
  }
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
