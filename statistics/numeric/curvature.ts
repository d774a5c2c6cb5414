import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Smooth } from './maximise.ts'

/** The negative second derivatives of a function, by central differences of its gradient. */
export function curvatureAt(smooth: Smooth, at: readonly number[]): number[][] {
  const step = 1e-4
  const rows = at.map((_, place) => {
    const [above, below]: [number[], number[]] = [at.map(() => 0), at.map(() => 0)]
    const shifted = (by: number) => at.map((coordinate, other) => (other === place ? coordinate + by : coordinate))
    smooth(shifted(step), above)
    smooth(shifted(-step), below)
    return above.map((derivative, other) => (below[other]! - derivative) / (2 * step))
  })
  return rows.map((row, one) => row.map((entry, other) => (entry + rows[other]![one]!) / 2))
}

/** The inverse of a symmetric matrix; null unless it is positive definite. */
export function invertPositive(matrix: number[][]): number[][] | null {
  if (matrix.flat().some((entry) => !Number.isFinite(entry))) return null
  const cholesky = new CholeskyDecomposition(new Matrix(matrix))
  if (!cholesky.isPositiveDefinite()) return null
  const inverse = cholesky.solve(Matrix.eye(matrix.length)).to2DArray()
  return inverse.flat().every(Number.isFinite) ? inverse : null
}
