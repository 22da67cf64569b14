/** The part of mjml 5 that is used here: it ships no types, and those of others are of its fourth version. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: { validationLevel: 'strict'; keepComments: boolean },
  ): Promise<{ html: string; errors: { formattedMessage: string }[] }>
}
