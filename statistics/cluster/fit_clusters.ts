import { kmeans } from 'ml-kmeans'

const starts = 10

/**
 * Returns the centres of `count` clusters of these points, or fewer if there are fewer distinct points. k-means finds the best centres only
 * near those that it starts with, so that it runs from several seeded starts and the result with the least sum of squares is kept. The same points in the same order have
 * the same centres.
 */
export function fitClusters(points: number[][], count: number): number[][] {
  const k = countDistinct(points, count)
  if (k === 0) return []
  const fits = Array.from({ length: starts }, (_, seed) => {
    const { clusters, centroids } = kmeans(points, k, { seed: seed + 1 })
    return { centroids, error: points.reduce((sum, point, place) => sum + squaredDistance(point, centroids[clusters[place]!]!), 0) }
  })
  return fits.reduce((best, fit) => (fit.error < best.error ? fit : best)).centroids
}

/** The place of the centre that is nearest to a point, the first of equally near ones. */
export function nearest(centres: number[][], point: number[]): number {
  let [place, least] = [0, Infinity]
  for (const [at, centre] of centres.entries()) {
    const distance = squaredDistance(point, centre)
    if (distance < least) [place, least] = [at, distance]
  }
  return place
}

const squaredDistance = (one: number[], other: number[]) => one.reduce((sum, value, place) => sum + (value - other[place]!) ** 2, 0)

/** The number of distinct points, at most `limit`. */
function countDistinct(points: number[][], limit: number): number {
  const seen = new Set<string>()
  for (const point of points) if (seen.add(point.join(' ')).size >= limit) break
  return seen.size
}
