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
 * Lets the first commit of a kind go as `meet` says, who may make it; all others go through.
 * `repository`: the prototype of one.
 */
function meetOnce<C>(
  repository: Commits<C>,
  isMeant: (commit: C) => boolean,
  meet: (make: () => Promise<void>) => Promise<void>,
): void {
  const own = Object.getOwnPropertyDescriptor(repository, 'commit') ?? {};
  const restore = (): void => void Object.defineProperty(repository, 'commit', own);
  const replace = (): void => void Object.defineProperty(repository, 'commit', { ...own, value });
  function value(this: Commits<C>, commit: C, watch?: CommitWatch): Promise<void> {
    restore();
    const make = (): Promise<void> => this.commit(commit, watch);
    if (isMeant(commit)) return meet(make);
    const going = make();
    replace();
    return going;
  }
  replace();
  onTestFinished(restore);
}

/**
 * Lets the first commit of a kind fail, after `meanwhile` was called. `isStored`: it is made all the
 * same, and only said to have failed, as where a connection is lost between the two.
 */
export function failOnce<C>(
  repository: Commits<C>,
  isMeant: (commit: C) => boolean,
  meanwhile: () => void = () => undefined,
  isStored = false,
): void {
  meetOnce(repository, isMeant, async (make) => {
    meanwhile();
    if (isStored) await make();
    throw diskFull;
  });
}

/** Holds the first commit of a kind back, once it is `reached`, until it is let go. */
export function holdOnce<C>(repository: Commits<C>, isMeant: (commit: C) => boolean) {
  let tellReached: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (tellReached = resolve));
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  meetOnce(repository, isMeant, async (make) => {
    tellReached();
    await gate;
    await make();
  });
  return { reached, letGo: () => letGo() };
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
