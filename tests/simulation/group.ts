// The coordinator of a consumer group with static members and the cooperative protocol: a partition is taken from one
// member before another gets it, a silent member loses all of its partitions, and one whose name is taken is fenced.
import type { RebalanceEvent } from '../../runtime/kafka-clients.ts'
import type { Partition } from '../../runtime/step.ts'
import { laneOf } from './broker.ts'
import type { Actor, Scheduler } from './scheduler.ts'

/** A consumer as its coordinator and its own background thread know it. */
export type Client = {
  readonly actor: Actor
  readonly instance: string
  /** What it would send along with its positions. */
  generation: number
  membership: 'new' | 'member' | 'lost' | 'fenced' | 'closed'
  /** Lanes it was told to have. */
  readonly granted: Map<string, Partition>
  /** Revocations that it has not answered. */
  owed: number
  /** Counts the times it went silent. */
  silences: number
  /** Which of its memberships this is: its id in the group. */
  member: number
  /** The membership that the group gave its partitions to; null while it has none. */
  givenTo: number | null
  /** Whether it went silent in the middle of a rebalance. */
  rebalancing: boolean
  readonly deliver: (event: RebalanceEvent) => void
}

type Member = { client: Client; readonly held: Set<string>; readonly revoking: Set<string> }

export type Group = {
  readonly join: (client: Client) => void
  /** The client has given these partitions away. */
  readonly unassigned: (client: Client, partitions: readonly Partition[]) => void
  /** What the coordinator says to positions of this client. */
  readonly validate: (client: Client, generation: number) => 'member' | 'unknown' | 'fenced'
  /** The client's process is paused, dead or closed from now on. */
  readonly silent: (client: Client) => void
  readonly resumed: (client: Client) => void
  /** Deals the partitions anew. */
  readonly rebalance: () => void
}

export function createGroup(scheduler: Scheduler, lanes: readonly Partition[], sessionMsMax: number): Group {
  const members = new Map<string, Member>()
  const target = new Map<string, string>()
  const state = { generation: 0, wanted: false }

  const tell = (client: Client, kind: RebalanceEvent['kind'], partitions: readonly Partition[]): void => {
    for (const partition of partitions)
      if (kind === 'assign') client.granted.set(laneOf(partition), partition)
      else client.granted.delete(laneOf(partition))
    if (kind === 'revoke') client.owed++
    client.deliver({ kind, partitions })
  }

  /** Takes partitions from members that are not to have them, and gives those that nobody holds. */
  const settle = (): void => {
    const told = new Map<Member, Record<RebalanceEvent['kind'], Partition[]>>()
    const note = (member: Member, kind: RebalanceEvent['kind'], partition: Partition): void => {
      const lists = told.get(member) ?? { assign: [], revoke: [] }
      told.set(member, lists)
      lists[kind].push(partition)
    }
    for (const partition of lanes) {
      const lane = laneOf(partition)
      const holder = [...members.values()].find((member) => member.held.has(lane))
      const heir = members.get(target.get(lane) ?? '')
      if (holder === heir) continue
      if (holder === undefined) {
        if (heir === undefined) continue
        heir.held.add(lane)
        // What a client has kept it is not told of anew.
        if (!heir.client.granted.has(lane)) note(heir, 'assign', partition)
      } else if (!holder.revoking.has(lane)) {
        holder.revoking.add(lane)
        note(holder, 'revoke', partition)
      }
    }
    for (const [{ client }, lists] of told)
      for (const kind of ['revoke', 'assign'] as const) if (lists[kind].length > 0) tell(client, kind, lists[kind])
  }

  /** Takes from members what they have kept, and others have. */
  const takeKept = (): void => {
    for (const { client, held, revoking } of members.values()) {
      const kept = lanes.filter((at) => client.granted.has(laneOf(at)) && !held.has(laneOf(at)))
      const foreign = kept.filter((at) => !revoking.has(laneOf(at)))
      if (foreign.length > 0) tell(client, 'revoke', foreign)
    }
  }

  const next = (): void => {
    state.generation++
    for (const { client } of members.values()) if (alive(client)) client.generation = state.generation
  }

  // A rebalance waits until every member takes part, or has been given up.
  const attempt = (): void => {
    if (!state.wanted || members.size === 0 || [...members.values()].some(({ client }) => !alive(client))) return
    state.wanted = false
    next()
    const instances = scheduler.random.shuffle([...members.keys()])
    scheduler.random.shuffle(lanes).forEach((partition, index) => {
      target.set(laneOf(partition), instances[index % instances.length] ?? '')
    })
    settle()
    takeKept()
  }
  const rebalance = (): void => {
    state.wanted = true
    attempt()
  }

  const join = (client: Client): void => {
    client.membership = 'member'
    client.member++
    client.generation = state.generation
    const member = members.get(client.instance)
    if (member === undefined) {
      members.set(client.instance, { client, held: new Set(), revoking: new Set() })
      rebalance()
      return
    }
    if (member.client !== client && member.client.membership !== 'closed') member.client.membership = 'fenced'
    member.client = client
    member.revoking.clear()
    const held = lanes.filter((partition) => member.held.has(laneOf(partition)))
    if (held.length > 0) tell(client, 'assign', held)
    settle()
    attempt()
  }

  const expel = (member: Member): void => {
    members.delete(member.client.instance)
    if (member.client.membership === 'member') member.client.membership = 'lost'
    rebalance()
  }

  return {
    join,
    unassigned: (client, partitions) => {
      client.owed = Math.max(0, client.owed - 1)
      const member = members.get(client.instance)
      if (client.membership === 'lost') {
        if (client.owed === 0) join(client)
        return
      }
      if (member?.client !== client) return
      const given = partitions.filter((partition) => member.revoking.delete(laneOf(partition)))
      for (const partition of given) member.held.delete(laneOf(partition))
      if (given.length === 0) return
      next()
      settle()
    },
    validate: (client, generation) => {
      const member = members.get(client.instance)
      if (member === undefined) return 'unknown'
      if (member.client !== client) return 'fenced'
      return generation === state.generation ? 'member' : 'unknown'
    },
    silent: (client) => {
      const silence = ++client.silences
      client.rebalancing = client.owed > 0 || state.wanted
      scheduler.later(null, `session of ${client.actor.name} ends`, sessionMsMax, () => {
        const member = members.get(client.instance)
        if (member?.client === client && client.silences === silence && !alive(client)) expel(member)
      })
    },
    resumed: (client) => {
      client.silences++
      if (client.membership === 'lost' && members.has(client.instance)) client.membership = 'fenced'
      if (client.membership === 'lost') {
        const lost = [...client.granted.values()]
        // librdkafka does not give back what it has where it finds its session over in the middle of a rebalance.
        if (lost.length > 0 && client.rebalancing) join(client)
        else if (lost.length > 0) tell(client, 'revoke', lost)
        else if (client.owed === 0) join(client)
      } else if (client.membership === 'member') {
        client.generation = state.generation
        attempt()
      }
    },
    rebalance,
  }
}

const alive = (client: Client): boolean => client.actor.state === 'running' && client.membership === 'member'
