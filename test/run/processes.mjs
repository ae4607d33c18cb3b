/** Child processes of the commands, with Node's own modules only: nothing is installed yet when this is loaded. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program with the terminal as its output.
 * @returns {Promise<boolean>} whether it ended with 0
 */
export async function run(command, args, env = {}) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && command === 'npm', // npm is a batch file there
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** Runs a program of an installed package by the path of its script: no shell, no PATH, the same on all systems. */
export const runTool = (script, ...args) => run(process.execPath, [`node_modules/${script}`, ...args]);

/** As `run`, but throws when the program fails. */
export async function must(command, args, env) {
  if (!(await run(command, args, env))) throw new Error(`This command failed: ${command} ${args.join(' ')}`);
}
