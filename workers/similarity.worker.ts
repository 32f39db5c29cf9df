import { expose } from 'comlink';
import type { IndexSettings } from '#core/contracts/similarity-api.ts';
import type { SimilarityHost } from '#core/contracts/similarity-host.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { loadKernels } from './kernels/load-kernels.ts';

const engine = (settings: IndexSettings): RougeEngine =>
  createRougeEngine(settings, 'fast', loadKernels);

const host = {
  connect(port: MessagePort): Promise<void> {
    expose(createSimilarityService(engine), port);
    return Promise.resolve();
  },
} satisfies SimilarityHost;

expose(host);
