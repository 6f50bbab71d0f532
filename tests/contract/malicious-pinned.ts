// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: 'e47df31f474cd4cdc82feec5682813c0058e4c73511d60ef65f9c8869405700d',
  verdicts: 'c90b33ee6768b4e0953a7316c5f2a28a55c09e367efd5e5a6dfae3b2d355b402',
}
