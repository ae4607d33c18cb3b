/** Items sorted into numbered buckets: those of bucket b are `items[offsets[b]]` up to `items[offsets[b + 1]]`. */
export interface Buckets {
  readonly offsets: Int32Array;
  /** Positions in the column that was sorted, ascending within a bucket. */
  readonly items: Int32Array;
}

/**
 * Sorts the positions of a column by the bucket that stands there, in linear time (counting sort). Negative entries
 * are left out.
 */
export function sortIntoBuckets(bucketOf: Int32Array, bucketCount: number): Buckets {
  // Counted two places further on, where a bucket begins stands one place further on; filling it moves that to its end.
  const offsets = new Int32Array(bucketCount + 2);
  for (let i = 0; i < bucketOf.length; i++) {
    const bucket = bucketOf[i]!;
    if (bucket >= 0) offsets[bucket + 2]!++;
  }
  for (let b = 2; b < offsets.length; b++) offsets[b]! += offsets[b - 1]!;
  const items = new Int32Array(offsets[bucketCount + 1]!);
  for (let i = 0; i < bucketOf.length; i++) {
    const bucket = bucketOf[i]!;
    if (bucket >= 0) items[offsets[bucket + 1]!++] = i;
  }
  return { offsets: offsets.subarray(0, bucketCount + 1), items };
}

/** The items of one bucket, as a view of the same memory. */
export function bucketItems({ offsets, items }: Buckets, bucket: number): Int32Array {
  return items.subarray(offsets[bucket], offsets[bucket + 1]);
}

/** Buckets that are sorted when somebody first asks for one. */
export class LazyBuckets {
  readonly #bucketOf: () => Int32Array;
  readonly #bucketCount: number;
  #buckets: Buckets | undefined;

  constructor(bucketCount: number, bucketOf: () => Int32Array) {
    this.#bucketCount = bucketCount;
    this.#bucketOf = bucketOf;
  }

  /** The items of one bucket, as a view of the same memory. */
  items(bucket: number): Int32Array {
    return bucketItems(this.all(), bucket);
  }

  all(): Buckets {
    return (this.#buckets ??= sortIntoBuckets(this.#bucketOf(), this.#bucketCount));
  }
}
