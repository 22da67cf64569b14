import { describe, expect, test } from 'vitest'
import { isPictureAddress, isWebAddress } from './paper-address.ts'

describe('isWebAddress', () => {
  test.each([
    'https://patience.example.org',
    'http://a.example:8080/x?y=z#w',
    'https://a.example/@people/x',
    'https://a.example/?q=a@b',
    ' https://a.example/view',
    'https://a.example/a\nb.git',
    'https://bücher.example/日本',
    'HTTPS://A.EXAMPLE/',
  ])('takes %j', (text) => {
    expect(isWebAddress(text)).toBe(true)
  })

  test.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'ftp://a.example/',
    'https://arxiv.org@evil.example/',
    'https://user:pw@a.example/',
    'https:arxiv.org@evil.example',
    'https://arxiv.org\t@evil.example/',
    '//a.example/x',
    '/x',
    'a.example',
    'https://',
    '',
  ])('refuses %j', (text) => {
    expect(isWebAddress(text)).toBe(false)
  })
})

describe('isPictureAddress', () => {
  test.each(['/avatars/0123.svg', 'https://a.example/b.png'])('takes %j', (text) => {
    expect(isPictureAddress(text)).toBe(true)
  })

  test.each([
    '//evil.example/b.png',
    '/\\evil.example/b.png',
    '/\t/evil.example/b.png',
    'data:image/svg+xml,<svg/>',
    'b.png',
    '/a"b',
  ])('refuses %j', (text) => {
    expect(isPictureAddress(text)).toBe(false)
  })
})
