import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

// The policy forbids script tags, so axe comes in the way a debugger would bring it.
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

const widths = [390, 1440] as const;
const schemes = ['light', 'dark'] as const;

/** Looks at what the page now shows, in both themes and at both widths. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axeSource);
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Colours and layout settle with the next frames.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const beyond = await page.evaluate(
        () => document.documentElement.scrollHeight - window.innerHeight,
      );
      expect.soft(beyond, `${what}, ${width} px: the page itself never scrolls`).toBe(0);
      const found = await page.evaluate(() => {
        const { axe } = globalThis as unknown as {
          axe: { run(options: RunOptions): Promise<AxeResults> };
        };
        // What passes is not told of: writing that up takes as long as some rules.
        return axe.run({ resultTypes: ['violations'] });
      });
      const problems = found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`,
        ),
      );
      expect.soft(problems, `${what}, ${colorScheme}, ${width} px`).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
