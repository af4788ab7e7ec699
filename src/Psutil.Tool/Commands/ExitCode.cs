namespace Psutil.Tool.Commands;

/// <summary>The exit codes of the command, as in <c>pgrep</c>.</summary>
internal static class ExitCode
{
    /// <summary>Something was found. Values hidden by missing permission do not change that.</summary>
    public const int Found = 0;

    /// <summary>Nothing matched: there is no such process.</summary>
    public const int NothingMatched = 1;

    /// <summary>The command line is invalid.</summary>
    public const int Usage = 2;

    /// <summary>The machine could not be read, or the output could not be written.</summary>
    public const int Fatal = 3;
}
