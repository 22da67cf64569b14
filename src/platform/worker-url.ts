/**
 * The address of a thread's program that stands beside the module which starts it, in the same form: as it was written
 * in tests, compiled in the program.
 *
 * @param name without an ending: "index-worker"
 * @param startedBy `import.meta.url` of the module
 */
export function toWorkerUrl(name: string, startedBy: string): URL {
  return new URL(`./${name}${startedBy.slice(startedBy.lastIndexOf('.'))}`, startedBy)
}
