import { JackShape } from '../../kit/jack.tsx'

const PITCH = 56
const COLUMNS = 20
const ROWS = 18

/** From jack to jack, as column and row; each hangs by so many rows. */
const cords: { from: [number, number]; to: [number, number]; sag: number; colour: string }[] = [
  { from: [7, 6], to: [12, 8], sag: 2.2, colour: 'collaboration' },
  { from: [6, 8], to: [9, 11], sag: 1.6, colour: 'calendar' },
  { from: [8, 7], to: [13, 10], sag: 2.6, colour: 'crm' },
  { from: [11, 6], to: [13, 7], sag: 1.2, colour: 'platform' },
  { from: [10, 9], to: [12, 12], sag: 1.5, colour: 'projects' },
  { from: [7, 10], to: [11, 11], sag: 2, colour: 'data' },
]
const plugged = new Set(cords.flatMap(({ from, to }) => [String(from), String(to)]))

/** A part of a jackfield, as decoration: rows of jacks, and a few cords between them. */
export function FieldMotif() {
  const places = Array.from({ length: COLUMNS * ROWS }, (_, index) => [
    index % COLUMNS,
    Math.floor(index / COLUMNS),
  ])
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${COLUMNS * PITCH} ${ROWS * PITCH}`}
      preserveAspectRatio="xMidYMid slice"
      className="size-full"
    >
      <g className="text-control/35">
        {places
          .filter((place) => !plugged.has(String(place)))
          .map(([column, row]) => (
            <circle
              key={`${column} ${row}`}
              cx={at(column)}
              cy={at(row)}
              r="7"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
            />
          ))}
      </g>
      {cords.map(({ from, to, sag, colour }) => (
        <g key={colour} style={{ color: `var(--cord-${colour})` }}>
          <path
            d={`M${at(from[0])},${at(from[1])}C${at(from[0]) + 20},${at(from[1] + sag)} ${at(to[0]) - 20},${at(to[1] + sag)} ${at(to[0])},${at(to[1])}`}
            fill="none"
            stroke="currentColor"
            strokeWidth="5"
            strokeLinecap="round"
          />
          {[from, to].map(([column, row]) => (
            <g
              key={String([column, row])}
              transform={`translate(${at(column) - 11} ${at(row) - 11}) scale(1.375)`}
            >
              <circle cx="8" cy="8" r="6" fill="var(--sunken)" />
              <JackShape state="connected" />
            </g>
          ))}
        </g>
      ))}
    </svg>
  )
}

/** The middle of a column or row. */
function at(place = 0): number {
  return (place + 0.5) * PITCH
}
