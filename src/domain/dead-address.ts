// Of RFC 3463 and 5248. Left out: who sends (5.1.7, 5.1.8), what is no fault of the address (5.1.5, 5.1.9), what only some
// say and mean of the sender (5.1.20 and above), a full mailbox (5.2.2), and all that is a rule, a way or a server (5.3 to
// 5.7): with a broken signature or a DNS that is away for an hour all readers of a provider would meet that.
const DEAD = /^5\.(?:1\.(?:[012346]|10)|2\.1)$/
/** Some say with the same status that they will not have the sender (Exchange, 5.1.0), or not so much (Gmail, 5.2.1). */
const OF_THE_SENDER = /\b(?:sender|sending|rate|limit|too (?:many|much|quickly))\b/i

/**
 * Whether a mail server says that an address takes nothing, whatever one sends, and for good. In doubt it does not: a
 * message more does little harm, and a reader who is sent nothing more by mistake is not told.
 *
 * @param status the enhanced status, such as "5.1.1"
 * @param words what the server said
 */
export function saysAddressIsDead(status: string, words: string): boolean {
  return DEAD.test(status) && !OF_THE_SENDER.test(words)
}
