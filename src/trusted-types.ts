// The policy of the page demands Trusted Types, so starting a worker by address needs a policy of
// that name. This module must be evaluated before anything that might start one.

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

// As built (`project.worker-B3x.js`) and as served while developing (`project.worker.ts`).
const workerScript = /\.worker(-[\w-]+)?\.(js|ts)$/;

function allowOwnWorkers(address: string): string {
  const url = new URL(address, location.href);
  if (url.origin === location.origin && workerScript.test(url.pathname)) return address;
  throw new TypeError(`Only workers of this site may be started, not ${url.href}`);
}

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
trustedTypes?.createPolicy('default', { createScriptURL: allowOwnWorkers });
