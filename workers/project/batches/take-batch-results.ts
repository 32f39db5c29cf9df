import type { BatchReport } from '#core/contracts/batch-api.ts';
import type { FileProgress } from '#core/contracts/files-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { FilesError } from '#data/formats/files-error.ts';
import { readPieces } from '#data/formats/read-pieces.ts';
import { Progress } from '#workers/files/progress.ts';
import { BatchTally, type FileLine } from './batch-tally.ts';
import type { BatchRuns } from './batch-runs.ts';
import { MeaningLostError } from '#workers/project/runs/meaning-desk.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { ResultTaker } from './result-taker.ts';
import { describeStorageError } from '#workers/project/storage-failure.ts';

/** Lines that go to disk together; people’s edits come between two groups. */
const linesPerGroup = 500;

/**
 * Reads a result file and takes what is new of it, group by group. What was taken before something
 * failed stays; giving the same file again takes the rest.
 */
export async function takeBatchResults(
  writer: ProjectWriter,
  runs: BatchRuns,
  file: Blob,
  name: string,
  onProgress: (progress: FileProgress) => void = () => undefined,
  perGroup = linesPerGroup,
): Promise<Result<BatchReport, ProjectFailure>> {
  const tally = new BatchTally();
  const taker = new ResultTaker(writer, runs, tally);
  const progress = new Progress(file.size, onProgress);
  try {
    const begun = await writer.changing(() => unlessLost(taker.begin()));
    if (!begun.ok) return begun;
    for await (const lines of groupsOf(file, tally, progress, perGroup)) {
      const taken = await writer.changing(() => unlessLost(taker.take(lines)));
      if (!taken.ok) return taken;
      progress.addRows(lines.length);
    }
    progress.finish();
    return success(tally.report(name, runs.waiting));
  } catch (error) {
    if (error instanceof FilesError) {
      return failure({ kind: 'bad-input', message: error.failure.message });
    }
    return failure(describeStorageError(error));
  }
}

/** Where the filter by embeddings is not at hand all else is stored: nothing need be read anew. */
async function unlessLost(taking: Promise<void>): Promise<Result<null, ProjectFailure>> {
  try {
    await taking;
    return success(null);
  } catch (error) {
    if (error instanceof MeaningLostError) return failure(error.failure);
    throw error;
  }
}

async function* groupsOf(
  file: Blob,
  tally: BatchTally,
  progress: Progress,
  perGroup: number,
): AsyncGenerator<FileLine[]> {
  const { signal } = new AbortController();
  let group: FileLine[] = [];
  const watch = { signal, onRead: (bytes: number) => progress.advance(bytes) };
  for await (const pieces of readPieces(file, watch)) {
    for (const piece of pieces) {
      tally.lines += 1;
      if (piece.kind === 'refused') {
        tally.refuse({ line: piece.line, text: piece.excerpt }, piece.reason);
        continue;
      }
      group.push(piece);
      if (group.length < perGroup) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
