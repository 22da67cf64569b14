/** What may follow a title of any field that has no colon; patterns, one a line. Keeps titles from being all topic. */
export const TITLE_TAILS = String.raw`
 with <tech> <noun>
 under <tech> <noun>
 with <adj> <noun> and <noun>
 and <tech> <noun>
 in <tech> systems
 for <tech> systems
 from <adj> <noun>
 beyond <tech> <noun>
 based on <adj> <noun>
 using [deep|machine|statistical] learning
 using [neural networks|learned models|data-driven models]
 and [their|its] [applications|limits]
 with applications to <tech> <noun>
 via <adj> <noun>
: [A|One] <tech> approach
: [A study|An analysis] of <adj> <noun>
: [Methods|Models|Theory|Results] and applications
: [A|The] <tech> model
: The role of <adj> <noun>
: [New|Some] [results|methods] and [open problems|analysis]
 of <E> type
: [A|One] <noun> perspective`
