import { toLeavePath } from './private-addresses.ts'

/**
 * The pages to which the links of a test message lead, where those of a digest lead to papers, to what a reader may do, and
 * out: nothing stands behind the links of a message that was made up.
 */
export const TEST_MESSAGE_PATHS = { any: '/subscriptions/test-message', leave: toLeavePath('test-message') } as const
