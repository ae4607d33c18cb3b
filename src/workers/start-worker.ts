/**
 * Starting a worker on any page. No single way works everywhere (a CSP may forbid blobs or everything else, a CDN is
 * another origin, a bundler may have dropped the file), so the ways are tried in order, and what worked is remembered
 * for the page: each refusal leaves a report or a 404 in the host's console.
 */
import { pageWide } from './page-wide.js';
import { trustedScriptUrl } from './trusted-types.js';

/** A worker's script in the forms in which a page may be able to load it. */
export interface WorkerScript<Name extends string = string> {
  /** What the host's factory is asked for, and under which it is remembered what worked. */
  readonly name: Name;
  /** The script's own file. May throw or be empty, as `import.meta.url` is in a classic script. */
  readonly file: () => URL | string;
  /** The script's text, from a module that is loaded only when needed. */
  readonly text: () => Promise<string>;
  /** Sends the first message, which a living worker answers. */
  readonly greet: (worker: Worker) => void;
}

type Factory<Name extends string> = (name: Name) => Worker | undefined;

/** How a worker may be started. */
export interface StartOptions<Name extends string = string> {
  /** The host's own way, tried first. May give nothing. */
  readonly factory?: Factory<Name> | undefined;
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
  readonly searches: Map<string, Promise<unknown>>;
}

const memory = (): Memory => pageWide('worker-ways', () => ({ known: new Map(), searches: new Map() }));

/** Why a way did not lead to a worker. */
type Refusal = 'refused' | 'timeout';

/** The scripts for which a host's factory failed once; it is not asked for them again. */
const failedFactories = new WeakMap<object, Set<string>>();

/**
 * Starts a worker and waits until it answers.
 *
 * @returns the worker, with no listeners of ours on it, or `null` when the page allows none. Never rejects.
 */
export async function startWorker<Name extends string>(
  script: WorkerScript<Name>,
  { factory, timeout = DEFAULT_TIMEOUT }: StartOptions<Name> = {},
): Promise<Worker | null> {
  const worker = factory ? await startByFactory(script, factory, timeout) : null;
  return worker ?? startByOwnWays(script, timeout);
}

async function startByFactory<Name extends string>(
  script: WorkerScript<Name>,
  factory: Factory<Name>,
  timeout: number,
): Promise<Worker | null> {
  const failed = failedFactories.get(factory) ?? new Set();
  if (failed.has(script.name)) return null;
  const started = await attempt(script, () => factory(script.name), timeout);
  if (typeof started === 'object') return started;
  if (started === 'refused') failedFactories.set(factory, failed.add(script.name));
  return null;
}

async function startByOwnWays(script: WorkerScript, timeout: number): Promise<Worker | null> {
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
  const search = searchWays(script, timeout);
  searches.set(script.name, search);
  const worker = await search;
  searches.delete(script.name);
  return worker;
}

/** Tries the ways in order and remembers the first that works. */
async function searchWays(script: WorkerScript, timeout: number): Promise<Worker | null> {
  const { known } = memory();
  let final = true;
  for (const way of WAYS) {
    const started = await attemptWay(script, way, timeout);
    if (typeof started === 'object') {
      known.set(script.name, way);
      return started;
    }
    if (started === 'timeout') final = false;
  }
  // After a timeout the next start may do better; a refusal is the page's policy and stays.
  if (final) known.set(script.name, 'none');
  return null;
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
    // One of the two only. A worker of another origin would throw in some engines and report in others; to import a file
    // that could not be had would ask for it again. `origin`, not that of `location`: a sandboxed page has none.
    if ((url.origin === origin) === (way === 'import')) return 'refused';
    if (way === 'import')
      return await attempt(script, () => fromText(`importScripts(${JSON.stringify(url.href)})`), timeout);
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
