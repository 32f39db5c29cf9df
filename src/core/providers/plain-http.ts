/** A browser opens no more connections to an HTTP/1.1 origin; further calls would wait inside it. */
export const mostToPlainHttp = 6;

/** The origin of an address by plain http, which is never HTTP/2 in browsers; null of any other. */
export function plainHttpOrigin(baseUrl: string): string | null {
  const host = /^http:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(baseUrl)?.[1];
  return host === undefined ? null : `http://${host.toLowerCase().replace(/:80$/, '')}`;
}
