/** What it means that the data folder holds no secret though there are readers. */
export const NO_SECRET =
  'The data folder holds no secret: the next start makes a new one, and links in mails that went out lead nowhere then.'

/** What to do about it. */
export const MEND_SECRET =
  'Put back the file "secret" that you kept beside your backups, mode 600; or start the server, if it is lost.'
