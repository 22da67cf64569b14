/** The server that takes mail. */
export type SmtpServer = {
  readonly host: string
  readonly port: number
  /** Whether the connection begins with TLS; else it may be changed to TLS (STARTTLS). */
  readonly isSecure: boolean
  /** `required`: with a valid certificate. `optional`: where the server offers it, whoever it is. */
  readonly tls: 'required' | 'optional' | 'none'
  readonly login: { readonly user: string; readonly password: string } | undefined
}

/** Bits of a key that signs mail: who signs uses no fewer, and who checks need not take them (RFC 8301, 3.2). */
export const FEWEST_DKIM_BITS = 1024
