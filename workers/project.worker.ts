import { expose, wrap } from 'comlink';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { createModel, mostInFlight } from '#llm/create-model.ts';
import { ProjectService } from './project/project-service.ts';

const service = new ProjectService({
  locks: navigator.locks,
  wrapSimilarity: (port) => wrap<SimilarityApi>(port),
  exposeSink: (sink, port) => expose(sink, port),
  createModel,
  mostInFlight,
  isOnline: () => navigator.onLine,
  now: () => Date.now(),
});

expose(service satisfies ProjectApi);
