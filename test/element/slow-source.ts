/** A source that answers when the test likes, and what becomes of it in the shop. */
import type { Span, TraceAnswer, TraceDependenciesElement, TraceSource } from '../../src/index.js';
import { span, traceId } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import { draw, graphOf, inside, parts, record, stubBox, textOf, until, type Properties } from './stage.js';

/** The trace that caused `POST /checkout` and that is not in the data. It began before all others. */
export const cause = span('eeee/1', { name: 'import', service: 'batch', kind: 'producer', start: -500 });

export const causeId = traceId('eeee');

/** One question to a source, which the test answers when it likes. */
export interface Question {
  readonly traceIds: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (...spans: readonly Span[]) => void;
  readonly fail: (error: Error) => void;
}

/** A source that collects what it is asked. */
export function slowSource(id?: string): TraceSource & { readonly questions: readonly Question[] } {
  const questions: Question[] = [];
  return {
    ...(id === undefined ? {} : { id }),
    questions,
    getTraces: (traceIds, { signal }) =>
      new Promise((resolve, reject) => {
        const answer = (...spans: readonly Span[]): void => {
          const answers = new Map<string, TraceAnswer>();
          for (const one of spans) answers.set(one.traceId, { spans: [one] });
          resolve(answers);
        };
        questions.push({ traceIds, signal, answer, fail: (error) => reject(error) });
      }),
  };
}

/** The question that was asked first, or as the one of that number. */
export function question(source: { readonly questions: readonly Question[] }, number = 0): Question {
  const found = source.questions[number];
  if (!found) throw new Error(`The source was asked ${source.questions.length} times`);
  return found;
}

export const operations = (element: TraceDependenciesElement): readonly (string | null | undefined)[] =>
  graphOf(element).nodes.map(({ group }) => group.find(({ key }) => key === 'operation.name')?.value);

export const isLoaded = (element: TraceDependenciesElement): boolean =>
  operations(element).includes('import');

/** Activates the stub of an element that may lie outside the window, and counts the events of it. */
export function activate(element: TraceDependenciesElement): number {
  const events = record(element, 'async-expand');
  inside<HTMLElement>(stubBox(element, false), 'button').click();
  return events.length;
}

/** What the stub says below its title, once it says something that matches. */
export function note(element: TraceDependenciesElement, pattern: RegExp): Promise<string> {
  return until(
    () => {
      const text = textOf(parts(element, '.stub-note')[0]);
      return pattern.test(text) ? text : null;
    },
    `the stub says ${String(pattern)}`,
  );
}

export const codes = (element: TraceDependenciesElement): readonly string[] =>
  element.problems.map(({ code }) => code);

export async function drawShop(properties: Properties = {}): Promise<TraceDependenciesElement> {
  return draw({ spans: shop, ...properties });
}
