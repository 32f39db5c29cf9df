import { suspicionIds, suspicions, type SuspicionId } from './all-suspicions.ts';
import type { SuspicionSettings } from './suspicion.ts';

/** What a project wants of one suspicion; what is absent is as shipped. */
export interface SuspicionChoice {
  readonly isOff?: boolean;
  readonly settings?: SuspicionSettings;
}

/** What a project wants of its suspicions. */
export type SuspicionPlan = Readonly<Partial<Record<SuspicionId, SuspicionChoice>>>;

/** All suspicions with the settings they are shipped with. */
export const usualPlan: SuspicionPlan = {};

/** The settings of a suspicion under a plan: the shipped ones where the plan has no other. */
export function settingsOf(id: SuspicionId, plan: SuspicionPlan): SuspicionSettings {
  return { ...suspicions[id].defaults, ...plan[id]?.settings };
}

/** Raise it when a check answers otherwise: answers that were kept are asked for again then. */
const checksVersion = 1;

/** Names what is looked for under a plan, and with which numbers: kept answers go by it. */
export function planKey(plan: SuspicionPlan): string {
  const wanted = suspicionIds.map((id) => [
    id,
    plan[id]?.isOff === true ? null : settingsOf(id, plan),
  ]);
  return JSON.stringify([checksVersion, wanted]);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Reads a plan that was stored: what it does not know it leaves out, numbers are held in range. */
export function readSuspicionPlan(stored: unknown): SuspicionPlan {
  if (!isObject(stored)) return usualPlan;
  const known = suspicionIds.flatMap((id): [SuspicionId, SuspicionChoice][] => {
    const choice = stored[id];
    return isObject(choice) ? [[id, readChoice(id, choice)]] : [];
  });
  return Object.fromEntries(known);
}

function readChoice(id: SuspicionId, stored: Readonly<Record<string, unknown>>): SuspicionChoice {
  const given = isObject(stored['settings']) ? stored['settings'] : {};
  const settings = Object.entries(suspicions[id].fields).flatMap(([name, { least, most }]) => {
    const value = given[name];
    return typeof value === 'number' && Number.isFinite(value)
      ? [[name, Math.min(most, Math.max(least, value))] as const]
      : [];
  });
  return {
    ...(stored['isOff'] === true && { isOff: true }),
    ...(settings.length > 0 && { settings: Object.fromEntries(settings) }),
  };
}
