import type { Plugin } from 'vite';
import { policy, securityHeaders } from './security-headers.ts';

/** Writes the policy into the built page and, for hosts that read it, a `_headers` file. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'seedbed:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      const lines = Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`);
      this.emitFile({
        type: 'asset',
        fileName: '_headers',
        source: ['/*', ...lines, ''].join('\n'),
      });
    },
  };
}
