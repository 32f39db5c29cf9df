import { expose, wrap } from 'comlink';
import type { BrowserModelApi } from '#core/contracts/browser-model-api.ts';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { createModel, mostInFlight, type ModelRealm } from '#llm/create-model.ts';
import { listModels } from '#llm/list-models.ts';
import { localAccess } from '#llm/local-access.ts';
import { testConnection } from '#llm/test-connection.ts';
import { ProjectService } from './project/project-service.ts';
import { refusalSettings } from './project/refusal-settings.ts';

let browserModel: BrowserModelApi | null = null;

const realm: ModelRealm = {
  surroundings: {
    isOnline: () => navigator.onLine,
    isHosted: self.location.protocol === 'https:',
    localAccess,
  },
  refusals: refusalSettings,
  browserModel: () => browserModel,
};

const service = new ProjectService({
  locks: navigator.locks,
  wrapSimilarity: (port) => wrap<SimilarityApi>(port),
  exposeSink: (sink, port) => expose(sink, port),
  createModel: (connection, key, seed) => createModel(connection, key, seed, realm),
  testConnection: (connection, key) => testConnection(connection, key, realm),
  listModels: (connection, key) => listModels(connection, key, realm),
  connectBrowserModel: (port) => {
    browserModel = wrap<BrowserModelApi>(port);
  },
  mostInFlight,
  now: () => Date.now(),
});

expose(service satisfies ProjectApi);
