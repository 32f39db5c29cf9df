import { onTestFinished, vi } from 'vitest';
import { ProjectRepository, type Commit } from '#data/project-repository.ts';

/** Thrown where the disk is full. */
const diskFull = new DOMException('full', 'QuotaExceededError');

/** Whether a commit holds what came of replies. */
export const holdsApplied = ({ entries = [] }: Commit): boolean =>
  entries.some(({ kind }) => kind === 'applied');

/** Lets the first commit of a kind fail, after `meanwhile` was called; all others go through. */
export function failOnce(isMeant: (commit: Commit) => boolean, meanwhile: () => void): void {
  let restore = (): void => undefined;
  const watch = (): void => {
    const spy = vi.spyOn(ProjectRepository.prototype, 'commit');
    restore = () => spy.mockRestore();
    spy.mockImplementation(function (this: ProjectRepository, ...given) {
      spy.mockRestore();
      if (!isMeant(given[0])) {
        const going = this.commit(...given);
        watch();
        return going;
      }
      meanwhile();
      return Promise.reject(diskFull);
    });
  };
  watch();
  onTestFinished(() => restore());
}
