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
}

/** Runs `act`, which sets two marks in the page, and lists the tasks between them, longest first. */
export async function tasksBetween<Result>(
  page: Page,
  [first, last]: readonly [string, string],
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly tasks: readonly Task[] }> {
  await page.tracing.start({ categories: ['toplevel', 'blink.user_timing'] });
  const result = await act();
  const file = await page.tracing.stop();
  if (!file) throw new Error('The browser gave no trace');
  const { traceEvents } = JSON.parse(new TextDecoder().decode(file)) as { traceEvents: TraceEvent[] };
  const marks = traceEvents.filter(({ cat }) => cat.includes('blink.user_timing'));
  const start = marks.find(({ name }) => name === first);
  const end = marks.find(({ name }) => name === last);
  if (!start || !end) throw new Error('The trace lacks its marks');
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && pid === start.pid && tid === start.tid)
    .filter(({ ts, dur = 0 }) => ts + dur >= start.ts && ts <= end.ts)
    .map(({ dur = 0, tdur = dur }) => ({ duration: dur / 1000, cpu: tdur / 1000 }))
    .sort((a, b) => b.duration - a.duration);
  if (tasks.length === 0) throw new Error('The trace has no tasks');
  return { result, tasks };
}

/** Milliseconds of processor time, all in all. */
export const busyTime = (tasks: readonly Task[]): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

/** The longest, by processor time. */
export const longestCpu = (tasks: readonly Task[]): number =>
  tasks.reduce((longest, { cpu }) => Math.max(longest, cpu), 0);
