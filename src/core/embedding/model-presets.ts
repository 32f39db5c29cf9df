import type { ModelSpec } from './model-spec.ts';

export interface ModelPreset {
  readonly id: 'all-MiniLM-L6-v2' | 'bge-small-en-v1.5' | 'multilingual-e5-small';
  /** Repository on the Hugging Face Hub with ONNX weights. */
  readonly modelId: string;
  readonly spec: ModelSpec;
  /** One line on what it is good for. */
  readonly about: string;
}

/**
 * Models that are known to work. Pooling and prefixes are those of the models' own cards; `first`
 * pooling is the [CLS] vector.
 */
export const modelPresets: readonly ModelPreset[] = [
  {
    id: 'all-MiniLM-L6-v2',
    modelId: 'Xenova/all-MiniLM-L6-v2',
    spec: {
      label: 'all-MiniLM-L6-v2',
      precision: 'q8',
      pooling: 'mean',
      maxTokens: 256,
      queryPrefix: '',
      passagePrefix: '',
    },
    about: 'English, small and quick.',
  },
  {
    id: 'bge-small-en-v1.5',
    modelId: 'Xenova/bge-small-en-v1.5',
    spec: {
      label: 'bge-small-en-v1.5',
      precision: 'q8',
      pooling: 'first',
      maxTokens: 512,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
      passagePrefix: '',
    },
    about: 'English, better at search, about half as quick.',
  },
  {
    id: 'multilingual-e5-small',
    modelId: 'Xenova/multilingual-e5-small',
    spec: {
      label: 'multilingual-e5-small',
      precision: 'q8',
      pooling: 'mean',
      maxTokens: 512,
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
    },
    about: 'About a hundred languages; a larger download.',
  },
];

/** How a model of the user's own is used unless it or they say otherwise. */
export const customSpec: ModelSpec = {
  label: 'Custom model',
  precision: 'q8',
  pooling: 'mean',
  maxTokens: 512,
  queryPrefix: '',
  passagePrefix: '',
};
