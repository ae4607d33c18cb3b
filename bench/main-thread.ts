/** What a page's thread went through between two marks, from the browser's own trace. */
import type { Page } from 'puppeteer-core';

/** Milliseconds above which a browser calls a task long. */
export const LONG = 50;

export interface Task {
  /** Milliseconds. */
  readonly duration: number;
  /** Milliseconds in which the thread had a processor. */
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** The same in time of the thread alone. */
  readonly tdur?: number;
  /** Of an event that names a thread. */
  readonly args?: { readonly name?: string };
}

/** Runs `act`, which sets two marks in the page, and lists the tasks between them, longest first. */
export async function tasksBetween<Result>(
  page: Page,
  [first, last]: readonly [string, string],
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly tasks: readonly Task[] }> {
  const { result, events, start } = await eventsBetween(page, [first, last], act);
  const tasks = events
    .filter(({ tid }) => tid === start.tid)
    .map(taskOf)
    .sort((a, b) => b.duration - a.duration);
  if (tasks.length === 0) throw new Error('The trace has no tasks');
  return { result, tasks };
}

/** Milliseconds of processor time. */
export interface BusyTimes {
  /** Of the page's thread. */
  readonly page: number;
  /** Of the worker that is the first to compute something, and of all the others. */
  readonly firstWorker: number;
  readonly otherWorkers: number;
}

/** Microseconds of a task that does something. */
const CONSIDERABLE = 1000;

/** The same for what the page's thread and its workers computed between the marks. */
export async function busyTimes<Result>(
  page: Page,
  marks: readonly [string, string],
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly busy: BusyTimes }> {
  const { result, events, start, workers } = await eventsBetween(page, marks, act);
  const of = (isMeant: (event: TraceEvent) => boolean): number =>
    busyTime(events.filter(isMeant).map(taskOf));
  const [first] = events
    .filter(({ tid, tdur = 0 }) => workers.has(tid) && tdur >= CONSIDERABLE)
    .sort((a, b) => a.ts - b.ts);
  return {
    result,
    busy: {
      page: of(({ tid }) => tid === start.tid),
      firstWorker: of(({ tid }) => tid === first?.tid),
      otherWorkers: of(({ tid }) => workers.has(tid) && tid !== first?.tid),
    },
  };
}

/** The tasks of all threads of the page's process between two marks. */
async function eventsBetween<Result>(
  page: Page,
  [first, last]: readonly [string, string],
  act: () => Promise<Result>,
): Promise<{
  readonly result: Result;
  readonly events: readonly TraceEvent[];
  readonly start: TraceEvent;
  readonly workers: ReadonlySet<number>;
}> {
  await page.tracing.start({ categories: ['toplevel', 'blink.user_timing'] });
  const result = await act();
  const file = await page.tracing.stop();
  if (!file) throw new Error('The browser gave no trace');
  const { traceEvents } = JSON.parse(new TextDecoder().decode(file)) as { traceEvents: TraceEvent[] };
  const marks = traceEvents.filter(({ cat }) => cat.includes('blink.user_timing'));
  const start = marks.find(({ name }) => name === first);
  const end = marks.find(({ name }) => name === last);
  if (!start || !end) throw new Error('The trace lacks its marks');
  const workers = traceEvents
    .filter(({ name, pid, args }) => name === 'thread_name' && pid === start.pid && isWorker(args?.name))
    .map(({ tid }) => tid);
  const events = traceEvents
    .filter(({ name, pid }) => name.endsWith('RunTask') && pid === start.pid)
    .filter(({ ts, dur = 0 }) => ts + dur >= start.ts && ts <= end.ts);
  return { result, events, start, workers: new Set(workers) };
}

const isWorker = (name: string | undefined): boolean => name?.startsWith('DedicatedWorker') ?? false;

const taskOf = ({ dur = 0, tdur = dur }: TraceEvent): Task => ({ duration: dur / 1000, cpu: tdur / 1000 });

/** Milliseconds of processor time, all in all. */
export const busyTime = (tasks: readonly Task[]): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

/** The longest, by processor time. */
export const longestCpu = (tasks: readonly Task[]): number =>
  tasks.reduce((longest, { cpu }) => Math.max(longest, cpu), 0);
