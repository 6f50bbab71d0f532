// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 2,
  rules: 'cec52fb9917da938ce476cc1582c7ae6b4261d0a54397d82c5daca8bfbf2c849',
  verdicts: '67d02a1812525a9943de7ff41daef5ba424cb9362985e1a1e0467d281bac4154',
}
