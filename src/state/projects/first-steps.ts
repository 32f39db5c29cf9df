import type { ImportReport } from '#core/contracts/files-api.ts';
import type { RunPlan } from '#core/contracts/run-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { success, type Result } from '#core/model/result.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import type { App } from '#state/app.ts';
import { FileJob, type SpokenFailure } from '#state/files/file-job.svelte.ts';
import { projectHref, type RouteQuery } from '#state/shell/route.ts';

/** The model without network, for trying the workflow. */
export const practiceConnection: ModelConnection = {
  provider: 'practice',
  baseUrl: '',
  model: 'practice',
  api: 'chat',
  usesKey: false,
  maxConcurrent: 8,
  timeoutMs: 120_000,
};

const practicePlan: RunPlan = {
  recipe: { ...modernRecipe, targetCounts: 'complete' },
  connection: practiceConnection,
  target: 100,
  seed: 1,
};

/** The practice run, with another target or seed where the address says so: `#/?target=500&seed=7`. */
export function practicePlanFor({ target, seed }: RouteQuery): RunPlan {
  return {
    ...practicePlan,
    target: wholeNumber(target, 1, 1_000_000) ?? practicePlan.target,
    seed: wholeNumber(seed, 0, 4_294_967_295) ?? practicePlan.seed,
  };
}

function wholeNumber(text: string | undefined, least: number, most: number): number | null {
  const number = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
  return number >= least && number <= most ? number : null;
}

/** First door: starter seeds and a practice run, under way when the page opens. */
export async function tryItNow(app: App): Promise<Result<ProjectId, SpokenFailure>> {
  const { route } = app.router;
  const plan = practicePlanFor((route.page === 'projects' && route.query) || {});
  const { starterSeeds } = await import('#core/starter/starter-seeds.ts');
  const id = await app.projects.create('Practice');
  const session = app.sessions.enter(id);
  const added = await session.seeds.add(starterSeeds);
  if (!added.ok) return added;
  const started = await session.runs.start(plan, null);
  if (!started.ok) return started;
  app.router.go(projectHref(id, 'generate'));
  return success(id);
}

/** Second door: an empty project, ready to take seeds. */
export async function startFromSeeds(app: App): Promise<void> {
  const id = await app.projects.create('Untitled project');
  app.router.go(projectHref(id, 'seeds'));
}

export interface OpenedDataSet {
  readonly projectId: ProjectId;
  readonly report: ImportReport;
}

/** Third door: a project of its own for a data set; nothing stays where the file is refused. */
export function openDataSet(app: App, file: File): FileJob<OpenedDataSet> {
  return new FileJob<OpenedDataSet>(`Reading ${file.name}`, async (onProgress, signal) => {
    const projectId = await app.projects.create(nameOfDataSet(file.name));
    const session = app.sessions.enter(projectId);
    const report = await session.importTasks(file, onProgress, signal);
    if (report.ok) return success({ projectId, report: report.value });
    await app.sessions.leave(projectId);
    await app.projects.purge(projectId);
    return report;
  });
}

/** `alpaca_52k.jsonl.gz` → `alpaca_52k` */
export function nameOfDataSet(fileName: string): string {
  const name = fileName.replace(/\.(gz|json|jsonl|ndjson|csv|txt)(?=\.|$)/gi, '').trim();
  return name === '' ? 'Data set' : name;
}
