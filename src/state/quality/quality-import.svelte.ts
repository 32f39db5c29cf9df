import type { QualityImport } from '#core/contracts/quality-api.ts';
import type { SameName } from '#core/model/quality.ts';
import type { ProjectQuality } from '#state/project/project-quality.ts';

/** A file of a reviewer whose name is here already, while a person is asked. */
interface Clash {
  readonly file: File;
  readonly message: string;
}

/** Takes files of other reviewers over, one at a time, and tells what came of the last one. */
export class QualityFileImport {
  readonly #quality: Pick<ProjectQuality, 'import'>;
  readonly #into: string | null;
  #done = $state.raw<{ readonly fileName: string; readonly report: QualityImport } | null>(null);
  #failure = $state.raw<{ readonly fileName: string; readonly message: string } | null>(null);
  #clash = $state.raw<Clash | null>(null);
  #isReading = $state.raw(false);

  /** `into`: the review that files must be of; null takes any. */
  constructor(quality: Pick<ProjectQuality, 'import'>, into: string | null) {
    this.#quality = quality;
    this.#into = into;
  }

  get done(): { readonly fileName: string; readonly report: QualityImport } | null {
    return this.#done;
  }

  get failure(): { readonly fileName: string; readonly message: string } | null {
    return this.#failure;
  }

  get clash(): Clash | null {
    return this.#clash;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** Takes a file over; null where it was refused, or a person is to be asked first. */
  async take(file: File, sameName: SameName = 'ask'): Promise<QualityImport | null> {
    this.forget();
    this.#isReading = true;
    const answer = await this.#quality.import(file, this.#into, sameName);
    this.#isReading = false;
    if (answer.ok) {
      this.#done = { fileName: file.name, report: answer.value };
      return answer.value;
    }
    const { kind, message } = answer.error;
    if (kind === 'conflict') this.#clash = { file, message };
    else this.#failure = { fileName: file.name, message };
    return null;
  }

  /** Takes the file that waits over, now that somebody said who is who. */
  async settle(sameName: 'join' | 'apart'): Promise<QualityImport | null> {
    return this.#clash === null ? null : this.take(this.#clash.file, sameName);
  }

  forget(): void {
    this.#done = null;
    this.#failure = null;
    this.#clash = null;
  }
}
