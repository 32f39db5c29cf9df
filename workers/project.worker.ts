import { expose, wrap } from 'comlink';
import type { BrowserModelApi } from '#core/contracts/browser-model-api.ts';
import type { MeaningApi } from '#core/contracts/meaning-api.ts';
import type { MeaningDoor } from '#core/contracts/meaning-host.ts';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { createModel, mostInFlight, type ModelRealm } from '#llm/create-model.ts';
import { listModels } from '#llm/list-models.ts';
import { localAccess } from '#llm/local-access.ts';
import { testConnection } from '#llm/test-connection.ts';
import { MeaningLines } from './project/runs/meaning-lines.ts';
import { modelMemorySettings } from './project/runs/model-memory-settings.ts';
import { ProjectService } from './project/project-service.ts';

let browserModel: BrowserModelApi | null = null;

const realm: ModelRealm = {
  surroundings: {
    isOnline: () => navigator.onLine,
    isHosted: self.location.protocol === 'https:',
    localAccess,
  },
  memory: modelMemorySettings,
  browserModel: () => browserModel,
};

const meaning = new MeaningLines((port) => wrap<MeaningApi>(port));

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
  meaningOf: (space) => meaning.to(space),
  connectMeaning: (port) => meaning.connect(wrap<MeaningDoor>(port)),
  loseMeaning: (message) => meaning.lose(message),
  mostInFlight,
  memory: modelMemorySettings,
  now: () => Date.now(),
});

expose(service satisfies ProjectApi);
