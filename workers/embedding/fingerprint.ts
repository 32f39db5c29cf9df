/** SHA-256 over the files that decide what a model's vectors are, the first 16 bytes as hex. */
export async function fingerprintOf(files: ReadonlyMap<string, Blob>): Promise<string> {
  const parts: string[] = [];
  for (const [path, content] of files) {
    if (path === 'config.json') continue;
    parts.push(`${path} ${await digest(await content.arrayBuffer())}`);
  }
  const whole = await digest(new TextEncoder().encode(parts.sort().join('\n')).buffer);
  return whole.slice(0, 32);
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
