import type { QualityView } from '#core/contracts/quality-api.ts';
import type { QualityAnswers, QualityState } from '#core/model/quality.ts';
import { writeQualityFile } from '#core/quality/quality-file.ts';
import { anyPort, createTestService, FakeLocks, type TestService } from './open-service.ts';
import { makeTask, storeProject } from './stored-project.ts';

/** Seed, 300 complete tasks, one that is not. */
export const qualityTasks = [
  makeTask({ id: 1, origin: 'seed', instruction: 'Seed', instances: [{ input: '', output: 'x' }] }),
  ...Array.from({ length: 300 }, (_, index) =>
    makeTask({
      id: index + 2,
      instruction: `Do ${index}`,
      instances: [{ input: '', output: `Done ${index}` }],
    }),
  ),
  makeTask({ id: 302, instruction: 'Incomplete' }),
];

/** Opens a project, a new one with the tasks above by default. */
export async function service(
  projectId?: number,
  locks = new FakeLocks(),
): Promise<[TestService, number]> {
  let id = projectId;
  if (id === undefined) {
    const db = await storeProject(qualityTasks);
    id = db.projectId;
    db.close();
  }
  const test = createTestService({ locks });
  const opened = await test.service.open(id, anyPort());
  if (!opened.ok) throw new Error(opened.error.message);
  return [test, id];
}

export async function start(
  { service: project }: TestService,
  seed = 7,
  size = 50,
): Promise<string> {
  const started = await project.startQuality({ seed, size });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.id;
}

export async function viewOf({ service: project }: TestService, id: string): Promise<QualityView> {
  const view = await project.qualityView(id);
  if (!view.ok) throw new Error(view.error.message);
  return view.value;
}

export const say = (
  { service: project }: TestService,
  reviewId: string,
  place: number,
  answers: QualityAnswers,
  reviewer = 'Ada',
) => project.answerQuality({ reviewId, reviewer, place, answers, note: '' });

export const presentOf = (view: QualityView): unknown[] =>
  view.rows.map(({ reviewer, place, states }) => [reviewer, place, states.at(-1)?.answers]);

export const fileOf = (view: QualityView, name: string, states: [number, QualityState][]): Blob =>
  new Blob([
    writeQualityFile({ sample: view.review, reviewers: [{ name, states: new Map(states) }] }),
  ]);

export const wordsOf = (answer: { ok: boolean; error?: { message: string } }): string | undefined =>
  answer.error?.message;
