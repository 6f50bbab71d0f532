// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '350d701a0fb348e7d4642a35eea59c8f40e1077b4be959b2cd8be2daa725ba28',
  verdicts: '4d566b0239e3af58c8c96c54de66b61fc7e5711f5f4388ced2768534913da034',
}
