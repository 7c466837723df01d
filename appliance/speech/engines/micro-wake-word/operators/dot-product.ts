/** Σ a[aFrom + i] · b[bFrom + i] over `length` values. Where two thirds of an inference are spent; four at a time. */
export function dotProduct(a: Int8Array, aFrom: number, b: Int8Array, bFrom: number, length: number): number {
  let sum = 0;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const first = (a[aFrom + i] as number) * (b[bFrom + i] as number);
    const second = (a[aFrom + i + 1] as number) * (b[bFrom + i + 1] as number);
    const third = (a[aFrom + i + 2] as number) * (b[bFrom + i + 2] as number);
    const fourth = (a[aFrom + i + 3] as number) * (b[bFrom + i + 3] as number);
    sum = (sum + first + second + third + fourth) | 0;
  }
  for (; i < length; i++) sum = (sum + (a[aFrom + i] as number) * (b[bFrom + i] as number)) | 0;
  return sum;
}
