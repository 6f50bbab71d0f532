// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: 'ce91fd12796693f19870260dec1a477db0840e0f1622a3013c6e955e8e429ae1',
  verdicts: 'ace92c58307be0aab3d5800b19ee90ae0b6aae048274da3c594aa8e66e630c60',
}
