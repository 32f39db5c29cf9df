import type { FilteredInstances } from '#core/instances/filter-instances.ts';
import type { Contaminated } from '#core/model/task.ts';
import type { ProposedItem } from '#core/parsing/parse-proposals.ts';
import type { GuardPort } from './ports.ts';

/** Why a proposed item, with the instance that came with it, is too near a guard set, or null. */
export function checkProposal(
  guard: GuardPort | null,
  { instruction, instance }: ProposedItem,
): Contaminated | null {
  return guard?.check(instruction, instance === undefined ? [] : [instance]) ?? null;
}

/** The instances that keep away from the guard; `contaminated` tells of the first that does not. */
export function withoutContaminated(
  guard: GuardPort | null,
  { instances, losses }: FilteredInstances,
): FilteredInstances & { readonly contaminated: Contaminated | null } {
  if (guard === null) return { instances, losses, contaminated: null };
  const judged = instances.map((one) => ({ one, near: guard.check(null, [one]) }));
  const kept = judged.filter(({ near }) => near === null).map(({ one }) => one);
  const contaminated = judged.find(({ near }) => near !== null)?.near ?? null;
  const lost = instances.length - kept.length;
  return {
    instances: kept,
    losses: lost === 0 ? losses : { ...losses, contaminated: lost },
    contaminated,
  };
}
