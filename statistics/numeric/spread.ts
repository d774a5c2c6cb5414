/** Whether a member is in a sample of this rate: the same ones from night to night. */
export const isInSample = (one_id: number, rate: number): boolean => spread(one_id) < rate

/** A number from 0 (inclusive) to 1 for each member, evenly spread and the same from night to night: the mixing of MurmurHash3. */
export function spread(one_id: number): number {
  let mixed = one_id | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
