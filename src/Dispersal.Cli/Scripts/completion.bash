# Completion of dispersal for bash. Load it with:  source <(dispersal completion bash)
_dispersal() {
    local start=${COMP_POINT} line=${COMP_LINE:0:COMP_POINT} typed word
    typed=${line##*[[:space:]]}
    COMPREPLY=()
    while IFS= read -r word; do
        # Options are offered once a dash is typed; until then a word may be a folder.
        if [[ $word == "$typed"* && ( $typed == -* || $word != [-/]* ) ]]; then COMPREPLY+=("$word"); fi
    done < <(dispersal "[suggest:$start]" "$COMP_LINE" 2>/dev/null)
    # What goes on after a slash or an equals sign gets no space; bash completes from the last equals sign or colon on.
    if [[ ${#COMPREPLY[@]} -gt 0 && ${COMPREPLY[0]} == *[/=] ]]; then compopt -o nospace; fi
}
complete -o default -F _dispersal dispersal
