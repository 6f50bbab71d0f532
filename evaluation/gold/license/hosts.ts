// Every host by its name.
import type { Host } from './host.ts'
import { hostsOfC } from './hosts-c.ts'
import { hostsOfCompiled } from './hosts-compiled.ts'
import { hostsOfData } from './hosts-data.ts'
import { hostsOfFunctional } from './hosts-functional.ts'
import { hostsOfHardware } from './hosts-hardware.ts'
import { hostsOfManaged } from './hosts-managed.ts'
import { hostsOfOld } from './hosts-old.ts'
import { hostsOfPage } from './hosts-page.ts'
import { hostsOfPython } from './hosts-python.ts'
import { hostsOfScript } from './hosts-script.ts'
import { hostsOfSystem } from './hosts-system.ts'
import { hostsOfWeb } from './hosts-web.ts'

const joined = {
  ...hostsOfC,
  ...hostsOfHardware,
  ...hostsOfScript,
  ...hostsOfWeb,
  ...hostsOfManaged,
  ...hostsOfOld,
  ...hostsOfFunctional,
  ...hostsOfData,
  ...hostsOfCompiled,
  ...hostsOfPage,
  ...hostsOfPython,
  ...hostsOfSystem,
} as const

export type HostName = keyof typeof joined

export const hosts: Readonly<Record<HostName, Host>> = joined
