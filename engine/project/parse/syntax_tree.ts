/** A node of the syntax tree of Postgres' own parser. */
export type Tree = Record<string, unknown>

/** Returns the line of a location in a text; the parser counts bytes. */
export const lineIn = (text: Buffer, location: unknown): number =>
  text
    .subarray(0, Number(location ?? 0))
    .toString('latin1')
    .split('\n').length

/** Calls `onNode` for each node of the tree with its kind, outer nodes first. */
export function visit(tree: unknown, onNode: (kind: string, node: Tree) => void): void {
  if (Array.isArray(tree)) for (const item of tree) visit(item, onNode)
  else if (tree && typeof tree === 'object') {
    for (const key in tree) {
      const value = (tree as Tree)[key]
      if (value && typeof value === 'object' && !Array.isArray(value)) onNode(nodeKind(key), value as Tree)
      visit(value, onNode)
    }
  }
}

// The branches of a union are stored as `larg` and `rarg`, without their kind.
const nodeKind = (key: string) => (key === 'larg' || key === 'rarg' ? 'SelectStmt' : key)

/** Returns the name of a called function, and its schema when one is written. */
export const calledName = (call: Tree): (string | undefined)[] => namesOf(call['funcname']).reverse()

/** Returns the parts of a qualified name. */
export const namesOf = (parts: unknown) => (parts as { String: { sval: string } }[]).map((part) => part.String.sval)
