import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import { lendableSlots, type Sharer } from '#core/pipeline/lend-slots.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { isProbe, replyTo } from '#tests/support/prompt-model.ts';

const TOTAL = 6;
const lane = fc.record({
  own: fc.integer({ min: 1, max: 3 }),
  most: fc.integer({ min: 1, max: 6 }),
});
/** What comes to be sent by each of three lanes, and how many of its calls end, tick by tick. */
const ticks = fc.array(
  fc.array(fc.record({ comes: fc.nat(4), ends: fc.nat(3) }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 60 },
);

interface Simulated extends Sharer {
  readonly most: number;
}

/** One lane after the other takes what it may. */
function fill(lanes: Simulated[]): void {
  for (const place of lanes.keys()) {
    for (;;) {
      const one = lanes[place];
      if (!one || one.waiting === 0 || one.inFlight >= one.most) break;
      if (lendableSlots(lanes, place, TOTAL) === 0) break;
      lanes[place] = { ...one, waiting: one.waiting - 1, inFlight: one.inFlight + 1 };
    }
  }
}

const inFlight = (lanes: readonly Simulated[]): number =>
  lanes.reduce((sum, one) => sum + one.inFlight, 0);

describe('Connections of one origin', () => {
  it('are lent while idle, come back as calls end, and are never more than there are', () => {
    fc.assert(
      fc.property(fc.array(lane, { minLength: 3, maxLength: 3 }), ticks, (kinds, plan) => {
        const owned = kinds.reduce((sum, { own }) => sum + own, 0);
        fc.pre(owned <= TOTAL);
        let lanes: Simulated[] = kinds.map(({ own, most }) => ({
          ...{ own: Math.min(own, most), most, inFlight: 0, waiting: 0 },
        }));
        for (const tick of plan) {
          lanes = lanes.map((one, place) => ({
            ...one,
            waiting: one.waiting + (tick[place]?.comes ?? 0),
            inFlight: Math.max(0, one.inFlight - (tick[place]?.ends ?? 0)),
          }));
          const before = lanes;
          fill(lanes);
          expect(inFlight(lanes)).toBeLessThanOrEqual(TOTAL);
          for (const [place, one] of lanes.entries()) {
            const wants = one.own - one.inFlight;
            // Who waits below its share waits only because all connections are out.
            if (one.waiting > 0 && wants > 0) expect(inFlight(lanes)).toBe(TOTAL);
            // Nobody takes more while another still waits for its own.
            const took = one.inFlight - (before[place]?.inFlight ?? 0);
            if (took > 0 && one.inFlight > one.own) {
              const others = lanes.filter((_, each) => each !== place);
              const claimed = others.filter((each) => each.waiting > 0 && each.inFlight < each.own);
              expect(claimed).toEqual([]);
            }
          }
        }
      }),
    );
  });

  it('all go to the one lane that has something to send', () => {
    const idle = { own: 2, inFlight: 0, waiting: 0 };
    expect(lendableSlots([{ ...idle, waiting: 9 }, idle, idle], 0, TOTAL)).toBe(6);
    const second = { ...idle, waiting: 1 };
    expect(lendableSlots([{ ...idle, inFlight: 6, waiting: 9 }, second, idle], 1, TOTAL)).toBe(0);
    const landed = { ...idle, inFlight: 5, waiting: 9 };
    expect(lendableSlots([landed, second, idle], 0, TOTAL)).toBe(0);
    expect(lendableSlots([landed, second, idle], 1, TOTAL)).toBe(1);
  });
});

const at = (model: string): ModelConnection => ({ ...testConnection, model, maxConcurrent: 6 });

it.each([
  ['models that are known', [], false],
  ['models that are probed first', ['a', 'b', 'c'], false],
  ['models that are probed first, and stopped after step 1', ['a', 'b', 'c'], true],
] as const)(
  'a run over three %s at one origin uses all its connections from step 1 on',
  async (_, unknown, stopsAfterInstructions) => {
    const project = new MemoryProject(modernRecipe, 60, {
      connection: at('a'),
      stepConnections: { classification: at('b'), instance: at('c') },
      unknown,
      stopsAfterInstructions,
    });
    let out = 0;
    let most = 0;
    let mostOfStepOne = 0;
    const of = { instruction: 0 };
    const run = await project.drive(async (call) => {
      out += 1;
      if (call.step === 'instruction' && !isProbe(call)) of.instruction += 1;
      most = Math.max(most, out);
      mostOfStepOne = Math.max(mostOfStepOne, of.instruction);
      for (let wait = 0; wait < 60; wait += 1) await Promise.resolve();
      out -= 1;
      if (call.step === 'instruction' && !isProbe(call)) of.instruction -= 1;
      return replyTo(call);
    });
    expect(run.state).toBe('done');
    expect(most).toBe(6);
    // What nothing is asked of claims no connection for its probe.
    expect(mostOfStepOne).toBeGreaterThan(stopsAfterInstructions ? 5 : 2);
    expect(await project.folded()).toEqual(project.tasks);
  },
);
