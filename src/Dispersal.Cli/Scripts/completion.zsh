# Completion of dispersal for zsh. Load it after compinit with:  source <(dispersal completion zsh)
_dispersal() {
    local typed=${words[CURRENT]} word
    local line="${words[1,CURRENT]}"
    local -a found
    for word in ${(f)"$(dispersal "[suggest:${#line}]" "$line" 2>/dev/null)"}; do
        # Options are offered once a dash is typed; until then a word may be a folder.
        if [[ $word == ${typed}* && ( $typed == -* || $word != [-/]* ) ]]; then found+=("$word"); fi
    done
    if (( ${#found} == 0 )); then
        _files
    elif [[ ${found[1]} == *[/=] ]]; then
        compadd -S '' -- $found
    else
        compadd -- $found
    fi
}
compdef _dispersal dispersal
