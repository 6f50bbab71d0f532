// The edges between topics and steps, as text and as a mermaid diagram. They follow from what each step reads and
// writes, so the picture cannot differ from what runs.

/** A step as an edge sees it: topic names in, topic names out. */
export type Edge = { readonly step: string; readonly inputs: readonly string[]; readonly outputs: readonly string[] }

/** One line a step: `inputs -> step -> outputs`. */
export const topologyText = (edges: readonly Edge[]): string =>
  edges.map(({ step, inputs, outputs }) => `${inputs.join(', ')} -> ${step} -> ${outputs.join(', ') || '-'}`).join('\n')

/** A mermaid flowchart: topics as cylinders, steps as boxes. */
export function topologyMermaid(edges: readonly Edge[]): string {
  const id = (topic: string): string => topic.replaceAll('.', '_')
  const names = new Set(edges.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]))
  const nodes = [...names].map((topic) => `  ${id(topic)}[(${topic})]`)
  const arrows = edges.flatMap(({ step, inputs, outputs }) => [
    ...inputs.map((topic) => `  ${id(topic)} --> step_${step}[${step}]`),
    ...outputs.map((topic) => `  step_${step} --> ${id(topic)}`),
  ])
  return ['flowchart LR', ...nodes, ...arrows].join('\n')
}
