import { testModel, type TestModel } from '#tests/support/models/test-models.ts';

// Builds the models that the tests and the benchmark load, from nothing. They are also built on
// first use; this is for doing it beforehand.

const names: readonly TestModel[] = ['tiny', 'minilm-shape'];
for (const name of names) {
  const startedAt = performance.now();
  const folder = testModel(name);
  console.log(`${name}: ${folder} (${Math.round(performance.now() - startedAt)} ms)`);
}
