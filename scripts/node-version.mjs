// Imported first by every command, and written so that old versions of Node can read it too.
const least = { major: 20, minor: 19 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < least.major || (major === least.major && minor < least.minor)) {
  console.error(
    `Seedbed needs Node ${least.major}.${least.minor} or newer; this is ${process.versions.node}. ` +
      'Get a newer one from https://nodejs.org and try again.',
  );
  process.exit(1);
}
