// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '4ec1a6b5591e1da4d1ec0a1216d45a532920e69469319ccf5f51117f9d60b909',
  verdicts: '812a405107b6331d2dd1c8398e6c2ecd3611a51e50aa8cad81c39ae015ca6288',
}
