// Words that data, names and sentences of the bad files are drawn from.
import type { Random } from '../random.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

export const nouns = words(`
  account address album amount archive badge balance basket batch booking branch bridge budget buffer camera campaign
  catalog channel chapter claim client comment company contract coupon course currency customer delivery department
  device discount document driver employee engine entry episode event export factor feature field folder forecast garden
  gateway grade group guest harbour height history hotel image import index insurance invoice item journal key label
  ledger lesson letter level licence lineage link list location log machine magazine market matrix member menu message
  meter module mortgage movie network node note number object offer office order origin owner package page parcel
  parent partner passenger payment period person picture pipeline plan player policy position price process product
  profile project province quarter question queue quote rate reading reason receipt recipe record region release report
  request resource result review room route row rule salary sample schedule school score section segment sensor server
  session shift signal singer site size slot source speaker stage station status stock store stream street student
  subject summary supplier survey table target task tenant term theme ticket title token tool topic tour track trade
  train transfer tree trial truck turn unit update upload user value vehicle vendor version village visit voucher wallet
  warehouse week weight window worker zone`)

export const verbs = words(`
  add allow apply archive assign attach build cancel change charge check clear close collect compare compute confirm
  convert copy count create delete deliver draw edit enable export fetch fill filter find finish format get group handle
  import index insert join list load lock map measure merge move notify open order pack parse pause pay plan post print
  publish pull push queue read refresh refund register reject release remove rename render replace reset resolve
  restore resume retry return save schedule search select send set show sort split start stop store submit swap sync
  track transfer trim unlock update upload validate verify visit wait watch write`)

export const people = words(`
  Adam Agnes Ahmed Aiko Amara Ana Anders Anil Beatriz Bjorn Carla Chen Clara Daniel David Dora Elena Emeka Emil Erika
  Fatima Felix Greta Hana Henrik Hugo Ines Ingrid Ivan Jakub Jana Jonas Joseph Karin Kofi Laila Lars Lena Liam Lucia
  Magda Marek Maria Martin Mei Miguel Milan Mona Nadia Nils Noor Olga Omar Otto Paula Pavel Petra Priya Rafael Rosa Ruth
  Samir Sara Selma Simon Sofia Sven Tariq Tessa Thomas Tomas Uma Vera Viktor Wanda Yusuf Zoe`)

export const surnames = words(`
  Abbott Adeyemi Alvarez Andersson Bakker Barros Becker Bergman Bianchi Brandt Castro Chandra Costa Dahl Diaz Dubois
  Eriksen Farkas Ferrari Fischer Fuentes Garcia Grant Haas Hansen Hidalgo Horvat Ibrahim Ito Jansen Jensen Kaya Keller
  Khan Klein Kovacs Kowalski Lang Larsen Lehmann Lopez Lund Maier Marino Mendes Meyer Moreau Moser Murphy Nakamura
  Nguyen Novak Okafor Olsen Ortega Patel Pereira Popescu Prakash Quist Reyes Ricci Roth Rossi Sato Schmidt Silva Singh
  Sokolov Sousa Stein Svensson Takeda Tanaka Torres Ueda Vargas Vogel Wagner Walsh Weber Wolf Yamada Zhang Zimmer`)

export const towns = words(`
  Aarhus Accra Antwerp Basel Bergen Bilbao Bologna Bordeaux Bremen Brno Cairo Cardiff Cork Dakar Delft Dresden Gdansk
  Geneva Ghent Graz Hanoi Havana Izmir Jaipur Kyoto Lagos Leeds Leipzig Lima Lisbon Lyon Malaga Malmo Manila Mombasa
  Nairobi Nantes Naples Odessa Oslo Oulu Padua Porto Quito Riga Rosario Rouen Salzburg Santos Seville Sofia Split
  Tallinn Tampere Toledo Trieste Turin Utrecht Valencia Vilnius Zagreb`)

const prose = words(`
  the a of to and in that it is was for on with as at by from they this be or an which one had not but what all were
  when we there can your has more about if will up other out so time these way people water long day find part work
  place year back little only round man good sentence great where through much before line right too mean old any same
  tell boy follow came want show also small set put end why again turn here off went kind need house picture try us
  animal point mother world near build self earth father head stand own page should country found answer school grow
  study still learn plant cover food sun four between state keep eye never last let thought city tree cross farm hard
  start might story saw far sea draw left late run while press close night real life few north open seem together next
  white children begin got walk example ease paper group always music those both mark often letter until mile river
  car feet care second book carry took science eat room friend began idea fish mountain stop once base hear horse cut
  sure watch colour face wood main enough plain girl usual young ready above ever red list though feel talk bird soon
  body dog family direct leave song measure door product black short class wind question happen complete ship area
  half rock order fire south problem piece told knew pass since top whole king space heard best hour better during
  hundred five remember step early hold west ground interest reach fast`)

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A sentence of so many words, without sense. */
export const sentence = (random: Random, count: number): string =>
  `${capital(Array.from({ length: count }, () => random.pick(prose)).join(' '))}.`

/** A name of a function, in camel case. */
export const functionName = (random: Random): string => random.pick(verbs) + capital(random.pick(nouns))

/** A name of a type, in Pascal case. */
export const typeName = (random: Random): string => capital(random.pick(nouns)) + capital(random.pick(nouns))

export const snake = (name: string): string =>
  name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

/** So many different names of one kind. */
export const different = (random: Random, count: number, name: (random: Random) => string): readonly string[] => {
  const found = new Set<string>()
  while (found.size < count) found.add(name(random))
  return [...found]
}

/** So many different names of functions. */
export const functionNames = (random: Random, count: number): readonly string[] =>
  different(random, count, functionName)
