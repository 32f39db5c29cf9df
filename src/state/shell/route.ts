import type { ProjectId } from '#core/model/ids.ts';

/** The pages of a project that the navigation lists. */
export const navigationPages = ['seeds', 'generate', 'review', 'explore', 'export'] as const;

/** All pages that belong to one project; Review leads to `quality`. */
export const projectPages = [...navigationPages, 'quality'] as const;

export type ProjectPage = (typeof projectPages)[number];

/** What follows the `?` of an address, decoded. */
export type RouteQuery = Readonly<Record<string, string>>;

/** Where the user is. Every route has an address, so that views can be bookmarked. */
export type Route =
  | { readonly page: 'projects'; readonly query?: RouteQuery }
  | { readonly page: 'settings' }
  | { readonly page: ProjectPage; readonly projectId: ProjectId; readonly query: RouteQuery }
  | { readonly page: 'unknown'; readonly path: string };

export type ProjectRoute = Extract<Route, { projectId: ProjectId }>;

/** True for a route that belongs to a project. */
export function isProjectRoute(route: Route): route is ProjectRoute {
  return 'projectId' in route;
}

/** Reads the hash of an address, with or without `#`; never fails: see `unknown`. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) {
    return { page: 'projects', ...(search !== '' && { query: readQuery(search) }) };
  }
  if (parts.length === 1 && parts[0] === 'settings') return { page: 'settings' };
  return parseProjectRoute(parts, search) ?? { page: 'unknown', path };
}

function parseProjectRoute(parts: readonly string[], search: string): Route | null {
  const [first, id = '', name = 'generate'] = parts;
  const page = projectPages.find((known) => known === name);
  if (first !== 'p' || !/^[1-9]\d{0,14}$/.test(id) || parts.length > 3 || !page) return null;
  return { page, projectId: Number(id), query: readQuery(search) };
}

const readQuery = (search: string): RouteQuery => Object.fromEntries(new URLSearchParams(search));

/** The address of a project's page, for links; empty values of the query are left out. */
export function projectHref(
  projectId: ProjectId,
  page: ProjectPage,
  query: RouteQuery = {},
): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  const search = new URLSearchParams(filled).toString();
  return `#/p/${projectId}/${page}${search === '' ? '' : `?${search}`}`;
}

export const projectsHref = '#/';
export const settingsHref = '#/settings';
