// Where panels stand: on 24 columns, left to right, then down; a row's title above its panels. For Grafana and for pictures.
import type { Dashboard, Panel } from './dashboard.ts'

export type Place = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

export type Placed =
  | { readonly kind: 'title'; readonly title: string; readonly place: Place }
  | { readonly kind: 'panel'; readonly panel: Panel; readonly place: Place }

export const columns = 24
const sizes = { stat: { w: 6, h: 4 }, timeseries: { w: 12, h: 8 }, table: { w: 12, h: 8 } } as const

export function placed({ rows }: Dashboard): readonly Placed[] {
  const at = { x: 0, y: 0, h: 0 }
  const nextLine = (): void => void Object.assign(at, { x: 0, y: at.y + at.h, h: 0 })
  return rows.flatMap(({ title, panels }): readonly Placed[] => {
    nextLine()
    const head: Placed = { kind: 'title', title, place: { x: 0, y: at.y, w: columns, h: 1 } }
    at.y += 1
    const below = panels.map((panel): Placed => {
      const { w, h } = sizes[panel.kind]
      if (at.x + w > columns || (at.h !== 0 && at.h !== h)) nextLine()
      const place = { x: at.x, y: at.y, w, h }
      Object.assign(at, { x: at.x + w, h })
      return { kind: 'panel', panel, place }
    })
    return [head, ...below]
  })
}
