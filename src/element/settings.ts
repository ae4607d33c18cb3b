/** Reads what hosts set: never throws, never changes the value; an unreadable one counts as the documented default. */
import { defaultGroupBy, defaultLimit } from '../graph/graph-settings.js';
import type { Aggregate } from '../model/dependency-graph.js';
import type { ViewState } from '../model/view-state.js';
import { AGGREGATES } from '../view/controls.js';

/** A comma-separated text or a list of keys; blank keys are dropped, repeats kept once. Empty means the default. */
export function readGroupBy(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const keys = new Set<string>();
  for (const key of list) if (typeof key === 'string' && key.trim() !== '') keys.add(key.trim());
  return keys.size > 0 ? [...keys] : defaultGroupBy;
}

/** A text; `null` for what is none. */
export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The name of an aggregate, or the average. */
export function readAggregate(value: unknown): Aggregate {
  return isAggregate(value) ? value : 'avg';
}

const isAggregate = (value: unknown): value is Aggregate => AGGREGATES.some((name) => name === value);

/** A whole number of at least 0 (0 means no limit), or the default of both limits. */
export function readLimit(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : defaultLimit;
}

/** Reads a limit from its attribute. An empty one is no number, which `Number('')` would take for 0: no limit. */
export const limitConverter = {
  fromAttribute: (text: string | null): number => readLimit(text),
};

/** One of a fixed set of names, or the first of them. */
export function readChoice<Name extends string>(value: unknown, names: readonly [Name, ...Name[]]): Name {
  return names.find((name) => name === value) ?? names[0];
}

/** The names in a list separated by white space; `null`, which means all, for what is no text. */
export function readControls(value: unknown): readonly string[] | null {
  return typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : null;
}

/** What of a saved view state can be read; the rest is left out. A state comes from a URL, so anything may be in it. */
export function readViewState(value: unknown): Partial<ViewState> {
  if (typeof value !== 'object' || value === null) return {};
  const given = value as { readonly [Key in keyof ViewState]?: unknown };
  const texts = (list: unknown): readonly string[] | null =>
    Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : null;
  const groupBy = texts(given.groupBy);
  const expanded = texts(given.expanded);
  const only = given.only === null ? null : (texts(given.only) ?? undefined);
  const collapsed = texts(given.collapsed);
  return {
    ...(groupBy && { groupBy: readGroupBy(groupBy) }),
    ...(isAggregate(given.aggregate) && { aggregate: given.aggregate }),
    ...(typeof given.showInternalSpans === 'boolean' && { showInternalSpans: given.showInternalSpans }),
    ...(typeof given.showDestinations === 'boolean' && { showDestinations: given.showDestinations }),
    ...(typeof given.criticalPath === 'boolean' && { criticalPath: given.criticalPath }),
    ...(isTextOrNull(given.focusTraceId) && { focusTraceId: given.focusTraceId }),
    ...(expanded && { expanded }),
    ...(only !== undefined && { only }),
    ...(collapsed && { collapsed }),
    ...(typeof given.find === 'string' && { find: given.find }),
    ...((given.view === 'graph' || given.view === 'table') && { view: given.view }),
    ...(isTable(given.table) && { table: given.table }),
    ...(isTextOrNull(given.selected) && { selected: given.selected }),
    ...(typeof given.tab === 'string' && { tab: given.tab }),
    ...(isTraceOrder(given.traceOrder) && { traceOrder: given.traceOrder }),
    ...(isPath(given.path) && { path: given.path }),
    ...(isViewport(given.viewport) && { viewport: given.viewport }),
  };
}

const isTextOrNull = (value: unknown): value is string | null => typeof value === 'string' || value === null;

function isTable(value: unknown): value is ViewState['table'] {
  if (typeof value !== 'object' || value === null) return false;
  const { shown, filter, operations, calls } = value as Record<string, unknown>;
  return (
    (shown === 'operations' || shown === 'calls') &&
    typeof filter === 'string' &&
    [operations, calls].every(isOrder)
  );
}

function isOrder(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { by, descending } = value as Record<string, unknown>;
  return typeof by === 'string' && typeof descending === 'boolean';
}

function isTraceOrder(value: unknown): value is ViewState['traceOrder'] {
  if (value === null || !isOrder(value)) return false;
  return ['start', 'duration', 'spans', 'errors'].includes((value as { readonly by: string }).by);
}

function isPath(value: unknown): value is ViewState['path'] {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { traceId, from, to } = value as Record<string, unknown>;
  return traceId === undefined
    ? typeof from === 'string' && typeof to === 'string'
    : typeof traceId === 'string';
}

function isViewport(value: unknown): value is ViewState['viewport'] {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { x, y, scale } = value as Record<string, unknown>;
  return [x, y, scale].every(Number.isFinite) && (scale as number) > 0;
}
