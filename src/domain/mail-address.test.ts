import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAtOrBelow, maskAddress, parseMailAddress, toMailboxKey } from './mail-address.ts'

describe('parseMailAddress', () => {
  test.each([
    ['ann@example.org', 'ann@example.org', 'ann@example.org'],
    [' Ann.Lee@EXAMPLE.org\n', 'Ann.Lee@example.org', 'ann.lee@example.org'],
    ["o'brien+papers@mail.example.org", "o'brien+papers@mail.example.org", "o'brien+papers@mail.example.org"],
    // RFC 3492 and the IDNA tables: "bücher" and "例え" in ASCII, with "。" for a point.
    ['a@Bücher.example', 'a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['a@例え。テスト', 'a@xn--r8jz45g.xn--zckzah', 'a@xn--r8jz45g.xn--zckzah'],
    ['a@xn--bcher-kva.EXAMPLE', 'a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
  ])('reads %j', (text, address, key) => {
    expect(parseMailAddress(text)).toEqual({ address, key })
  })

  test.each(
    [
      ['', 'ann', '@example.org', 'ann@', 'ann@example', 'a@b@', 'ann@@example.org'],
      ['a b@example.org', 'a@exa mple.org', '.a@example.org', 'a.@example.org', 'a..b@example.org', '"a"@example.org'],
      ['Ann <ann@example.org>', 'ann@example.org,bob@example.org', 'mailto:ann@example.org', 'ä@example.org'],
      ['a@-x.org', 'a@x-.org', 'a@.org', 'a@example.org.', 'a@[192.0.2.1]', 'a@192.0.2.1', 'a@0x7f.1', 'a@2130706433'],
      ['a@example.org/x', 'a@example.org:25', 'a@user%40example.org', 'a@ex%41mple.org', 'a@b#c.org', 'a@b?c.org'],
      [`${'a'.repeat(65)}@example.org`, `a@${'b'.repeat(64)}.org`, `a@${'b.'.repeat(130)}org`, `a@${'ä'.repeat(9e5)}`],
    ].flat(),
  )('refuses %j', (text) => {
    expect(() => parseMailAddress(text)).toThrow(/not a mail address/)
  })

  test('lets no line end, control character or blank through, wherever it stands', () => {
    const breaks = fc.constantFrom('\r\n', '\n', '\r', '\0', '\t', '\u0085', '\u2028', ' ', '\u00a0', '\u200b')
    fc.assert(
      fc.property(fc.nat(15), breaks, (at, broken) => {
        const text = 'ann@example.org'
        const read = tryRead(`${text.slice(0, at)}${broken}${text.slice(at)}`)
        // Around it, blanks are left out; inside it, nothing of the kind is an address.
        expect(read === undefined || /^[!-~]+$/.test(read)).toBe(true)
      }),
    )
  })

  test('reads again what it gave, and has 254 letters at most', () => {
    const local = fc.stringMatching(/^[a-zA-Z0-9_+-]{1,64}$/)
    const domain = fc.domain({ size: 'large' })
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const read = tryRead(`${name}@${host}`)
        if (read === undefined) return
        expect(read.length).toBeLessThanOrEqual(254)
        expect(parseMailAddress(read).address).toBe(read)
      }),
    )
  })
})

function tryRead(text: string): string | undefined {
  try {
    return parseMailAddress(text).address
  } catch {
    return undefined
  }
}

test.each([
  ['ann+papers@example.org', 'ann@example.org'],
  ['ann+a+b@example.org', 'ann@example.org'],
  ['ann@example.org', 'ann@example.org'],
  ['+ann@example.org', '+ann@example.org'],
  // As Gmail's own help says of dots, and of its older domain.
  ['a.n.n+papers@googlemail.com', 'ann@gmail.com'],
  ['ann@gmail.com', 'ann@gmail.com'],
  ['a.n.n@example.org', 'a.n.n@example.org'],
  ['a.n.n@notgmail.com', 'a.n.n@notgmail.com'],
])('the mailbox of %j is %j', (key, mailbox) => {
  expect(toMailboxKey(key)).toBe(mailbox)
})

test.each([
  ['reader@example.org', 'r…@e…'],
  ['https://chat.example/hooks/T000', 'h…'],
  ['', '…'],
])('%j is shown as %j', (address, shown) => {
  expect(maskAddress(address)).toBe(shown)
})

test.each([
  ['example.org', 'example.org', true],
  ['Mail.Example.org', 'example.ORG', true],
  ['example.org', 'mail.example.org', false],
  ['badexample.org', 'example.org', false],
])('that "%s" is "%s" or lies below it is %s', (domain, other, isIt) => {
  expect(isAtOrBelow(domain, other)).toBe(isIt)
})
