import type { CommandWords, OptionWords, Shell } from './completion.js';

/** The completion script of each shell. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const spellings = ({ long, short }: OptionWords): readonly string[] => (short ? [short, long] : [long]);

function bashScript(commands: readonly CommandWords[]): string {
  return `# bash completion of storybind
_storybind() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} help --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(bashValueCases).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(bashCommandCase).join('\n')}
    help) COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$current")) ;;
  esac
}
complete -o filenames -F _storybind storybind
`;
}

function bashValueCases({ name, options }: CommandWords): readonly string[] {
  return options.flatMap((option) => {
    const { value } = option;
    if (value === 'none') return [];
    const pattern = spellings(option)
      .map((spelling) => `"${name} ${spelling}"`)
      .join('|');
    if (value === 'any') return [`    ${pattern}) return ;;`];
    const source = value === 'file' ? '-f' : `-W "${value.join(' ')}"`;
    return [`    ${pattern}) COMPREPLY=($(compgen ${source} -- "$current")); return ;;`];
  });
}

function bashCommandCase({ name, argument, options }: CommandWords): string {
  const words = [...options.flatMap(spellings), '--help'].join(' ');
  const source = argument === 'files' ? '-f' : `-W "${argument.join(' ')}"`;
  return `    ${name})
      case "$current" in
        -*) COMPREPLY=($(compgen -W "${words}" -- "$current")) ;;
        *) COMPREPLY=($(compgen ${source} -- "$current")) ;;
      esac ;;`;
}

function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef storybind
_storybind() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${zshQuoted(summary)}'`).join('\n')}
    'help:print the help of a command'
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(zshCommandCase).join('\n')}
    help) _describe 'command' commands ;;
  esac
}
if [ "$funcstack[1]" = "_storybind" ]; then
  _storybind "$@"
else
  compdef _storybind storybind
fi
`;
}

function zshCommandCase({ name, argument, options }: CommandWords): string {
  const specs = options.flatMap((option) =>
    spellings(option).map((spelling) => `'*${spelling}[${zshQuoted(option.description)}]${zshValue(option)}'`),
  );
  const rest = argument === 'files' ? "'*:file:_files'" : `'1:word:(${argument.join(' ')})'`;
  return `    ${name}) _arguments ${[...specs, "'--help[print this help]'", rest].join(' \\\n        ')} ;;`;
}

function zshValue({ value }: OptionWords): string {
  if (value === 'none') return '';
  if (value === 'any') return ':value: ';
  return value === 'file' ? ':file:_files' : `:value:(${value.join(' ')})`;
}

const zshQuoted = (text: string): string => text.replace(/'/g, "'\\''").replace(/([[\]:])/g, '\\$1');

function fishScript(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap(({ name, summary, argument, options }) => {
    const scope = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c storybind -f -n '__fish_use_subcommand' -a ${name} -d '${fishQuoted(summary)}'`,
      ...(argument === 'files'
        ? [`complete -c storybind ${scope} -F`]
        : [`complete -c storybind ${scope} -f -a '${argument.join(' ')}'`]),
      ...options.map((option) => `complete -c storybind ${scope} ${fishOption(option)}`),
    ];
  });
  return `# fish completion of storybind
complete -c storybind -f -n '__fish_use_subcommand' -a help -d 'print the help of a command'
complete -c storybind -f -n '__fish_seen_subcommand_from help' -a '${names}'
${lines.join('\n')}
`;
}

function fishOption({ long, short, description, value }: OptionWords): string {
  const parts = [
    ...(short ? [`-s ${short.slice(1)}`] : []),
    `-l ${long.slice(2)}`,
    ...(value === 'file' ? ['-r -F'] : value === 'any' ? ['-x'] : []),
    ...(Array.isArray(value) ? [`-x -a '${value.join(' ')}'`] : []),
    `-d '${fishQuoted(description)}'`,
  ];
  return parts.join(' ');
}

const fishQuoted = (text: string): string => text.replace(/([\\'])/g, '\\$1');
