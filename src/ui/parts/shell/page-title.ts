import { isProjectRoute, type ProjectPage, type Route } from '#state/shell/route.ts';

export const pageNames: Readonly<Record<ProjectPage, string>> = {
  seeds: 'Seeds',
  generate: 'Generate',
  review: 'Review',
  explore: 'Explore',
  export: 'Export',
  quality: 'Quality review',
};

/** What the tab is called: page, project, site. */
export function pageTitle(route: Route, projectName: string | undefined): string {
  if (isProjectRoute(route)) {
    const parts = [pageNames[route.page], projectName, 'Seedbed'];
    return parts.filter((part) => part !== undefined).join(' · ');
  }
  if (route.page === 'settings') return 'Settings · Seedbed';
  return route.page === 'unknown' ? 'Not found · Seedbed' : 'Seedbed';
}
