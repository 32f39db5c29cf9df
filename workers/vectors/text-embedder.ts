import { wrap } from 'comlink';
import type {
  EmbeddedTexts,
  EmbeddingApi,
  LoadedModel,
  ModelFailure,
} from '#core/contracts/embedding-api.ts';
import type { SpaceKind } from '#core/contracts/vectors-api.ts';
import { LexicalEmbedding, lexicalDimension } from '#core/embedding/lexical-embedding.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { nextTask } from '#workers/next-task.ts';

type Embedded = Promise<Result<EmbeddedTexts, ModelFailure>>;

/** Whatever makes vectors of texts. */
export interface TextEmbedder {
  readonly kind: SpaceKind;
  /** Names the space in storage; null where vectors are not worth storing. */
  readonly space: string | null;
  readonly dimension: number;
  /** One a worker that can embed at the same time. */
  readonly lanes: readonly ((texts: readonly string[]) => Embedded)[];
  embedQuery(text: string): Embedded;
}

/** Embeds by words, weighed by how rare they are in `texts`. */
export function lexicalEmbedder(texts: Iterable<string>): TextEmbedder {
  const embedding = LexicalEmbedding.fit(texts);
  const embed = async (list: readonly string[]): Embedded => {
    await nextTask();
    const vectors = new Float32Array(list.length * lexicalDimension);
    const hasWords = list.map((text, row) =>
      embedding.embed(text, vectors, row * lexicalDimension),
    );
    const empty = hasWords.flatMap((is, row) => (is ? [] : [row]));
    return success({ vectors, truncated: [], empty });
  };
  return {
    kind: 'lexical',
    space: null,
    dimension: lexicalDimension,
    lanes: [embed],
    embedQuery: (text) => embed([text]),
  };
}

/** Embeds with a model that other workers hold. */
export function modelEmbedder(
  { space, dimension }: LoadedModel,
  ports: readonly MessagePort[],
): TextEmbedder {
  const models = ports.map((port) => wrap<EmbeddingApi>(port));
  const [first] = models;
  return {
    kind: 'semantic',
    space,
    dimension,
    lanes: models.map((model) => (texts) => model.embed(texts, 'passage')),
    embedQuery: (text) =>
      first === undefined
        ? Promise.resolve(failure({ kind: 'not-loaded', message: 'No model is loaded.' }))
        : first.embed([text], 'query'),
  };
}
