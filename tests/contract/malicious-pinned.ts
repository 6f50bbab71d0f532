// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '7d9c57992bf3ec9c2569380cbdd9e2bb2a052fadb3567025b7fa113fbbd6a64e',
  verdicts: '9c259217f3c90315ebef47dbd564c9ba2adf03a8aea789f88a7abbed2631173d',
}
