import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { AppError } from '../domain/error.ts'
import { FEWEST_DKIM_BITS } from '../domain/mail-server.ts'

/** What signs mail: the private key with the name under which the DNS holds the public one. */
export type DkimKey = { domain: string; selector: string; key: KeyObject }

/** Reads the key that signs mail. @throws AppError `invalid` where the file holds no private RSA key that is long enough */
export async function loadDkimKey({
  domain,
  selector,
  keyFile,
}: {
  domain: string
  selector: string
  keyFile: string
}): Promise<DkimKey> {
  const key = await readKey(keyFile)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa' || bits < FEWEST_DKIM_BITS) {
    throw refuse(keyFile, `does not hold an RSA key of ${FEWEST_DKIM_BITS} bits or more`)
  }
  return { domain, selector, key }
}

async function readKey(path: string): Promise<KeyObject> {
  let pem: string
  try {
    pem = await readFile(path, 'utf8')
  } catch (cause) {
    throw refuse(path, `cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause)
  }
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    throw refuse(path, 'does not hold a private key as PEM without a password', cause)
  }
}

function refuse(path: string, what: string, cause?: unknown): AppError {
  const says = `The file ${path} of MAIL_DKIM_KEY_FILE ${what}: "openssl genrsa -out FILE 2048" makes one.`
  return new AppError('invalid', says, { cause })
}
