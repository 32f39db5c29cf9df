import type { ProjectId } from '#core/model/ids.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { LoadedModel } from './embedding-api.ts';
import type { MeaningFailure } from './meaning-api.ts';

/** A model at work, and ports to the workers that hold it. */
export interface ModelPorts {
  readonly model: LoadedModel;
  readonly ports: readonly MessagePort[];
}

/** The worker that embeds for screening, as the page sees it. */
export interface MeaningHost {
  /** Serves `MeaningApi` on a port, with the model behind `ports`, or by words where it is null. */
  serve(port: MessagePort, project: ProjectId, model: ModelPorts | null): Promise<void>;
}

/** How the project worker asks the page for a `MeaningApi`. */
export interface MeaningDoor {
  /** A port to one, its model loaded; fails where that model is not at hand. */
  open(space: MeaningSpace): Promise<Result<MessagePort, MeaningFailure>>;
}
