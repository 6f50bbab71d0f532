// Short JSON and YAML that people write by hand.
import { type Body, file } from './kit.ts'

export const nearData: readonly Body[] = [
  {
    family: 'near-data-package-json',
    path: 'package.json',
    near: 'data',
    text: file`
{
  "name": "@paddock/scoreboard",
  "version": "3.2.0",
  "description": "Live scores for club regattas, on a wall and on phones",
  "type": "module",
  "license": "MIT",
  "repository": "github:paddock/scoreboard",
  "engines": { "node": ">=20" },
  "exports": {
    ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" },
    "./testing": "./dist/testing.js"
  },
  "files": ["dist", "themes"],
  "scripts": {
    "build": "tsc -p tsconfig.build.json",
    "dev": "vite --open",
    "lint": "eslint src && prettier --check src",
    "test": "vitest run",
    "prepublishOnly": "npm run lint && npm test && npm run build"
  },
  "dependencies": {
    "date-fns": "^3.0.0",
    "mqtt": "^5.3.0",
    "zod": "^3.22.4"
  },
  "devDependencies": {
    "eslint": "^8.56.0",
    "prettier": "^3.1.1",
    "typescript": "^5.3.3",
    "vite": "^5.0.10",
    "vitest": "^1.1.0"
  }
}
`,
    others: [{ path: 'packages/ledger/package.json', swap: { scoreboard: 'ledger', mqtt: 'nats', paddock: 'meadow' } }],
  },
  {
    family: 'near-data-json-schema',
    path: 'schemas/recipe.schema.json',
    near: 'data',
    text: file`
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://kitchen.example.org/recipe.schema.json",
  "title": "Recipe",
  "description": "What the editor saves and the printer reads.",
  "type": "object",
  "required": ["title", "serves", "steps"],
  "additionalProperties": false,
  "properties": {
    "title": { "type": "string", "minLength": 1, "maxLength": 120 },
    "serves": { "type": "integer", "minimum": 1 },
    "source": { "type": "string", "format": "uri" },
    "ingredients": {
      "type": "array",
      "items": { "$ref": "#/$defs/ingredient" }
    },
    "steps": {
      "type": "array",
      "minItems": 1,
      "items": {
        "type": "object",
        "required": ["text"],
        "properties": {
          "text": { "type": "string" },
          "minutes": { "type": "number", "exclusiveMinimum": 0 }
        }
      }
    }
  },
  "$defs": {
    "ingredient": {
      "type": "object",
      "required": ["name"],
      "properties": {
        "name": { "type": "string" },
        "amount": { "type": "number" },
        "unit": { "enum": ["g", "kg", "ml", "l", "tbsp", "tsp", "piece"] }
      },
      "dependentRequired": { "unit": ["amount"] }
    }
  }
}
`,
    others: [{ path: 'spec/dish.json', swap: { recipe: 'dish', ingredient: 'part', minutes: 'duration' }, indent: 4 }],
  },
  {
    family: 'near-data-kubernetes-deployment',
    path: 'k8s/base/api.yaml',
    near: 'data',
    text: file`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: { app: api }
spec:
  replicas: 3
  selector:
    matchLabels: { app: api }
  strategy:
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  template:
    metadata:
      labels: { app: api }
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: api
          image: registry.example.org/api:stable
          ports:
            - { name: http, containerPort: 8080 }
          envFrom:
            - configMapRef: { name: api }
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 5
          # The drain takes up to 20 seconds: longer than the load balancer needs to notice.
          lifecycle:
            preStop:
              exec: { command: [sleep, "10"] }
          resources:
            requests: { cpu: 100m, memory: 192Mi }
            limits: { memory: 384Mi }
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: { app: api }
  ports:
    - { name: http, port: 80, targetPort: http }
`,
    others: [{ path: 'deploy/worker.yml', swap: { api: 'worker', stable: 'edge' }, licence: 'spdx' }],
  },
]
