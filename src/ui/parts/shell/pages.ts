import type { Component } from 'svelte';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';
import type { ProjectPage, RouteQuery } from '#state/shell/route.ts';

/** What every page of a project is given. */
export interface ProjectPageProps {
  readonly session: ProjectSession;
  /** What follows the `?` of the address. */
  readonly query: RouteQuery;
}

type Loaded<Props extends object> = Promise<{ default: Component<Props> }>;

/**
 * Fetches a page once. The promise must stay the same: with a new one at every change of the address
 * the page would be taken down and built again. What failed is tried again.
 */
function once<Page>(load: () => Promise<Page>): () => Promise<Page> {
  let loading: Promise<Page> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

/** Pages come when they are first looked at. */
export const projectPageLoaders: Readonly<Record<ProjectPage, () => Loaded<ProjectPageProps>>> = {
  seeds: once(() => import('#ui/pages/SeedsPage.svelte')),
  generate: once(() => import('#ui/pages/GeneratePage.svelte')),
  review: once(() => import('#ui/pages/ReviewPage.svelte')),
  explore: once(() => import('#ui/pages/ExplorePage.svelte')),
  export: once(() => import('#ui/pages/ExportPage.svelte')),
  quality: once(() => import('#ui/pages/QualityPage.svelte')),
};

export const settingsLoader: () => Loaded<Record<string, never>> = once(
  () => import('#ui/pages/SettingsPage.svelte'),
);

export const projectsLoader: () => Loaded<Record<string, never>> = once(
  () => import('#ui/pages/ProjectsPage.svelte'),
);
