import { expose } from 'comlink';
import type { MeaningHost } from '#core/contracts/meaning-host.ts';
import { ProjectDb } from '#data/project-db.ts';
import { VectorRepository } from '#data/vector-repository.ts';
import { MeaningService } from './vectors/meaning-service.ts';
import { lexicalEmbedder, modelEmbedder } from './vectors/text-embedder.ts';

const host: MeaningHost = {
  serve: (port, project, model) => {
    const service =
      model === null
        ? new MeaningService({ embedder: lexicalEmbedder, repository: null })
        : new MeaningService({
            embedder: () => modelEmbedder(model.model, model.ports),
            repository: new VectorRepository(new ProjectDb(project)),
          });
    expose(service, port);
    return Promise.resolve();
  },
};

expose(host);
