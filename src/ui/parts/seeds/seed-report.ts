import type { ImportReport } from '#core/contracts/files-api.ts';
import type { RefusedLine } from '#core/contracts/project-api.ts';
import type { Result } from '#core/model/result.ts';

/** A failure to read seeds; a file without any usable line also lists what was refused. */
export interface SeedFileFailure {
  readonly kind: string;
  readonly message: string;
  readonly refusedLines?: readonly RefusedLine[];
}

/** How reading a file of seeds ended. */
export interface SeedReportData {
  readonly fileName: string;
  readonly answer: Result<ImportReport, SeedFileFailure>;
}
