import type { ImportSink } from '#core/contracts/import-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { describeStorageError } from './storage-failure.ts';
import type { ProjectWriter } from './project-writer.ts';

interface Staging {
  readonly source: string;
  chunks: number;
}

/** Takes an import chunk by chunk; nothing of it counts before `commit`. */
export function createImportSink(writer: ProjectWriter): ImportSink {
  const stagings = new Map<string, Staging>();
  const unknown: ProjectFailure = { kind: 'not-found', message: 'This import is over.' };
  return {
    begin: (source) => {
      const importId = `${writer.ports.now().toString(36)}-${stagings.size}`;
      stagings.set(importId, { source, chunks: 0 });
      return Promise.resolve(success({ importId }));
    },
    stage: async (importId, rows) => {
      const staging = stagings.get(importId);
      if (staging === undefined) return failure(unknown);
      const chunk = staging.chunks;
      staging.chunks += 1;
      return stored(() => writer.repository.stageChunk({ importId, chunk, rows }));
    },
    commit: (importId) =>
      writer.exclusive(async () => {
        const staging = stagings.get(importId);
        if (staging === undefined) return failure(unknown);
        const chunks = await writer.repository.importChunks(importId);
        const rows = chunks.flatMap((chunk) => chunk.rows);
        const firstId = writer.state.pool.nextId;
        const { source } = staging;
        const event = { kind: 'imported', importId, source, rows: rows.length, firstId } as const;
        const recorded = await writer.record(event, rows);
        if (!recorded.ok) return recorded;
        stagings.delete(importId);
        return success({ rows: rows.length });
      }),
    discard: (importId) => {
      stagings.delete(importId);
      return stored(() => writer.repository.discardImport(importId));
    },
  };
}

async function stored(work: () => Promise<void>): Promise<Result<null, ProjectFailure>> {
  try {
    await work();
    return success(null);
  } catch (error) {
    return failure(describeStorageError(error));
  }
}
