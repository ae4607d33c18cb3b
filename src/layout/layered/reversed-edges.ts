import { adjacency, type Adjacency } from './adjacency.js';
import type { Component } from './components.js';

/**
 * Edges that go back to a lower level, and inside each level so few that no cycles are left: its nodes are put in a row,
 * first what no others call and last what calls no others, else the node that most edges leave for those that enter it
 * (Eades, Lin and Smyth, 1993); what runs against the row is reversed. Without cycles nothing is.
 */
export function reversedEdges({ nodes, source, target }: Component, level: Int32Array): Uint8Array {
  const reversed = new Uint8Array(source.length);
  const place = new GreedyRow(nodes.length, source, target, level).place;
  for (let e = 0; e < reversed.length; e++) {
    const s = source[e]!;
    const t = target[e]!;
    if (level[s]! > level[t]! || (level[s] === level[t] && place[s]! > place[t]!)) reversed[e] = 1;
  }
  return reversed;
}

class GreedyRow {
  /** Of every node in the row; -1 while it has none. */
  readonly place: Int32Array;
  readonly #level: Int32Array;
  readonly #out: Adjacency;
  readonly #into: Adjacency;
  /** Edges of its level that join each node to others without a place. */
  readonly #leaving: Int32Array;
  readonly #entering: Int32Array;
  /** Nodes that can be placed next at the front, and at the back, of the row. */
  readonly #sources: number[] = [];
  readonly #sinks: number[] = [];

  constructor(count: number, source: Int32Array, target: Int32Array, level: Int32Array) {
    this.#level = level;
    this.#out = adjacency(count, source, target);
    this.#into = adjacency(count, target, source);
    this.#leaving = new Int32Array(count);
    this.#entering = new Int32Array(count);
    this.place = new Int32Array(count).fill(-1);
    for (let e = 0; e < source.length; e++) {
      if (level[source[e]!] !== level[target[e]!]) continue;
      this.#leaving[source[e]!]!++;
      this.#entering[target[e]!]!++;
    }
    for (let v = 0; v < count; v++) {
      if (this.#leaving[v] === 0) this.#sinks.push(v);
      else if (this.#entering[v] === 0) this.#sources.push(v);
    }
    this.#fill(count);
  }

  #fill(count: number): void {
    let front = 0;
    let back = count - 1;
    let surplus: Surplus | null = null;
    while (front <= back) {
      const sink = this.#sinks.pop();
      const v: number = sink ?? this.#sources.pop() ?? (surplus ??= this.#surplusOfOpen()).takeMost();
      if (sink === undefined) this.#put(v, front++, surplus);
      else this.#put(v, back--, surplus);
    }
  }

  /** What is left when the ends have been taken off: cycles, and what is between them. */
  #surplusOfOpen(): Surplus {
    const surplus = new Surplus(this.place.length, this.#out, this.#into);
    for (let v = this.place.length - 1; v >= 0; v--)
      if (this.place[v] === -1) surplus.put(v, this.#leaving[v]! - this.#entering[v]!);
    return surplus;
  }

  #put(v: number, place: number, surplus: Surplus | null): void {
    this.place[v] = place;
    surplus?.remove(v);
    this.#forget(v, this.#out, this.#entering, this.#sources, 1, surplus);
    this.#forget(v, this.#into, this.#leaving, this.#sinks, -1, surplus);
  }

  /** Takes the edges of a node off what is counted at its neighbours. */
  #forget(
    v: number,
    { start, to }: Adjacency,
    degree: Int32Array,
    free: number[],
    change: number,
    surplus: Surplus | null,
  ): void {
    for (let k = start[v]!; k < start[v + 1]!; k++) {
      const w = to[k]!;
      if (this.place[w] !== -1 || this.#level[w] !== this.#level[v]) continue;
      surplus?.move(w, change);
      if (--degree[w]! > 0) continue;
      // What has been freed at one end already may be free at the other too.
      const other = degree === this.#entering ? this.#leaving : this.#entering;
      if (other[w]! > 0) {
        surplus?.remove(w);
        free.push(w);
      }
    }
  }
}

/** Nodes by how many more edges leave them than enter them. */
class Surplus {
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** Of every node, as an index of `#first`; -1 where it is in no list. */
  readonly #bucket: Int32Array;
  readonly #zero: number;
  #most = 0;

  constructor(count: number, out: Adjacency, into: Adjacency) {
    let widest = 0;
    for (let v = 0; v < count; v++)
      widest = Math.max(widest, out.start[v + 1]! - out.start[v]!, into.start[v + 1]! - into.start[v]!);
    this.#zero = widest;
    this.#first = new Int32Array(2 * widest + 1).fill(-1);
    this.#next = new Int32Array(count);
    this.#previous = new Int32Array(count);
    this.#bucket = new Int32Array(count).fill(-1);
  }

  put(v: number, surplus: number): void {
    this.#insert(v, this.#zero + surplus);
  }

  move(v: number, change: number): void {
    const bucket = this.#bucket[v]!;
    if (bucket === -1) return;
    this.remove(v);
    this.#insert(v, bucket + change);
  }

  remove(v: number): void {
    const bucket = this.#bucket[v]!;
    if (bucket === -1) return;
    const next = this.#next[v]!;
    const previous = this.#previous[v]!;
    if (previous === -1) this.#first[bucket] = next;
    else this.#next[previous] = next;
    if (next !== -1) this.#previous[next] = previous;
    this.#bucket[v] = -1;
  }

  /** @returns a node of the greatest surplus; there has to be one */
  takeMost(): number {
    while (this.#first[this.#most] === -1) this.#most--;
    const v = this.#first[this.#most]!;
    this.remove(v);
    return v;
  }

  #insert(v: number, bucket: number): void {
    const first = this.#first[bucket]!;
    this.#next[v] = first;
    this.#previous[v] = -1;
    if (first !== -1) this.#previous[first] = v;
    this.#first[bucket] = v;
    this.#bucket[v] = bucket;
    this.#most = Math.max(this.#most, bucket);
  }
}
