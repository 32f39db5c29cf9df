import { expose, releaseProxy, wrap } from 'comlink';
import type { FilesApi } from '#core/contracts/files-api.ts';
import type { ImportSink } from '#core/contracts/import-api.ts';
import { createFilesService } from './files/files-service.ts';

const api = createFilesService({
  connectSink: (port) => {
    const sink = wrap<ImportSink>(port);
    const disconnect = (): void => {
      sink[releaseProxy]();
      port.close();
    };
    return { sink, disconnect };
  },
}) satisfies FilesApi;

expose(api);
