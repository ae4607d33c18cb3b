/** Reading typed arrays: an index out of range reads as 0, so that no check for `undefined` clutters the algorithms. */
export function at(array: Float64Array | Int32Array | Uint8Array, index: number): number {
  return array[index] ?? 0;
}
