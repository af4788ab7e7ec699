namespace Psutil.Tool.ShellCommands;

/// <summary>
/// The scripts. Each passes the line and the cursor to <c>psutil [suggest:N] LINE</c> and offers the words that it prints, without
/// executing them.
/// </summary>
internal static class CompletionScript
{
    // Selects the words with the prefix under the cursor. compgen -W would expand them.
    private const string Bash = """
        _psutil_complete() {
            local current="${COMP_WORDS[COMP_CWORD]}" word
            COMPREPLY=()
            while IFS= read -r word; do
                case "$word" in
                    "") ;;
                    "$current"*) COMPREPLY+=("$word") ;;
                esac
            done < <(psutil "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace 2>/dev/null
            return 0
        }
        complete -F _psutil_complete psutil
        """;

    private const string Zsh = """
        #compdef psutil
        _psutil_complete() {
            local -a words_found
            words_found=(${(f)"$(psutil "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)"})
            compadd -- "${words_found[@]}"
        }
        compdef _psutil_complete psutil
        """;

    private const string Fish = """
        function __psutil_complete
            set -l line (commandline -cp)
            psutil "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c psutil -f -a '(__psutil_complete)'
        """;

    // PowerShell parses a comma as a list of words, and replaces only the last one.
    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName psutil -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = "$commandAst".PadRight($cursorPosition)
            psutil "[suggest:$cursorPosition]" $line 2>$null |
                ForEach-Object { if ("$wordToComplete".Contains(',')) { $_ } else { $_ -replace '^.*,', '' } } |
                Where-Object { $_ -and $_.StartsWith($wordToComplete) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    /// <summary>The shells that have a script.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script of a shell; null if there is none.</summary>
    public static string? Find(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            "powershell" or "pwsh" => PowerShell,
            _ => null,
        };
}
