// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '17e2f8d257835c4ba6f3ce2030f2c74436491aafd6db232b32ee6a92b8d095f8',
  verdicts: 'c90b33ee6768b4e0953a7316c5f2a28a55c09e367efd5e5a6dfae3b2d355b402',
}
