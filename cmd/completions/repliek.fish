# SPDX-License-Identifier: EUPL-1.2
# Completion of repliek for fish. Commands, options and layouts are asked of the program itself, so that this
# is never out of date.

function __repliek_lines
    LC_ALL=C repliek $argv 2>/dev/null | string match -r '^ *[a-z][a-z-]* {2,}.*' |
        string replace -r '^ *([a-z][a-z-]*) {2,}' '$1\t'
end

function __repliek_options
    set -l words (commandline -opc)[2..]
    set -l command (string match -v -- '-*' $words)[1]
    LC_ALL=C repliek $command --help 2>/dev/null |
        string replace -rf '^  (?:-[a-zA-Z], )?(--[a-z-]+=?)[A-Za-z.]* +' '$1\t'
end

complete -c repliek -f -n __fish_use_subcommand -a '(__repliek_lines --help)'
complete -c repliek -f -n '__fish_seen_subcommand_from help' -a '(__repliek_lines --help)'
complete -c repliek -n 'string match -q -- "-*" (commandline -ct)' -a '(__repliek_options)'
complete -c repliek -x -l layout -a '(__repliek_lines templates)'
