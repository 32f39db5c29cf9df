import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, linesOfData } from '#tests/support/data-files.ts';
import type { Bench } from '../bench.ts';
import { bundle } from '../bench-page.ts';
import { inNewProfile } from '../new-profile.ts';
import { rounded } from '../rounded.ts';
import type { fillProject } from './fill-project.ts';
import { measureReview, type ReviewFigures } from './measure-review.ts';
import { serveBuiltSite } from './site.ts';

/**
 * Review in the built site, by its real page and workers, with 100,000 and 1,000,000 tasks made from
 * the published 52,002 (see `make-tasks.ts`). `--sizes N,N`: other numbers of tasks.
 */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, sizes: { type: 'string', default: '100000,1000000' } },
  });
  const lines = linesOfData(join(dataFolder(), 'alpaca_52k.jsonl.gz')).join('\n');
  const filler = await bundle(join(import.meta.dirname, 'fill-project.ts'));
  const inPage = { content: await bundle(join(import.meta.dirname, 'in-page.ts')) };
  const site = await serveBuiltSite();
  const results: Record<string, ReviewFigures> = {};
  try {
    for (const size of values.sizes.split(',').map(Number)) {
      results[size] = await inNewProfile(inPage, async (page) => {
        await page.goto(site.address);
        await page.evaluate(filler);
        const projectId = await page.evaluate(
          (plan) => seedbedBench.fillProject(plan.lines, plan.size),
          { lines, size },
        );
        return measureReview(page, `${site.address}#/p/${projectId}/review`, size);
      });
      console.log(`${size}: ${JSON.stringify(results[size])}`);
    }
  } finally {
    site.stop();
  }
  const line = JSON.stringify({ bench: 'review', results }, rounded);
  console.log(values.json === true ? line : JSON.stringify(JSON.parse(line), null, 2));
};

declare const seedbedBench: { readonly fillProject: typeof fillProject };
