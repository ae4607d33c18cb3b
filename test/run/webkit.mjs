/** A display and a WebDriver server for WebKitGTK. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function accepts(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // not listening yet
  } finally {
    socket.destroy();
  }
}

/** Xvfb chooses a free display and writes its number on the file descriptor that it is given. */
async function startDisplay(program) {
  const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await Promise.race([
    once(child.stdout, 'data').then(([text]) => String(text).trim()),
    once(child, 'exit').then(() => null),
  ]);
  if (!number) throw new Error('Xvfb ended before it gave a display.');
  return { child, display: `:${number}` };
}

/**
 * @param {{ xvfb: string, driver: string }} programs
 * @returns {Promise<{ port: number, stop(): void }>} the driver's port; `stop` ends both processes
 */
export async function startWebKitDriver({ xvfb, driver }) {
  const { child: screen, display } = await startDisplay(xvfb);
  const port = await freePort();
  const server = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1' },
  });
  const stop = () => {
    server.kill();
    screen.kill();
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await accepts(port)) return { port, stop };
    await sleep(100);
  }
  stop();
  throw new Error('WebKitWebDriver did not begin to listen within 10 seconds.');
}
