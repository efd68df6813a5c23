/** Scripts that ask `jackfield __complete` at every Tab. They run with what a plain bash 3.2 and zsh 5 bring along. */
export const shellScripts = {
  bash: `# Completion of jackfield for bash.
_jackfield() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(jackfield __complete bash "$COMP_WORDBREAKS" "\${COMP_LINE:0:$COMP_POINT}" 2>/dev/null)
  if [ "\${COMPREPLY[0]-}" = ':files' ]; then
    COMPREPLY=()
    compopt -o default 2>/dev/null
  fi
}
complete -F _jackfield jackfield`,

  zsh: `#compdef jackfield
# Completion of jackfield for zsh.
_jackfield() {
  local line
  local -a found
  while IFS= read -r line; do
    found+=("$line")
  done < <(jackfield __complete zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  if [[ "\${found[1]-}" == ':files' ]]; then
    _files
  else
    _describe -t values jackfield found
  fi
}
if [[ "\${funcstack[1]-}" == _jackfield ]]; then
  _jackfield "$@"
else
  compdef _jackfield jackfield
fi`,
} as const
