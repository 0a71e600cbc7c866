# SPDX-License-Identifier: EUPL-1.2
# Completion of repliek for bash. Commands, options and layouts are asked of the program itself, so that this
# is never out of date.

_repliek() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -C) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]} && break ;;
        esac
    done
    # readline takes "=" as a word of its own.
    [[ $previous != = ]] || previous=${COMP_WORDS[COMP_CWORD - 2]}
    [[ $word != = ]] || word=
    if [[ $previous == --layout ]]; then
        COMPREPLY=($(compgen -W "$(_repliek_names templates)" -- "$word"))
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$(_repliek_options $command)" -- "$word"))
        [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
    elif [[ -z $command || $command == help ]]; then
        COMPREPLY=($(compgen -W "$(_repliek_names --help)" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}

# The names that stand before two spaces: the commands of --help, the layouts of templates.
_repliek_names() {
    LC_ALL=C repliek "$@" 2>/dev/null | sed -n 's/^ *\([a-z][a-z-]*\)  .*/\1/p'
}

_repliek_options() {
    LC_ALL=C repliek "$@" --help 2>/dev/null | grep -oE -- '(^| )--?[a-z-]+=?' | tr -d ' '
}

complete -o filenames -F _repliek repliek
