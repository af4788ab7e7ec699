namespace Psutil.Tool.ShellCommands;

/// <summary>
/// The scripts. Each hands the line and the cursor to <c>psutil [suggest:N] LINE</c> and offers what comes back, word for word: nothing of
/// it is run.
/// </summary>
internal static class CompletionScript
{
    // Of the words, those that begin as the one under the cursor does. compgen -W would expand them.
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

    // A comma makes a list of words for PowerShell, of which the last one alone is replaced.
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

    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>A shell's script; null if there is none.</summary>
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
