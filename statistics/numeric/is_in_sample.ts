/** Whether a member is in a sample of this rate: the same ones from night to night. */
export function isInSample(one_id: number, rate: number): boolean {
  if (rate >= 1) return true
  let mixed = one_id | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32 < rate
}
