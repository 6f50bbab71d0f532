// Data instead of code: long JSON and YAML, graphs, ontologies.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'
import { capital, different, functionName, nouns, people, sentence, snake, surnames, towns } from './vocabulary.ts'

const person = (random: Random): string => `${random.pick(people)} ${random.pick(surnames)}`

const coordinates = (random: Random): string =>
  `${random.int(180) - 90}.${random.text('digits', 5)}, ${random.int(90)}.${random.text('digits', 5)}`

const longJson = (random: Random): readonly GoldCase[] => [
  bad(
    'json-geo-features',
    'data/stations.geojson',
    'data',
    `{
  "type": "FeatureCollection",
  "features": [
${lines(
  90,
  (index) => `    {
      "type": "Feature",
      "properties": { "name": "${random.pick(towns)} ${random.pick(surnames)}", "lines": [${1 + random.int(9)}] },
      "geometry": {
        "type": "Point",
        "coordinates": [${coordinates(random)}]
      }
    }${index < 89 ? ',' : ''}`,
)}
  ]
}
`,
  ),
  bad(
    'json-translations',
    'src/i18n/de.json',
    'data',
    `{\n${different(random, 640, functionName)
      .map((key) => `  "${key}": "${sentence(random, 4 + random.int(5))}"`)
      .join(',\n')}\n}\n`,
  ),
  bad(
    'json-fixtures-of-users',
    'fixtures/users.json',
    'data',
    `[
${lines(
  120,
  (index) => `  {
    "model": "accounts.user",
    "pk": ${index + 1},
    "name": "${person(random)}",
    "town": "${random.pick(towns)}",
    "about": "${sentence(random, 8)}"
  }${index < 119 ? ',' : ''}`,
)}
]
`,
  ),
  bad(
    'json-api-description',
    'docs/swagger.json',
    'data',
    `{
  "swagger": "2.0",
  "info": { "title": "Orders", "version": "2.1.0" },
  "paths": {
${different(random, 60, (from) => from.pick(nouns))
  .map(
    (noun) => `    "/${noun}s/{id}": {
      "get": {
        "operationId": "get${capital(noun)}",
        "summary": "${sentence(random, 6)}",
        "parameters": [
          { "name": "id", "in": "path", "required": true, "type": "string" }
        ],
        "responses": {
          "200": { "description": "${sentence(random, 4)}" },
          "404": { "description": "Not found" }
        }
      }
    }`,
  )
  .join(',\n')}
  }
}
`,
  ),
  bad(
    'json-notebook-of-numbers',
    'config/palette-map.json',
    'data characters',
    `{
  "width": 64,
  "layers": [
    {
      "name": "ground",
      "data": [
${lines(700, (index) => `        ${random.int(480)}${index < 699 ? ',' : ''}`)}
      ]
    }
  ]
}
`,
  ),
]

const longYaml = (random: Random): readonly GoldCase[] => [
  bad(
    'yaml-locale',
    'config/locales/sv.yml',
    'data',
    `sv:\n${different(random, 70, (from) => from.pick(nouns))
      .map(
        (noun) =>
          `  ${noun}:\n${different(random, 8, functionName)
            .map((key) => `    ${snake(key)}: "${sentence(random, 5)}"`)
            .join('\n')}`,
      )
      .join('\n')}\n`,
  ),
  bad(
    'yaml-catalogue',
    'data/books.yaml',
    'data',
    lines(
      140,
      (index) => `- title: ${sentence(random, 4).slice(0, -1)}
  author: ${person(random)}
  town: ${random.pick(towns)}
  pages: ${80 + random.int(600)}
  shelf: ${random.text('upper', 2)}-${index}`,
    ),
  ),
  bad(
    'yaml-resource-definition',
    'deploy/crds/pools.yaml',
    'data',
    `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: pools.storage.example.org
spec:
  group: storage.example.org
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        type: object
        properties:
${different(random, 90, functionName)
  .map(
    (name) => `          ${name}:
            description: ${sentence(random, 9)}
            type: object
            properties:
              ${random.pick(nouns)}:
                type: string
              enabled:
                type: boolean`,
  )
  .join('\n')}
`,
  ),
]

const graphs = (random: Random): readonly GoldCase[] => {
  const names = different(random, 200, (from) => snake(functionName(from)))
  const edges = (separator: string): string =>
    lines(650, () => `  ${random.pick(names)} ${separator} ${random.pick(names)} [weight = ${random.int(90)}];`)
  return [
    bad('dot-call-graph', 'analysis/calls.dot', 'data', `digraph calls {\n  node [shape = box];\n${edges('->')}\n}\n`),
    bad('dot-call-graph', 'deps/modules.gv', 'data', `graph modules {\n${edges('--')}\n}\n`),
    bad(
      'owl-ontology',
      'ontology/harbour.owl',
      'data',
      `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#">
${different(random, 180, functionName)
  .map(
    (name) => `  <owl:Class rdf:about="#${capital(name)}">
    <rdfs:subClassOf rdf:resource="#${capital(random.pick(nouns))}"/>
    <rdfs:comment>${sentence(random, 7)}</rdfs:comment>
  </owl:Class>`,
  )
  .join('\n')}
</rdf:RDF>
`,
    ),
  ]
}

export const longData = (random: Random): readonly GoldCase[] => [
  ...longJson(random.of('json')),
  ...longYaml(random.of('yaml')),
  ...graphs(random.of('graphs')),
]
