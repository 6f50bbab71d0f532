// What the malicious gate says of all its examples, pinned: see the contract test for when to change which.
export const pinned = {
  engine: 1,
  rules: '0ee28033ca5479d8fe1b43ffdfc19999d93ded47f2801ebccb3df987907d70a0',
  verdicts: '1334909e21cbdbb1b335a811a6bb61d7efbe280a62aca6899af9be3fe68ed995',
}
