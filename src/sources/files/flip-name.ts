/** "Barn, Tyto A." and "Barn, Tyto A., Jr." with the given names first; any other name as it is. */
export function flipName(name: string): string {
  const [family = '', given = '', suffix = ''] = name.split(',').map((part) => part.trim())
  return [given, family, suffix].filter((part) => part !== '').join(' ')
}
