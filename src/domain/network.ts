/** One network: `2001:db8::` and 32. A single address is a network of all its bits. */
export type Network = { readonly address: string; readonly prefix: number }
