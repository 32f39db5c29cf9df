import { createContext } from 'svelte';
import { FilesHandle } from '#rpc/files-handle.ts';
import { EmbeddingModels } from './vectors/embedding-models.svelte.ts';
import { KeptKeys } from './keys/kept-keys.svelte.ts';
import { Keys } from './keys/keys.ts';
import { OfflineSite } from './shell/offline-site.svelte.ts';
import { ProjectVectors } from './vectors/project-vectors.svelte.ts';
import { Projects } from './projects/projects.svelte.ts';
import { SavedRecipes } from './generate/recipes.svelte.ts';
import { Router } from './shell/router.svelte.ts';
import { Sessions } from './project/sessions.svelte.ts';
import { StorageState } from './shell/storage-state.svelte.ts';
import { ThemeState } from './shell/theme.svelte.ts';
import { Toasts } from './shell/toasts.svelte.ts';

/** Everything that the screens share, made once and handed down by context. */
export interface App {
  readonly router: Router;
  readonly theme: ThemeState;
  readonly toasts: Toasts;
  readonly storage: StorageState;
  readonly offline: OfflineSite;
  readonly keys: Keys;
  readonly keptKeys: KeptKeys;
  readonly projects: Projects;
  readonly sessions: Sessions;
  readonly recipes: SavedRecipes;
  readonly files: FilesHandle;
  readonly models: EmbeddingModels;
  readonly vectors: ProjectVectors;
}

export function createApp(): App {
  const files = new FilesHandle();
  const models = new EmbeddingModels();
  const keys = new Keys();
  return {
    router: new Router(),
    theme: new ThemeState(),
    toasts: new Toasts(),
    storage: new StorageState(),
    offline: new OfflineSite(),
    keys,
    keptKeys: new KeptKeys(keys),
    projects: new Projects(files),
    sessions: new Sessions(files, models),
    recipes: new SavedRecipes(),
    files,
    models,
    vectors: new ProjectVectors(models),
  };
}

/** The app, for any component below the root. */
export const [getApp, setApp] = createContext<App>();
