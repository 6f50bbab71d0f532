// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '7e298d29559d9732de7733affd38a2fe83faf53148eaaebcf62a040c9b729a03',
  verdicts: 'b8aff545d57ff08f426ae81e50fb0c637e5ca40c2e6f567ed32839c5d0911be3',
}
