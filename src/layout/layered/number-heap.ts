/** Numbers, the least in front. */
export class NumberHeap {
  readonly #numbers: number[] = [];

  get size(): number {
    return this.#numbers.length;
  }

  get least(): number {
    return this.#numbers[0]!;
  }

  push(value: number): void {
    const numbers = this.#numbers;
    let i = numbers.length;
    numbers.push(value);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (numbers[parent]! <= value) break;
      numbers[i] = numbers[parent]!;
      i = parent;
    }
    numbers[i] = value;
  }

  pop(): void {
    const numbers = this.#numbers;
    const value = numbers.pop()!;
    const size = numbers.length;
    if (size === 0) return;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && numbers[child + 1]! < numbers[child]!) child++;
      if (numbers[child]! >= value) break;
      numbers[i] = numbers[child]!;
      i = child;
    }
    numbers[i] = value;
  }
}
