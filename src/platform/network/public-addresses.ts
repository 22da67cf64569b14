import { BlockList, isIPv4, isIPv6 } from 'node:net'

// The special-purpose registries of IANA (RFC 6890), and what clouds keep for themselves outside of them.
const NOT_PUBLIC_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  '168.63.129.16/32', // the metadata of Azure
]
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '3fff::/20']
const GLOBAL_6 = ['2000::/3']
/** Forms of IPv6 that carry an address of IPv4: mapped, NAT64, 6to4. The number is of the group at which it begins. */
const CARRIERS = [
  { prefix: '::ffff:0:0/96', group: 6 },
  { prefix: '64:ff9b::/96', group: 6 },
  { prefix: '2002::/16', group: 1 },
].map(({ prefix, group }) => ({ list: toList([prefix], 'ipv6'), group }))

const blocked4 = toList(NOT_PUBLIC_4, 'ipv4')
const blocked6 = toList(NOT_PUBLIC_6, 'ipv6')
const global6 = toList(GLOBAL_6, 'ipv6')

/** Whether an IP address is one that anybody on the internet could reach: neither private nor special in any way. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked4.check(address, 'ipv4')
  if (!isIPv6(address) || address.includes('%')) return false
  const carrier = CARRIERS.find(({ list }) => list.check(address, 'ipv6'))
  if (carrier) return isPublicAddress(toCarried(address, carrier.group))
  return global6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6')
}

function toList(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}

/** The address of IPv4 that begins at a group of 16 bits. */
function toCarried(address: string, group: number): string {
  const [high = 0, low = 0] = toGroups(address).slice(group)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The eight groups. The URL parser writes them in hexadecimal, whatever form they come in. */
function toGroups(address: string): number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const toNumbers = (text: string): number[] => (text === '' ? [] : text.split(':').map((hex) => parseInt(hex, 16)))
  const [first, last] = [toNumbers(head), toNumbers(tail ?? '')]
  return [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last]
}
