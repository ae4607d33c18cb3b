/**
 * `npm start`: installs and builds what is missing, serves the demo, and opens it where there is a desktop.
 * `PORT` chooses the port (8080; the next free one if it is taken). `npm start -- --no-open` opens no browser.
 */
import { spawn } from 'node:child_process';
import { buildIfStale, installPackages } from '../test/run/prepare.mjs';
import { serveFolder } from './serve.mjs';

function hasDesktop() {
  if (process.env.CI || !process.stdout.isTTY) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };

/** Opening is a courtesy: where it fails, the address has been printed. */
function open(address) {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No browser could be opened; please open the address yourself.'));
  child.unref();
}

function wantedPort() {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is no port: ${process.env.PORT}`);
  return port;
}

async function start() {
  await installPackages();
  await buildIfStale();
  const { server, address } = await serveFolder('.', wantedPort());
  console.log(`The demo is at ${address}`);
  if (hasDesktop() && !process.argv.includes('--no-open')) open(address);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

start().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
