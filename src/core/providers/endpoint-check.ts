/** What is wrong with the address of an API, in words that don't repeat it; null if nothing is. */
export function addressProblem(baseUrl: string): string | null {
  const url = parsed(baseUrl);
  if (url === null) return 'The address must be a whole one, such as http://localhost:11434/v1.';
  if (url.userInfo !== '' || url.query !== '') {
    return 'The address must hold neither a user name nor a query: a key belongs in its own field.';
  }
  return null;
}

/** An address for people to read: without user name, password and query. */
export function shownAddress(baseUrl: string): string {
  const url = parsed(baseUrl);
  return url === null ? baseUrl.replace(/\/\/[^/]*@/, '//') : url.plain;
}

/**
 * What is wrong with a key, in words that don't repeat it; null if nothing is. Headers carry
 * visible ASCII only: a browser refuses others with the same error as for a server that is down.
 */
export function keyProblem(key: string): string | null {
  const characters = Array.from(key.trim());
  const place = characters.findIndex((character) => !/^[\x21-\x7e]$/.test(character));
  if (place === -1) return null;
  const code = characters[place]?.codePointAt(0) ?? 0;
  const name = code === 0x20 ? 'a space' : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return `No key holds such a character: ${name} at place ${place + 1}. It often comes along when a key is copied; copy the key alone, or type it.`;
}

function parsed(baseUrl: string): { userInfo: string; query: string; plain: string } | null {
  const parts = /^(https?:\/\/)(?:([^/?#]*)@)?([^/?#@\s]+)([^?#\s]*)(\?[^#]*)?(#.*)?$/i.exec(
    baseUrl,
  );
  if (parts === null) return null;
  const [, scheme = '', userInfo = '', host = '', path = '', query = ''] = parts;
  return { userInfo, query, plain: `${scheme}${host}${path}` };
}
