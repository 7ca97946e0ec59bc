export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** `fluence complete -- <words> <partial>` prints a proposal a line; where it has none, files are proposed. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_fluence() {
  COMPREPLY=()
  local proposal
  while IFS= read -r proposal; do
    COMPREPLY+=("$proposal")
  done < <(fluence complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _fluence fluence
`,
  zsh: `_fluence() {
  local -a proposals
  proposals=("\${(@f)$(fluence complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$proposals" ]]; then compadd -a proposals; else _files; fi
}
compdef _fluence fluence
`,
  fish: `function __fluence_proposals
  set -l proposals (fluence complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  if set -q proposals[1]
    printf '%s\\n' $proposals
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c fluence -f -a '(__fluence_proposals)'
`,
};

/** Where a shell reads such a script at its start, and the line that does it. */
export const SETUP: Readonly<Record<Shell, string>> = {
  bash: "echo 'source <(fluence autocomplete bash)' >> ~/.bashrc",
  zsh: "echo 'autoload -Uz compinit && compinit; source <(fluence autocomplete zsh)' >> ~/.zshrc",
  fish: 'fluence autocomplete fish > ~/.config/fish/completions/fluence.fish',
};
