import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that start processes, databases and browsers come first: they take longest, and whichever comes last keeps one
 * core busy alone. Among themselves files keep the order that vitest has for them.
 */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification): boolean => /\/test\/(?:conformance|e2e|sync)\//.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}
