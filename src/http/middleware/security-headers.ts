import type { Context, MiddlewareHandler } from 'hono'

/**
 * What a page may do: nothing but use our own style sheet and pictures. No script, ours neither, but where
 * `allowOwnScript` says so; no other host; no frame around it. The arrow of a select in the style sheet is a data: picture.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const POLICY_WITH_SCRIPT = `${POLICY}; script-src 'self'; connect-src 'self'`

/**
 * Lets the page that is answered run our own script files and ask this server: for the search page, whose box suggests
 * while somebody types, for the map, and for forms that ask for a time zone. Still none that stands in the page, so that no text of a paper can become one.
 */
export function allowOwnScript(c: Context): void {
  c.header('Content-Security-Policy', POLICY_WITH_SCRIPT)
}

/** Of what OWASP's list names, all that a browser of today heeds. */
const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // The API and the pictures that other sites show say `cross-origin` instead.
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), ' +
    'microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()',
}

/** A year. Not for subdomains and not for browsers' built-in lists: what else a domain serves is not ours to decide. */
const ONLY_HTTPS = 'max-age=31536000'

/**
 * Puts the same strict headers on every answer, errors included; where readers come over HTTPS also the one that
 * keeps them there.
 *
 * Set before the answer is made: taken up with it they cost a fraction of changing the headers of one that exists.
 * Source: https://owasp.org/www-project-secure-headers/
 */
export function securityHeaders(baseUrl: string): MiddlewareHandler {
  const headers = Object.entries({
    ...HEADERS,
    ...(baseUrl.startsWith('https://') && { 'Strict-Transport-Security': ONLY_HTTPS }),
  })
  return (c, next) => {
    for (const [name, value] of headers) c.header(name, value)
    return next()
  }
}
