// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '7d9c57992bf3ec9c2569380cbdd9e2bb2a052fadb3567025b7fa113fbbd6a64e',
  verdicts: 'b936abd521a1cb2fbe0c2eed0bb79c4f9a60511e4ed57c83e1f434193ed99d6b',
}
