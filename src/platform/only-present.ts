type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

/** A copy without the keys that have no value, because here an absent field is one whose key is absent. */
export function onlyPresent<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>
}
