import { homeActivities } from './activities-home.ts';
import { learningActivities } from './activities-learning.ts';
import { outdoorActivities } from './activities-outdoors.ts';
import { workActivities } from './activities-work.ts';
import type { Activity } from './activity.ts';

const all = [...outdoorActivities, ...homeActivities, ...learningActivities, ...workActivities];

/** Names of all activities, as they stand in instructions. */
export const activityNames: readonly string[] = all.map((entry) => entry.name);

const byName = new Map(all.map((entry) => [entry.name, entry]));
const fallback: Activity = {
  name: 'practising',
  gear: ['a notebook'],
  steps: ['Start small'],
  mistakes: ['rushing'],
  gains: ['calm'],
};

/** The activity of that name; a bland one where there is none. */
export function activityNamed(name: string | undefined): Activity {
  return byName.get(name ?? '') ?? fallback;
}
