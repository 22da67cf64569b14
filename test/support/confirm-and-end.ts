// node confirm-and-end.ts URL TOKEN ADDRESS — shows the token, asks for a subscription of the address, and ends.
import { openDatabase } from '../../src/store/db.ts'
import { someSubscribers } from './subscribers.ts'

const [url = '', token = '', address = ''] = process.argv.slice(2)
const db = openDatabase(url)
const subscribers = someSubscribers(db)
const answered = await subscribers.confirm(token, '192.0.2.9')
await subscribers.ask(address)
await db.destroy()
process.stdout.write(answered?.state ?? 'unknown')
