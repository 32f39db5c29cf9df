import type { ModelConnection } from '#core/model/connection.ts';
import type { Complete } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf, connectionsOf } from '#core/model/step-connection.ts';
import type { DriverPorts } from './driver-ports.ts';
import type { RunKeys } from './run-keys.ts';

/** The models of a run as one: each call goes to the model of its step, with that address's key. */
export async function stepModels(
  run: Run,
  createModel: DriverPorts['createModel'],
  keys: RunKeys,
): Promise<Complete> {
  const models = new Map<ModelConnection, Complete>();
  for (const connection of connectionsOf(run)) {
    models.set(connection, await createModel(connection, keys.get(connection.baseUrl), run.seed));
  }
  return (call, signal) => {
    const complete = models.get(connectionOf(run, call.step));
    if (complete === undefined) throw new RangeError(`no model for step ${call.step}`);
    return complete(call, signal);
  };
}
