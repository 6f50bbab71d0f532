const digits = /^[0-9]{11}$/

/** Check digit of a shipment number: weights three and one in turn, as on most parcel labels. */
export function checkDigit(number) {
  if (!digits.test(number)) throw new TypeError('a shipment number has eleven digits')
  let sum = 0
  for (let position = 0; position < number.length; position += 1) {
    const weight = position % 2 === 0 ? 3 : 1
    sum += weight * Number(number[position])
  }
  return (10 - (sum % 10)) % 10
}

export function labelLines(parcel, address) {
  const number = `${parcel.number}${checkDigit(parcel.number)}`
  return [address.name, address.street, `${address.postcode} ${address.town}`, number].filter((line) => line !== '')
}
