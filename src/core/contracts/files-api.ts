import type { GuardTask } from '#core/model/guard.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { SeedTask } from '#core/model/task.ts';
import type { RefusedLine } from './project-api.ts';

export type FileFormat = 'seed-tasks' | 'self-instruct' | 'alpaca' | 'csv';

export interface ImportReport {
  readonly format: FileFormat;
  readonly rows: number;
  readonly refused: number;
  /** The first hundred of them. */
  readonly refusedLines: readonly RefusedLine[];
}

export type FilesFailure =
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'unknown-format'; readonly message: string }
  | {
      readonly kind: 'nothing-usable';
      readonly message: string;
      readonly refusedLines: readonly RefusedLine[];
    }
  | { readonly kind: 'too-large'; readonly message: string }
  | { readonly kind: 'storage'; readonly message: string }
  | { readonly kind: 'needs-passphrase'; readonly message: string }
  | { readonly kind: 'wrong-passphrase'; readonly message: string }
  | { readonly kind: 'cancelled'; readonly message: string };

export interface FileProgress {
  readonly rows: number;
  /** 0–1, or null where the whole is not known. */
  readonly share: number | null;
}

/** Tasks to keep away from, as a file gave them, and how many of its rows were refused. */
export interface GuardFile {
  readonly rows: readonly GuardTask[];
  readonly refused: number;
}

/** The files of the published repository, in its own field names, or later formats. */
export type ExportFormat =
  | 'seed-tasks'
  | 'machine-generated-instructions'
  | 'is-classification'
  | 'machine-generated-instances'
  | 'all-generated-instances'
  | 'finetuning'
  | 'alpaca-jsonl'
  | 'chat-messages'
  | 'sharegpt'
  | 'csv';

export interface ExportPlan {
  readonly format: ExportFormat;
  readonly includeSeeds: boolean;
  readonly includeImported: boolean;
  /** Take this many instructions at random (by `seed`); absent: all. */
  readonly sample?: number;
  /** Keys encodings, sample and order. */
  readonly seed: number;
}

export interface ExportResult {
  readonly file: Blob;
  readonly fileName: string;
  /** Lines written, and the tasks they came from. */
  readonly rows: number;
  readonly tasks: number;
}

export interface ExportPreview {
  /** The first three lines. */
  readonly lines: readonly string[];
  readonly rows: number;
  readonly tasks: number;
}

/** Streaming import, export and backup, in a worker of its own. */
export interface FilesApi {
  /** Reads a file into the project behind `sink`: whole or not at all. */
  importTasks(
    file: Blob,
    name: string,
    sink: MessagePort,
    onProgress: (progress: FileProgress) => void,
  ): Promise<Result<ImportReport, FilesFailure>>;
  /** Reads seed tasks without storing them; the caller adds them. */
  readSeeds(
    file: Blob,
    name: string,
  ): Promise<Result<{ seeds: readonly SeedTask[]; report: ImportReport }, FilesFailure>>;
  /** Reads tasks to keep away from without storing them: any known form, or text, a task a line. */
  readGuard(file: Blob, name: string): Promise<Result<GuardFile, FilesFailure>>;
  previewExport(id: ProjectId, plan: ExportPlan): Promise<Result<ExportPreview, FilesFailure>>;
  writeExport(
    id: ProjectId,
    plan: ExportPlan,
    onProgress: (progress: FileProgress) => void,
  ): Promise<Result<ExportResult, FilesFailure>>;
  /** One file (gzip JSON lines) with everything but keys; with a passphrase it is encrypted. */
  writeBackup(
    id: ProjectId,
    onProgress: (progress: FileProgress) => void,
    passphrase?: string,
  ): Promise<Result<{ file: Blob; fileName: string }, FilesFailure>>;
  /**
   * Makes a new project from a backup: whole or not at all. Fails with `needs-passphrase` where it is
   * encrypted and none is given.
   */
  restoreBackup(
    file: Blob,
    onProgress: (progress: FileProgress) => void,
    passphrase?: string,
  ): Promise<Result<{ projectId: ProjectId }, FilesFailure>>;
  /** Stops the import or export that is under way. */
  cancel(): Promise<void>;
}
