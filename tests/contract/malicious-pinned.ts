// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 2,
  rules: '7b7570a337614ad507b50d4e244fb142b095d16e07ade960e2b3652c49f95cf2',
  verdicts: 'c9b787020d7640c52d44f39e82c9c4ed10c7b3c66ef16f90557694ce4c8a6449',
}
