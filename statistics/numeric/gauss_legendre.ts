// The ten nodes and weights of Gauss and Legendre on −1 … 1: exact for polynomials up to degree 19.
const half = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
] as const

/** Nodes and weights on 0 … 1. */
export const nodes: Float64Array = Float64Array.from([...half.map(([node]) => (1 + node) / 2), ...half.map(([node]) => (1 - node) / 2)])
export const weights: Float64Array = Float64Array.from([...half, ...half].map(([, weight]) => weight / 2))
