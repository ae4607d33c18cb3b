/** Starts and ends the processes in which layout engines draw. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EngineName } from './engines/engines.js';
import type { LayoutAnswer, LayoutTask } from './layout-process.js';

/** Draws by one engine; the process that dies of a graph is replaced by a fresh one for the next. */
export class LayoutProcess {
  readonly #engine: EngineName;
  #child: ChildProcess | null = null;

  constructor(engine: EngineName) {
    this.#engine = engine;
  }

  async draw(task: Omit<LayoutTask, 'engine'>): Promise<LayoutAnswer> {
    const child = (this.#child ??= fork(fileURLToPath(new URL('layout-process.mjs', import.meta.url)), {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'], // engines write progress and warnings
    }));
    const end = new AbortController();
    const { signal } = end;
    child.send({ ...task, engine: this.#engine } satisfies LayoutTask);
    try {
      const [answer] = (await Promise.race([
        once(child, 'message', { signal }),
        once(child, 'exit', { signal }).then(([, reason]) => [diedOf(reason, task.limit)]),
      ])) as [LayoutAnswer];
      return answer;
    } finally {
      end.abort();
      if (child.exitCode !== null || child.signalCode !== null) this.#child = null;
    }
  }

  end(): void {
    this.#child?.kill();
    this.#child = null;
  }
}

const diedOf = (reason: unknown, limit: number): LayoutAnswer => ({
  error: reason === 'SIGKILL' ? `> ${limit / 1000} s` : 'crashed',
});
