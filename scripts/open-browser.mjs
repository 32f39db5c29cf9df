// Opens an address in the user's browser; that none can be opened is no reason to stop serving.
import { spawn } from 'node:child_process';

const commands = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
  linux: ['xdg-open'],
};

export function openInBrowser(address) {
  const command = commands[process.platform] ?? commands.linux;
  // Without a screen xdg-open would start a text browser inside this terminal.
  if (command === commands.linux && !hasScreen()) return sayOpen(address);
  const [program, ...args] = command;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => sayOpen(address));
  child.once('exit', (status) => {
    if (status !== 0) sayOpen(address);
  });
  child.unref();
}

function hasScreen() {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  return [DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME].some(Boolean);
}

function sayOpen(address) {
  console.log(`No browser could be opened from here; open ${address} in yours.`);
}
