/** What can be wrong with the data or the machinery. Codes are stable; texts are for people. */
export type ProblemCode =
  | 'unknown-format' // nothing in the input looks like spans
  | 'unsupported-format' // recognised, but not readable here (e.g. Zipkin v1, Jaeger protobuf JSON)
  | 'invalid-json' // the text is not JSON, nor JSON lines
  | 'invalid-line' // a line of JSON lines is broken and was skipped
  | 'invalid-span' // a span, or a list or an event of it, is none, or has types that cannot be read; the rest is kept
  | 'invalid-id' // a span without usable ids was skipped
  | 'invalid-attribute' // a tag without a key or a readable value (a function, a cycle) was left out, or a text was kept that should be a whole number
  | 'invalid-time' // a time could not be read; the span is kept without it
  | 'negative-duration' // a span ends before it starts; its duration is taken as 0
  | 'duplicate-span' // an exact repeat; one is kept
  | 'conflicting-span' // the same ids with other content; the first is kept
  | 'missing-parent' // a parent that is not in the data
  | 'parent-cycle' // spans that are each other's ancestors; cut at the earliest
  | 'early-child' // a child starts before its parent (clock skew)
  | 'invalid-link' // a link without usable ids, or to the span itself
  | 'dangling-link' // a link to a trace or span that is not in the data
  | 'dropped-links' // the SDK dropped links before export
  | 'partial-trace' // the source says that spans are missing
  | 'mask-failed' // the host's mask threw; the value was removed
  | 'classify-failed' // the host's classify threw or gave no kind; the rules decided
  | 'strings-failed' // a text of the host's threw or gave none; that of the language is shown
  | 'layout-failed' // ELK failed, passed its deadline or answered wrongly; the simplified layout draws
  | 'export-failed' // a picture or text of the drawing could not be made
  | 'worker-failed' // a worker could not be started or died
  | 'internal-error' // the element's own code failed in the page: please report it
  | 'source-failed'; // the source of linked traces failed

/** One cause, however often it occurred. */
export interface Problem {
  readonly code: ProblemCode;
  /** How many times it occurred. */
  readonly count: number;
  /** One occurrence, short: an id or an excerpt, never a whole value. */
  readonly example: string;
}
