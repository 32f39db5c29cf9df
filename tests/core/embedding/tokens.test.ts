import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitTokens } from '#core/embedding/fit-tokens.ts';
import { lanePlan } from '#core/embedding/lane-plan.ts';
import { modelPresets } from '#core/embedding/model-presets.ts';
import { filesOf, spaceOf, type StoredModel } from '#core/embedding/model-spec.ts';
import { poolTokens } from '#core/embedding/pool-tokens.ts';
import { tokenBatches } from '#core/embedding/token-batches.ts';

test('batches hold every text once, by length, within the budget', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300)), fc.integer({ min: 1, max: 600 }), (lengths, budget) => {
      const batches = tokenBatches(lengths, budget);
      const places = batches.flat();
      expect(places.toSorted((a, b) => a - b)).toEqual(
        lengths.flatMap((length, place) => (length > 0 ? [place] : [])),
      );
      const inOrder = places.map((place) => lengths[place] ?? 0);
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      for (const batch of batches) {
        const longest = Math.max(...batch.map((place) => lengths[place] ?? 0));
        expect(batch.length === 1 || batch.length * longest <= budget).toBe(true);
      }
    }),
  );
});

test('a text that is too long keeps its start and its closing token', () => {
  expect(fitTokens([1, 5, 6, 7, 2], 4)).toEqual({ ids: [1, 5, 6, 2], isTruncated: true });
  expect(fitTokens([1, 5, 2], 3)).toEqual({ ids: [1, 5, 2], isTruncated: false });
});

test('pooling takes the mean or the first token, of length 1, and passes padding over', () => {
  const states = Float32Array.of(9, 9, 3, 0, 0, 3, 100, 100);
  const text = { start: 2, tokens: 2, width: 2 };
  const out = new Float32Array(4);
  poolTokens(states, text, 'mean', out, 2);
  expect([...out]).toEqual([0, 0, Math.fround(Math.SQRT1_2), Math.fround(Math.SQRT1_2)]);
  poolTokens(states, text, 'first', out, 0);
  expect([...out.subarray(0, 2)]).toEqual([1, 0]);
  poolTokens(states, { ...text, tokens: 0 }, 'mean', out, 0);
  expect([...out.subarray(0, 2)]).toEqual([0, 0]);
});

test('whatever changes vectors changes the name of their space', () => {
  const [first, second] = modelPresets;
  if (first === undefined || second === undefined) throw new Error('no presets');
  const model: StoredModel = {
    ...{ key: 'k', spec: first.spec, origin: 'o', fingerprint: 'f', bytes: 1, storedAt: 1 },
  };
  const others: StoredModel[] = [
    { ...model, fingerprint: 'g' },
    { ...model, spec: { ...first.spec, precision: 'fp32' } },
    { ...model, spec: { ...first.spec, pooling: 'first' } },
    { ...model, spec: { ...first.spec, maxTokens: 128 } },
    { ...model, spec: { ...first.spec, passagePrefix: 'passage: ' } },
  ];
  expect(new Set([model, ...others].map(spaceOf)).size).toBe(6);
  expect(spaceOf({ ...model, key: 'other', origin: 'p', storedAt: 2 })).toBe(spaceOf(model));
  expect(filesOf(first.spec)).toContain('onnx/model_quantized.onnx');
});

test('lanes and threads never ask for more cores than there are', () => {
  for (let cores = 1; cores <= 64; cores += 1) {
    for (const isIsolated of [false, true]) {
      const { lanes, threads } = lanePlan(cores, { isIsolated, isGpu: false });
      expect(lanes * threads).toBeLessThanOrEqual(cores);
      expect(isIsolated || threads === 1).toBe(true);
    }
  }
  expect(lanePlan(16, { isIsolated: true, isGpu: true })).toEqual({ lanes: 1, threads: 1 });
});
