/** Weights as trained, or in 8 bits: a quarter of the size, slightly other vectors. */
export type WeightPrecision = 'fp32' | 'q8';

/** How token vectors become one: their mean, or the first one, as the model was trained. */
export type Pooling = 'mean' | 'first';

/** How a model is used, wherever its files come from. */
export interface ModelSpec {
  readonly label: string;
  readonly precision: WeightPrecision;
  readonly pooling: Pooling;
  /** Longest text that it reads, in its own tokens; what is beyond is left out. */
  readonly maxTokens: number;
  /** Written before a text that is searched for, or searched in; empty for most models. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** How a model shall be used that is to be fetched; `as-told`: pooling as the model itself says. */
export interface WantedSpec extends Omit<ModelSpec, 'pooling'> {
  readonly pooling: Pooling | 'as-told';
}

/** One file of a model. */
export interface ModelFile {
  /** Within the model's folder, such as `onnx/model_quantized.onnx`. */
  readonly path: string;
  /** Null where the server does not say. */
  readonly bytes: number | null;
}

/** A model whose files are all in the browser's storage. */
export interface StoredModel {
  readonly key: string;
  readonly spec: ModelSpec;
  /** Where it came from, for people. */
  readonly origin: string;
  /** Changes with the weights and the tokeniser. */
  readonly fingerprint: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** The files that a model of this precision needs. All of them must be there. */
export function filesOf(spec: Pick<ModelSpec, 'precision'>): readonly string[] {
  const weights = spec.precision === 'q8' ? 'model_quantized' : 'model';
  return ['config.json', 'tokenizer_config.json', 'tokenizer.json', `onnx/${weights}.onnx`];
}

/**
 * Names the space that a model's vectors live in. Whatever changes a vector is part of it, so that
 * vectors of two models are never compared.
 */
export function spaceOf({ fingerprint, spec }: StoredModel): string {
  const { precision, pooling, maxTokens, passagePrefix } = spec;
  return [fingerprint, precision, pooling, maxTokens, passagePrefix].join('|');
}
