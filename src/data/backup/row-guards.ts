import * as v from 'valibot';
import { connectedTables, withoutSecrets, type Connected } from './without-secrets.ts';

/** Checks the members that the program relies on; what else a row holds stays as it is. */
type Guard = v.GenericSchema;

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.number();
const instances = v.array(v.looseObject({ input: v.string(), output: v.string() }));
const type = v.nullable(v.boolean());

const task = v.looseObject({
  id,
  origin: v.picklist(['seed', 'machine', 'imported']),
  status: v.picklist(['accepted', 'rejected']),
  stage: v.picklist(['proposed', 'novel', 'typed', 'instanced']),
  instruction: v.string(),
  isClassification: type,
  instances,
  createdAt: time,
});

const step = v.picklist(['instruction', 'classification', 'instance', 'whole-task']);

const connection = v.looseObject({
  provider: v.string(),
  baseUrl: v.string(),
  model: v.string(),
  api: v.picklist(['completions', 'chat']),
  usesKey: v.boolean(),
  maxConcurrent: v.number(),
  timeoutMs: v.number(),
});

const attempt = v.looseObject({
  id,
  requestId: id,
  outcome: v.variant('kind', [
    v.looseObject({
      kind: v.literal('reply'),
      text: v.string(),
      finishReason: v.picklist(['stop', 'length', 'content-filter']),
    }),
    v.looseObject({
      kind: v.literal('failure'),
      failure: v.looseObject({ kind: v.string(), message: v.string() }),
    }),
  ]),
});

const errandKind = v.picklist(['judge', 'repair', 'regenerate']);
const basis = v.looseObject({ instruction: v.string(), instances: v.string() });

const qualityStates = v.array(
  v.looseObject({ answers: v.looseObject({}), note: v.string(), at: time }),
);

/** By table. Tables without a guard are taken as they are. */
const guards: Readonly<Record<string, Guard>> = {
  log: v.looseObject({ seq: id, at: time, kind: v.string() }),
  requests: v.looseObject({
    id,
    runId: id,
    step,
    prefixHash: v.string(),
    promptTail: v.string(),
    decoding: v.looseObject({}),
  }),
  attempts: attempt,
  taskPages: v.looseObject({
    page: place,
    tasks: v.array(task),
  }),
  runs: v.looseObject({
    id,
    recipe: v.looseObject({ name: v.string(), preset: v.string() }),
    connection,
    stepConnections: v.exactOptional(v.record(step, connection)),
    seed: v.number(),
    target: v.number(),
    state: v.string(),
    funnel: v.looseObject({}),
    calls: v.looseObject({}),
  }),
  errands: v.looseObject({
    id,
    kind: errandKind,
    template: v.string(),
    guidance: v.string(),
    todo: v.array(v.tuple([id, id])),
    connection,
    seed: v.number(),
    state: v.string(),
    counts: v.looseObject({ bad: v.looseObject({}) }),
    calls: v.looseObject({}),
  }),
  errandRequests: v.looseObject({
    id,
    errandId: id,
    step: errandKind,
    taskId: id,
    basis,
    promptTail: v.string(),
    decoding: v.looseObject({}),
  }),
  errandAttempts: attempt,
  errandPages: v.looseObject({
    errandId: id,
    page: place,
    kind: errandKind,
    results: v.array(v.looseObject({ kind: v.string(), taskId: id, requestId: id, basis })),
  }),
  texts: v.looseObject({ hash: v.string(), text: v.string() }),
  imports: v.looseObject({
    importId: v.string(),
    chunk: place,
    rows: v.array(v.looseObject({ instruction: v.string(), instances, isClassification: type })),
  }),
  settings: v.looseObject({ key: v.string() }),
  qualityReviews: v.looseObject({
    id: v.string(),
    seed: v.number(),
    pool: v.number(),
    startedAt: time,
    isDrawnHere: v.boolean(),
    items: v.array(
      v.looseObject({
        ...{ taskId: id, instance: v.number() },
        ...{ instruction: v.string(), input: v.string(), output: v.string() },
      }),
    ),
  }),
  qualityAnswers: v.pipe(
    v.looseObject({
      reviewId: v.string(),
      reviewer: v.string(),
      place,
      states: qualityStates,
      undone: v.optional(qualityStates),
    }),
    v.check(({ states, undone = [] }) => states.length + undone.length > 0),
  ),
  guards: v.looseObject({
    id: v.string(),
    name: v.string(),
    rows: v.array(v.looseObject({ instruction: v.string(), instances })),
  }),
};

/** True for a JSON object that has what the program relies on in rows of this table. */
export function isSoundRow(table: string, row: unknown): row is Record<string, unknown> {
  const guard = Object.hasOwn(guards, table) ? guards[table] : v.looseObject({});
  return guard !== undefined && v.is(guard, row);
}

/**
 * A row as it is restored. A run or an errand that was under way is paused: opening a restored project should
 * not at once spend money.
 */
export function restoredRow(table: string, row: Record<string, unknown>): Record<string, unknown> {
  if (!connectedTables.has(table)) return row;
  // `isSoundRow` has seen connection and state; the rest goes through untouched.
  const clean = withoutSecrets(row as unknown as Connected);
  const wouldGoOn = clean.state === 'running' || clean.state === 'waiting-for-model';
  return { ...clean, state: wouldGoOn ? 'paused' : clean.state };
}
