import { expect } from 'vitest';
import type { ExportFormat, ExportPlan, ExportResult } from '#core/contracts/files-api.ts';
import { previewExport, writeExport, type ExportWatch } from '#data/export/write-export.ts';
import type { ProjectDb } from '#data/project-db.ts';

/** A plan that takes machine-made tasks only, unless told otherwise. */
export const planFor = (format: ExportFormat, more: Partial<ExportPlan> = {}): ExportPlan => ({
  format,
  includeSeeds: false,
  includeImported: false,
  seed: 1,
  ...more,
});

/** Watches nothing and never stops. */
export const watch = (): ExportWatch => ({
  signal: new AbortController().signal,
  onStep: () => undefined,
});

type Lines = readonly Record<string, unknown>[];

/** Writes an export and parses it; holds the preview to the file on the way. */
export async function exportLines(
  db: ProjectDb,
  plan: ExportPlan,
): Promise<ExportResult & { lines: Lines }> {
  const result = await writeExport(db, plan, watch());
  const text = await result.file.text();
  expect(text === '' || text.endsWith('\n')).toBe(true);
  const lines = text.split('\n').filter((line) => line !== '');
  expect(lines).toHaveLength(result.rows);
  const preview = await previewExport(db, plan, watch().signal);
  expect(preview).toEqual({ lines: lines.slice(0, 3), rows: result.rows, tasks: result.tasks });
  return { ...result, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}
