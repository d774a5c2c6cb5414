/** A node of a tree that Postgres' own parser gave. */
export type Tree = Record<string, unknown>

/** The line of a text at which the parser says that something stands: it counts bytes. */
export const lineIn = (text: Buffer, location: unknown): number =>
  text
    .subarray(0, Number(location ?? 0))
    .toString('latin1')
    .split('\n').length

/** Calls `see` for each node of the tree with the name of its kind, the outer ones first. */
export function visit(tree: unknown, see: (kind: string, node: Tree) => void): void {
  if (Array.isArray(tree)) for (const item of tree) visit(item, see)
  else if (tree && typeof tree === 'object') {
    for (const key in tree) {
      const value = (tree as Tree)[key]
      if (value && typeof value === 'object' && !Array.isArray(value)) see(nodeKind(key), value as Tree)
      visit(value, see)
    }
  }
}

// Both arms of a union stand under `larg` and `rarg`, without the name of their kind.
const nodeKind = (key: string) => (key === 'larg' || key === 'rarg' ? 'SelectStmt' : key)

/** The name of a function that is called, and its schema where one is written. */
export const calledName = (call: Tree): (string | undefined)[] => namesOf(call['funcname']).reverse()

/** The parts of a qualified name. */
export const namesOf = (parts: unknown) => (parts as { String: { sval: string } }[]).map((part) => part.String.sval)
