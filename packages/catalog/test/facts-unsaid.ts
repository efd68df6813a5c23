/** Inputs that the facts name and a tool says otherwise: by tool, then input, with the reason. */
export const unsaid: Record<string, Record<string, string>> = {
  github_create_pull_request: {
    title: 'Optional only for a pull request made of an issue, which the tool does not offer.',
  },
  gmail_send_message: { raw: 'Made of to, subject and body unless it is given.' },
  gmail_create_draft: { message: 'Made of to, subject and body unless it is given.' },
  onedrive_upload_text: { 'raw bytes': 'The body itself, which the tool calls content.' },
}
