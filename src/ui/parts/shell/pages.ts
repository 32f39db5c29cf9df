import type { Component } from 'svelte';
import type { ProjectSession } from '#state/project-session.svelte.ts';
import type { ProjectPage, RouteQuery } from '#state/route.ts';

/** What every page of a project is given. */
export interface ProjectPageProps {
  readonly session: ProjectSession;
  /** What follows the `?` of the address. */
  readonly query: RouteQuery;
}

type Loaded<Props extends object> = Promise<{ default: Component<Props> }>;

/** Pages come when they are first looked at. */
export const projectPageLoaders: Readonly<Record<ProjectPage, () => Loaded<ProjectPageProps>>> = {
  seeds: () => import('#ui/pages/SeedsPage.svelte'),
  generate: () => import('#ui/pages/GeneratePage.svelte'),
  review: () => import('#ui/pages/ReviewPage.svelte'),
  export: () => import('#ui/pages/ExportPage.svelte'),
};

export const settingsLoader = (): Loaded<Record<string, never>> =>
  import('#ui/pages/SettingsPage.svelte');

export const projectsLoader = (): Loaded<Record<string, never>> =>
  import('#ui/pages/ProjectsPage.svelte');
