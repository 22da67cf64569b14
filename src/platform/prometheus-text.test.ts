import { describe, expect, test } from 'vitest'
import { createHistogram } from './histogram.ts'
import { toPrometheusText } from './prometheus-text.ts'

describe('toPrometheusText', () => {
  test('writes a family as the format wants it, with what it cannot hold escaped', () => {
    const labels = { route: '/papers/:id', odd: 'a"b\\c\nd' }

    const text = toPrometheusText([
      { name: 'requests_total', help: 'All of them\n\\o/', type: 'counter', samples: [{ value: 3, labels }] },
      {
        name: 'lag_seconds',
        help: 'Lag',
        type: 'gauge',
        samples: [{ value: 0.25 }, { value: NaN, labels: { a: '' } }],
      },
    ])

    expect(text).toBe(
      [
        '# HELP requests_total All of them\\n\\\\o/',
        '# TYPE requests_total counter',
        'requests_total{route="/papers/:id",odd="a\\"b\\\\c\\nd"} 3',
        '# HELP lag_seconds Lag',
        '# TYPE lag_seconds gauge',
        'lag_seconds 0.25',
        'lag_seconds{a=""} NaN',
        '',
      ].join('\n'),
    )
  })
})

describe('a histogram', () => {
  test('counts each value in every bucket whose bound it does not exceed', () => {
    const histogram = createHistogram([1, 2.5])

    for (const value of [0.5, 1, 2, 3]) histogram.observe(value)

    expect(histogram.list({ a: 'b' })).toEqual([
      { suffix: '_bucket', labels: { a: 'b', le: '1' }, value: 2 },
      { suffix: '_bucket', labels: { a: 'b', le: '2.5' }, value: 3 },
      { suffix: '_bucket', labels: { a: 'b', le: '+Inf' }, value: 4 },
      { suffix: '_sum', labels: { a: 'b' }, value: 6.5 },
      { suffix: '_count', labels: { a: 'b' }, value: 4 },
    ])
  })
})
