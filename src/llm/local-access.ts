import type { LocalSpace } from '#core/providers/local-address.ts';

/** Whether a page from the web may reach this machine or its network; `unknown` in most browsers. */
export type LocalAccess = PermissionState | 'unknown';

/** Chrome's names for the permission: one a space since 145, one for both from 142 on. */
const permissionNames: Readonly<Record<LocalSpace, readonly string[]>> = {
  loopback: ['loopback-network', 'local-network-access'],
  local: ['local-network', 'local-network-access'],
};

/** Asks the browser for the state of the permission, without a prompt. */
export async function localAccess(space: LocalSpace): Promise<LocalAccess> {
  for (const name of permissionNames[space]) {
    // Browsers that don't know a name throw.
    const state = await stateOf(name).catch(() => null);
    if (state !== null) return state;
  }
  return 'unknown';
}

async function stateOf(name: string): Promise<PermissionState> {
  // The type of the standard library lists older permissions only.
  const { state } = await navigator.permissions.query({ name: name as PermissionName });
  return state;
}
