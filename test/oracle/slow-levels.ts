/** The slow reading of focus and async levels. */
import type { Trace, TraceSet } from '../../src/model/trace-set.js';
import { compareIds } from './slow-groups.js';
import { compareStarts, type SlowCall } from './slow-spans.js';
import { meantTraceId } from './slow-trace-ids.js';

export interface SlowLevels {
  readonly focusTraceId: string | null;
  /** Level by trace id; a trace that is neither downstream nor upstream of the focus is not in it. */
  readonly levels: ReadonlyMap<string, number>;
  /** Fewest hops from the focus by trace id, for the traces that can be reached in that direction. */
  readonly down: ReadonlyMap<string, number>;
  readonly up: ReadonlyMap<string, number>;
}

export function slowLevels(
  traces: TraceSet,
  calls: readonly SlowCall[],
  wanted: string | undefined,
): SlowLevels {
  const ordered = [...traces.traces].sort(
    (a, b) => compareStarts(startOf(a), startOf(b)) || compareIds(a.traceId, b.traceId),
  );
  const ids = ordered.map((trace) => trace.traceId);
  const earliest = ids[0];
  if (earliest === undefined)
    return { focusTraceId: null, levels: new Map(), down: new Map(), up: new Map() };

  const steps = calls
    .filter((call) => call.async)
    .map((call) => [call.caller.span.traceId, call.callee.span.traceId] as const)
    .filter(([from, to]) => from !== to);
  // "'Incoming' calls are those from other traces."
  const called = new Set(steps.map(([, to]) => to));
  const first = ids.filter((id) => !called.has(id));

  if (wanted === '*') {
    // "every trace without incoming asynchronous calls is level 0"
    const starts = [...first];
    // "then, as long as a trace is not downstream of any of them, the earliest such trace"
    for (const id of ids) if (!distances(starts, steps).has(id)) starts.push(id);
    // "the levels are the fewest hops from any of them"
    const levels = distances(starts, steps);
    return { focusTraceId: '*', levels, down: levels, up: new Map() };
  }

  // "An unknown `focusTraceId` counts as not given."
  const given = wanted === undefined ? null : meantTraceId(wanted, ids);
  // "When every trace has an incoming call, the default focus is the earliest trace."
  // "else the trace with no incoming asynchronous call and the earliest start"
  const focus = given ?? first[0] ?? earliest;
  const down = distances([focus], steps);
  const up = distances(
    [focus],
    steps.map(([from, to]) => [to, from] as const),
  );
  const levels = new Map<string, number>();
  for (const id of ids) {
    const after = down.get(id) ?? Infinity;
    const before = up.get(id) ?? Infinity;
    // "a trace reached both ways takes the smaller distance, downstream on a tie"
    if (after <= before && after < Infinity) levels.set(id, after);
    else if (before < Infinity) levels.set(id, -before);
  }
  return { focusTraceId: focus, levels, down, up };
}

/** "A trace's start is the earliest known start of its spans; traces without any time come last". */
function startOf(trace: Trace): number | null {
  return trace.spans.map((span) => span.startTime).sort(compareStarts)[0] ?? null;
}

/** Fewest steps from any of the starts. */
function distances(
  starts: readonly string[],
  steps: readonly (readonly [string, string])[],
): Map<string, number> {
  const found = new Map(starts.map((id) => [id, 0]));
  for (let distance = 1, grew = true; grew; distance += 1) {
    grew = false;
    for (const [from, to] of steps) {
      if (found.get(from) !== distance - 1 || found.has(to)) continue;
      found.set(to, distance);
      grew = true;
    }
  }
  return found;
}
