export interface Point {
  x: number
  y: number
}
type Curve = [Point, Point, Point, Point]

/** How much of a broken cord is missing, around its middle. */
const GAP = [0.44, 0.56] as const

/**
 * A cord between two jacks as the `d` of a path: it leaves both straight, and hangs a little, the more the wider it
 * spans.
 */
export function cordPath(from: Point, to: Point): string {
  return drawn(hanging(from, to))
}

/** The same cord with a gap in its middle, and the ends that look at each other across it. */
export function brokenCord(from: Point, to: Point): { paths: [string, string]; ends: [Point, Point] } {
  const curve = hanging(from, to)
  const [near] = split(curve, GAP[0])
  const [, far] = split(curve, GAP[1])
  return { paths: [drawn(near), drawn(far)], ends: [near[3], far[0]] }
}

function hanging(from: Point, to: Point): Curve {
  const span = Math.abs(to.x - from.x)
  const reach = span * 0.46
  const sag = Math.min(34, 6 + span * 0.045)
  return [from, { x: from.x + reach, y: from.y + sag }, { x: to.x - reach, y: to.y + sag }, to]
}

/** De Casteljau: the two curves that a curve is made of, before and after `t`. */
function split([a, b, c, d]: Curve, t: number): [Curve, Curve] {
  const [ab, bc, cd] = [between(a, b, t), between(b, c, t), between(c, d, t)]
  const [abc, bcd] = [between(ab, bc, t), between(bc, cd, t)]
  const middle = between(abc, bcd, t)
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ]
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}

function drawn([a, b, c, d]: Curve): string {
  return `M${at(a)}C${at(b)} ${at(c)} ${at(d)}`
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}
