import { expect, test } from 'vitest'
import { toToldText } from './told-text.ts'

test.each([
  ['Rate exceeded.', 'Rate exceeded.'],
  [' two\n\tlines\u0000 ', 'two lines'],
  ['{"error":"Paper not found"}', 'Paper not found'],
  ['{"error":{"message":"slow down","code":429}}', 'slow down'],
  ['{"message":"API rate limit exceeded","documentation_url":"…"}', 'API rate limit exceeded'],
  ['{"errors":["a"]}', '{"errors":["a"]}'],
  ['null', 'null'],
  ['\n<!DOCTYPE html><title>503</title>', 'a web page'],
  ['<HTML><body>no', 'a web page'],
  ['<?xml version="1.0"?><feed><title>Error</title><summary>bad id</summary></feed>', 'Error bad id'],
  ['', ''],
])('%j says %j', (body, told) => {
  expect(toToldText(body)).toBe(told)
})

test('no more than 200 letters are told, and no half of one', () => {
  const told = toToldText(`${'x'.repeat(199)}🦉`)

  expect(told).toBe(`${'x'.repeat(199)}\ufffd`)
})
