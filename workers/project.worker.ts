import { expose, wrap } from 'comlink';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { createModel, mostInFlight } from '#llm/create-model.ts';
import { ProjectService } from './project/project-service.ts';

const surroundings = {
  isOnline: () => navigator.onLine,
  isHosted: self.location.protocol === 'https:',
};

const service = new ProjectService({
  locks: navigator.locks,
  wrapSimilarity: (port) => wrap<SimilarityApi>(port),
  exposeSink: (sink, port) => expose(sink, port),
  createModel: (connection, key, seed) => createModel(connection, key, seed, surroundings),
  mostInFlight,
  now: () => Date.now(),
});

expose(service satisfies ProjectApi);
