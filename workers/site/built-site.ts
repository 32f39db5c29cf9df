/** What the build knows of the site: put in the place of this name by `tools/site-worker.ts`. */
export interface BuiltSite {
  /** Changes when any file of the site does. */
  readonly version: string;
  /** Files that the site needs to start and work, relative to its root. */
  readonly files: readonly string[];
  /** Headers that every answer carries, see `tools/security-headers.ts`. */
  readonly headers: Readonly<Record<string, string>>;
}

declare global {
  const SEEDBED_SITE: BuiltSite;
}
