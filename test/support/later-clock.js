// Loaded before a program (NODE_OPTIONS=--import …) that is to believe that it is later: CLOCK_AHEAD_MS says how much.
const ahead = Number(process.env['CLOCK_AHEAD_MS'] ?? 0)
const now = Date.now.bind(Date)
Date.now = () => now() + ahead
