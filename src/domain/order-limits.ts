/** Papers that a digest has at most, whatever its reader asks for. */
export const MOST_DIGEST_PAPERS = 50

/** Papers that a digest has at most where its reader says nothing. */
export const USUAL_DIGEST_PAPERS = 10

/** Papers that others are to be like. */
export const MOST_WISH_EXAMPLES = 20

/** Letters of what is wished for: of a query, a name, a code. */
export const LONGEST_WISH = 1000

/** Letters of the name of a time zone; those that exist have 32 at most. */
export const LONGEST_ZONE = 64

/** The last full hour of a day; the first is 0. */
export const LAST_HOUR = 23

/** Subscriptions of one recipient that are open at once. */
export const MOST_SUBSCRIPTIONS = 20

/** How long a reader may answer whether a subscription is wanted. */
export const CONFIRMATION_HOURS = 48
