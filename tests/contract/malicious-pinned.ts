// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 2,
  rules: 'ed6006cd88bb2d3843588de0f7871832027f4633f0d957f8357873594bdc2174',
  verdicts: '47deb9021827373c6bb923031168ad0d62187d81948c34de8f89e6255e4f68c9',
}
