/** Who a message goes to, and where it comes back to. Plain addresses. */
export type Envelope = { from: string; to: string }

/** A message as it goes over the wire: its bytes with every header, signed, and lines that end in CRLF. */
export type MadeMessage = { envelope: Envelope; messageId: string; bytes: Buffer }

/** A way by which messages leave. */
export type MailTransport = {
  /**
   * Hands a message over, once. `onHandOver` is awaited before its last byte goes out; where it throws, that byte is not
   * sent.
   *
   * @param signal heeded until then; what was handed over is waited for
   * @throws DeliveryError where it was not taken, or nobody knows
   */
  send(message: MadeMessage, onHandOver: () => Promise<void>, signal: AbortSignal): Promise<void>
  /** Connects and says who answered, in words for people. @throws DeliveryError where nobody did */
  check(signal: AbortSignal): Promise<string>
  /** Closes what is open. */
  close(): void
}
