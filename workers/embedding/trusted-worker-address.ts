interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

let allowed = '';
let isInstalled = false;

/** Lets the ONNX runtime start its threads, which the policy of the site else forbids. */
export function allowWorkerAddress(address: string): void {
  allowed = address;
  if (isInstalled) return;
  isInstalled = true;
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, location.href).href === allowed) return url;
      throw new TypeError(`Only threads of the model runtime may be started, not ${url}`);
    },
  });
}
