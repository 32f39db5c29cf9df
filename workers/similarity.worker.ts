import { expose } from 'comlink';
import type { SimilarityHost } from '#core/contracts/similarity-host.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';

const host = {
  connect(port: MessagePort): Promise<void> {
    expose(createSimilarityService(), port);
    return Promise.resolve();
  },
} satisfies SimilarityHost;

expose(host);
