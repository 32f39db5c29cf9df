import type { ExportFormat, ExportPlan, ExportPreview } from '#core/contracts/files-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { FilesHandle } from '#rpc/files-handle.ts';
import { FileJob } from './file-job.svelte.ts';
import { saveFile } from './save-file.ts';

// Long enough for a number to be typed before the preview is made anew.
const settleMs = 250;

/** What is about to be exported, with a preview that follows every choice. */
export class ExportDraft {
  readonly #projectId: ProjectId;
  readonly #files: FilesHandle;
  format = $state<ExportFormat>('alpaca-jsonl');
  includeSeeds = $state(false);
  includeImported = $state(true);
  isSampled = $state(false);
  sample = $state(1000);
  seed = $state(1);
  #preview = $state.raw<ExportPreview | null>(null);
  #problem = $state.raw<{ kind: string; message: string } | null>(null);
  #isStale = $state.raw(true);
  #job = $state.raw<FileJob<string> | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  readonly #plan = $derived.by((): ExportPlan => {
    const { format, includeSeeds, includeImported, seed } = this;
    const sample = this.isSampled ? { sample: this.sample } : {};
    return { format, includeSeeds, includeImported, seed, ...sample };
  });

  /** `version` is read, so that the preview follows the tasks too. */
  constructor(projectId: ProjectId, files: FilesHandle, version: () => number) {
    this.#projectId = projectId;
    this.#files = files;
    $effect(() => {
      const plan = this.#plan;
      version();
      this.#isStale = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(plan), settleMs);
    });
    $effect(() => () => clearTimeout(this.#timer));
  }

  get preview(): ExportPreview | null {
    return this.#preview;
  }

  /** Why there is no preview. */
  get problem(): { kind: string; message: string } | null {
    return this.#problem;
  }

  /** True while the preview is not that of the present choice. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** The export that is being written, or was last. */
  get job(): FileJob<string> | null {
    return this.#job;
  }

  /** Writes the file and hands it to the browser's downloads; gives its name. */
  download(): FileJob<string> {
    const plan = this.#plan;
    const job = new FileJob<string>('Writing the export', async (onProgress, signal) => {
      const written = await this.#files.writeExport(this.#projectId, plan, onProgress, signal);
      if (!written.ok) return written;
      saveFile(written.value.file, written.value.fileName);
      return { ok: true, value: written.value.fileName };
    });
    this.#job = job;
    return job;
  }

  async #look(plan: ExportPlan): Promise<void> {
    const turn = ++this.#latest;
    const preview = await this.#files.previewExport(this.#projectId, plan);
    if (turn !== this.#latest) return;
    this.#isStale = false;
    this.#preview = preview.ok ? preview.value : null;
    this.#problem = preview.ok ? null : preview.error;
  }
}
