import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureBrowser } from './install-browser.ts';
import { sideBySide } from './side-by-side.ts';
import { runStage } from './test-stage.ts';
import type { StageResult } from './test-stage.ts';
import { stageGroups } from './test-stages.ts';

// Everything that is checked, one group of stages after the other, and the sum as the very last line. The
// durations say where the time goes. As many stages of a group run at once as there are cores.

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });
const browser = browserOrNull();
const results: StageResult[] = [];
for (const group of stageGroups) {
  const atOnce = Math.min(group.length, availableParallelism());
  const runs = group.map((stage) => () => runStage(stage, { browser, isAlone: atOnce === 1 }));
  if (atOnce > 1) console.log(`\n━━ Side by side: ${group.map(({ name }) => name).join(', ')} …`);
  results.push(...(await sideBySide(runs, atOnce)));
}
summarise(results);

function browserOrNull(): string | null {
  try {
    return ensureBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

function summarise(all: readonly StageResult[]): void {
  console.log('\n━━ Summary');
  for (const { name, passed, failed, seconds, note } of all) {
    const counts = `${String(passed).padStart(7)} passed ${String(failed).padStart(5)} failed`;
    console.log(`${name.padEnd(20)}${counts} ${seconds.toFixed(1).padStart(7)} s  ${note}`);
  }
  for (const name of all.flatMap(({ leftOut }) => leftOut)) console.log(`left out: ${name}`);
  const passed = all.reduce((sum, stage) => sum + stage.passed, 0);
  const failed = all.reduce((sum, stage) => sum + stage.failed, 0);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}
