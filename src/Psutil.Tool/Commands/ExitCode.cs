namespace Psutil.Tool.Commands;

/// <summary>What the command reports to its caller, as <c>pgrep</c> does.</summary>
internal static class ExitCode
{
    /// <summary>Something was found. What permission hid does not change that.</summary>
    public const int Found = 0;

    /// <summary>Nothing matched: there is no such process.</summary>
    public const int NothingMatched = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The machine could not be read, or the output not written.</summary>
    public const int Fatal = 3;
}
