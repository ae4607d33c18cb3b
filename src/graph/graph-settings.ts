import type { GraphOptions } from './graph-options.js';

/** `GraphOptions` with every default filled in; `Infinity` stands for "no limit". */
export interface GraphSettings {
  readonly groupBy: readonly string[];
  readonly showInternalSpans: boolean;
  readonly focusTraceId: string | undefined;
  readonly asyncLimit: number;
  readonly asyncDepth: number;
  readonly expanded: readonly string[];
  readonly showDestinations: boolean;
  /** As the host or a source gave them. */
  readonly incomingLinks: readonly unknown[];
  readonly openTraces: GraphOptions['openTraces'];
  readonly classification: 'standard' | 'strict';
  readonly classify: GraphOptions['classify'];
}

/** What nodes are grouped by unless the host or the user says otherwise. */
export const defaultGroupBy: readonly string[] = ['service.name', 'operation.name'];

/** Default of both limits: calls per trace and direction, and async levels. */
export const defaultLimit = 3;

/** Fills in what the options leave out; values that make no sense count as left out. */
export function settingsOf(options: GraphOptions): GraphSettings {
  return {
    groupBy: options.groupBy ?? defaultGroupBy,
    showInternalSpans: options.showInternalSpans ?? false,
    focusTraceId: options.focusTraceId,
    asyncLimit: limitOf(options.asyncLimit),
    asyncDepth: limitOf(options.asyncDepth),
    expanded: options.expanded ?? [],
    showDestinations: options.showDestinations ?? false,
    incomingLinks: Array.isArray(options.incomingLinks) ? options.incomingLinks : [],
    openTraces: options.openTraces,
    classification: options.classification === 'strict' ? 'strict' : 'standard',
    classify: options.classify,
  };
}

/** 0 and `Infinity` mean no limit; what else is not a whole number from 0 on counts as not given. */
function limitOf(value: number | undefined): number {
  if (value === 0 || value === Infinity) return Infinity;
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : defaultLimit;
}
