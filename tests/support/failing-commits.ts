import { onTestFinished, vi } from 'vitest';
import { ErrandRepository } from '#data/errand-repository.ts';
import { ProjectRepository, type Commit, type CommitWatch } from '#data/project-repository.ts';

/** Thrown where the disk is full. */
const diskFull = new DOMException('full', 'QuotaExceededError');

/** Whether a commit holds what came of replies. */
export const holdsApplied = ({ entries = [] }: Commit): boolean =>
  entries.some(({ kind }) => kind === 'applied');

/** Whether a commit holds verdicts that a person gave. */
export const holdsVerdict = ({ entries = [] }: Commit): boolean =>
  entries.some(({ kind }) => kind === 'verdict');

interface Commits<C> {
  commit(commit: C, watch?: CommitWatch): Promise<void>;
}

/**
 * Lets the first commit of a kind fail, after `meanwhile` was called; all others go through.
 * `repository`: the prototype of one. `isStored`: the commit is made all the same, and only said to
 * have failed, as where a connection is lost between the two.
 */
export function failOnce<C>(
  repository: Commits<C>,
  isMeant: (commit: C) => boolean,
  meanwhile: () => void = () => undefined,
  isStored = false,
): void {
  const own = Object.getOwnPropertyDescriptor(repository, 'commit') ?? {};
  const restore = (): void => void Object.defineProperty(repository, 'commit', own);
  const replace = (): void => void Object.defineProperty(repository, 'commit', { ...own, value });
  function value(this: Commits<C>, commit: C, watch?: CommitWatch): Promise<void> {
    restore();
    if (isMeant(commit)) {
      meanwhile();
      const made = isStored ? this.commit(commit, watch) : Promise.resolve();
      return made.then(() => Promise.reject(diskFull));
    }
    const going = this.commit(commit, watch);
    replace();
    return going;
  }
  replace();
  onTestFinished(restore);
}

/** Takes a project’s storage away, reads and commits alike, until the function that it gives is called. */
export function loseStorage(): () => void {
  const gone = new DOMException('gone', 'InvalidStateError');
  const spies = [
    ...(['commit', 'guarded', 'tasks', 'log'] as const).map((name) =>
      vi.spyOn(ProjectRepository.prototype, name).mockRejectedValue(gone),
    ),
    ...(['errands', 'pagesOf'] as const).map((name) =>
      vi.spyOn(ErrandRepository.prototype, name).mockRejectedValue(gone),
    ),
  ];
  const giveBack = (): void => spies.forEach((spy) => spy.mockRestore());
  onTestFinished(giveBack);
  return giveBack;
}
