/**
 * Starting a worker on any page. No single way works everywhere (a CSP may forbid blobs or everything else, a CDN is
 * another origin, a bundler may have dropped the file), so the ways are tried in order, and what worked is remembered
 * for the page: each refusal leaves a report or a 404 in the host's console.
 */
import { trustedScriptUrl } from './trusted-types.js';

/** A worker's script in the forms in which a page may be able to load it. */
export interface WorkerScript {
  /** Under which what worked is remembered. */
  readonly name: string;
  /** The script's own file. May throw or be empty, as `import.meta.url` is in a classic script. */
  readonly file: () => URL | string;
  /** The script's text, from a module that is loaded only when needed. */
  readonly text: () => Promise<string>;
  /** Sends the first message, which a living worker answers. */
  readonly greet: (worker: Worker) => void;
}

export interface StartOptions {
  /** The host's own way, tried first. May give nothing. */
  readonly factory?: (() => Worker | undefined) | undefined;
  /** Milliseconds that one way may take until the worker answers. Default 10,000: the script may come over a slow line. */
  readonly timeout?: number | undefined;
}

const DEFAULT_TIMEOUT = 10_000;

type Way = 'url' | 'import' | 'text';
const WAYS: readonly Way[] = ['url', 'import', 'text'];

interface Memory {
  /** What worked, or that nothing does. */
  readonly known: Map<string, Way | 'none'>;
  /** Searches under way: others wait for their result instead of repeating the refusals. */
  readonly searches: Map<string, Promise<void>>;
}

/** Shared by all copies of this version on the page. */
const MEMORY_KEY = Symbol.for('trace-dependencies/worker-ways@0');

function memory(): Memory {
  const holder = globalThis as { [MEMORY_KEY]?: Memory };
  return (holder[MEMORY_KEY] ??= { known: new Map(), searches: new Map() });
}

/** Why a way did not lead to a worker. */
type Refusal = 'refused' | 'timeout';

/** Host factories that failed once; they are not asked again. */
const failedFactories = new WeakSet<() => Worker | undefined>();

/**
 * Starts a worker and waits until it answers.
 *
 * @returns the worker, with no listeners of ours on it, or `null` when the page allows none. Never rejects.
 */
export async function startWorker(script: WorkerScript, options: StartOptions = {}): Promise<Worker | null> {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT;
  const { factory } = options;
  if (factory && !failedFactories.has(factory)) {
    const started = await attempt(script, factory, timeout);
    if (typeof started === 'object') return started;
    if (started === 'refused') failedFactories.add(factory);
  }
  const { known, searches } = memory();
  for (let search = searches.get(script.name); search; search = searches.get(script.name)) await search;
  const way = known.get(script.name);
  if (way === 'none' || typeof Worker === 'undefined') return null;
  if (way) {
    const started = await attemptWay(script, way, timeout);
    if (typeof started === 'object') return started;
    if (started === 'timeout') return null;
    known.delete(script.name);
  }
  let worker: Worker | null = null;
  const search = (async () => {
    let final = true;
    for (const next of WAYS) {
      const started = await attemptWay(script, next, timeout);
      if (typeof started === 'object') {
        known.set(script.name, next);
        worker = started;
        return;
      }
      if (started === 'timeout') final = false;
    }
    // After a timeout the next start may do better; a refusal is the page's policy and stays.
    if (final) known.set(script.name, 'none');
  })();
  searches.set(script.name, search);
  await search;
  searches.delete(script.name);
  return worker;
}

async function attemptWay(script: WorkerScript, way: Way, timeout: number): Promise<Worker | Refusal> {
  let blob: string | null = null;
  const fromText = (text: string): Worker => {
    blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    return new Worker(trustedScriptUrl(blob));
  };
  try {
    if (way === 'text') {
      const text = await script.text();
      return await attempt(script, () => fromText(text), timeout);
    }
    const url = new URL(script.file());
    if (way === 'import') {
      return await attempt(script, () => fromText(`importScripts(${JSON.stringify(url.href)})`), timeout);
    }
    // Of another origin it would throw in some engines and report in others.
    if (url.origin !== location.origin) return 'refused';
    return await attempt(script, () => new Worker(trustedScriptUrl(url.href)), timeout);
  } catch {
    // No address, no blobs, or the text's module could not be loaded: this way does not exist here.
    return 'refused';
  } finally {
    if (blob !== null) URL.revokeObjectURL(blob);
  }
}

/** Makes a worker and waits for its first message. A refusal comes as an exception or as an error event. */
function attempt(
  script: WorkerScript,
  make: () => Worker | undefined,
  timeout: number,
): Promise<Worker | Refusal> {
  let worker: Worker | undefined;
  try {
    worker = make();
    if (!worker) return Promise.resolve('refused');
  } catch {
    return Promise.resolve('refused');
  }
  const candidate = worker;
  return new Promise((resolve) => {
    const end = (result: Worker | Refusal): void => {
      clearTimeout(timer);
      candidate.removeEventListener('message', onMessage);
      candidate.removeEventListener('error', onError);
      candidate.removeEventListener('messageerror', onError);
      if (typeof result !== 'object') candidate.terminate();
      resolve(result);
    };
    const onMessage = (): void => end(candidate);
    const onError = (event: Event): void => {
      // Otherwise the browser reports the refusal as an uncaught error of the page.
      event.preventDefault();
      end('refused');
    };
    const timer = setTimeout(() => end('timeout'), timeout);
    candidate.addEventListener('message', onMessage);
    candidate.addEventListener('error', onError);
    candidate.addEventListener('messageerror', onError);
    try {
      script.greet(candidate);
    } catch {
      end('refused');
    }
  });
}
