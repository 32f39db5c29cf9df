import '../../../src/trusted-types.ts';
import type { FetchProgress, ModelSource } from '#core/contracts/embedding-api.ts';
import { customSpec } from '#core/embedding/model-presets.ts';
import type { ModelSpec } from '#core/embedding/model-spec.ts';
import { EmbeddingHandle } from '#rpc/embedding-handle.ts';
import { trialProducts } from './trial-products.ts';

/** The embedding worker on a page of its own, with the handle that the site uses. */
export interface Lab {
  readonly handle: EmbeddingHandle;
  readonly spec: ModelSpec;
  readonly progress: FetchProgress[];
  readonly trialProducts: typeof trialProducts;
  readonly addressOf: (path: string) => ModelSource;
  readonly filesOf: (input: HTMLInputElement, name: string) => ModelSource;
}

declare global {
  interface Window {
    lab: Lab;
  }
}

const progress: FetchProgress[] = [];

window.lab = {
  handle: new EmbeddingHandle(),
  spec: customSpec,
  progress,
  trialProducts,
  addressOf: (path) => ({ kind: 'address', address: new URL(path, location.href).href }),
  filesOf: (input, name) => ({
    kind: 'files',
    name,
    files: [...(input.files ?? [])].map((file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    })),
  }),
};
