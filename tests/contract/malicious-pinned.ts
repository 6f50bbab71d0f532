// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 2,
  rules: 'ed6006cd88bb2d3843588de0f7871832027f4633f0d957f8357873594bdc2174',
  verdicts: '71e785476e682de090c89219a3f93101ad7caa43fa28613e4be24c13a29c2764',
}
