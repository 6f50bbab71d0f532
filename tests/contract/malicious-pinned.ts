// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '',
  verdicts: '',
}
