/** An address of this machine itself: 127.0.0.0/8 or ::1, the first also as IPv6 writes it. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./i.test(address)
}

/**
 * What stands for a client in counts: an IPv4 address as it is; of an IPv6 address the first 64 bits, since that is the
 * least that one household is given.
 */
export function toClientKey(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const before = toGroups(head)
  const after = toGroups(tail ?? '')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

function toGroups(text: string): string[] {
  return text === '' ? [] : text.split(':')
}
