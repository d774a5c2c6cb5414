import type { Input } from 'memberhouse'

export type Product = { code: string; name: string; category: string | null }

/** The products by key; a product without a name has its code. */
export async function readProducts(input: Input): Promise<Map<string, Product>> {
  const products = new Map<string, Product>()
  for await (const [key, code, name, category] of input) products.set(key!, { code: code!, name: name ?? code!, category: category! })
  return products
}

/** The parameters by name. */
export async function readLimits(input: Input): Promise<(name: string) => number> {
  const limits = new Map<string, number>()
  for await (const [name, value] of input) limits.set(name!, Number(value))
  return (name) => limits.get(name)!
}

/** Rounds to nine digits, since logarithms differ between machines in their last ones. */
export const rounded = (value: number): number => Number(value.toPrecision(9))
